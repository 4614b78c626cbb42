// What the owner can change of a store itself, as the control page, the demo and the tests call it.
export type StoreMoves = {
  /** What does not differ is no change: nothing is told of it. */
  changeStore(domain: string, change: StoreChange): void;
};

export type StoreChange = {
  readonly name?: string | undefined;
  /** ISO 4217. Shopify lets an owner change it until the first sale. */
  readonly currency?: string | undefined;
  /** IANA name. */
  readonly timeZone?: string | undefined;
};
