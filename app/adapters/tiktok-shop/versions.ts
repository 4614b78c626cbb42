// The version of each API family we speak, in one place. Versions stand in the path; families move separately.

export const VERSION = {
  authorization: "202309",
  event: "202309",
  product: "202309",
  productSearch: "202502",
  compliance: "202409",
  complianceSearch: "202501",
  logistics: "202309",
  order: "202309",
  fulfillment: "202309",
  fbtMerchants: "202409",
  fbtWarehouses: "202408",
  fbtInventory: "202408",
  fbtGoods: "202409",
  /** Multi-channel fulfilment came in 2026. */
  mcf: "202601",
} as const;
