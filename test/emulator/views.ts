// Everything of a store and of a shop as plain data, for the control page, the demo and the tests.

export type ShopifyView = {
  readonly domain: string;
  readonly installed: boolean;
  readonly locations: readonly { id: string; name: string; isFulfillmentService: boolean }[];
  readonly products: readonly {
    id: string;
    handle: string;
    title: string;
    status: string;
    imageCount: number;
    variants: readonly {
      id: string;
      inventoryItemId: string;
      sku: string | null;
      price: string;
      available: number;
      /** Whether the store sells it when nothing is left, or counts nothing at all. */
      sellsWithoutStock: boolean;
      levels: readonly { locationId: string; available: number; onHand: number; committed: number }[];
    }[];
  }[];
  readonly orders: readonly {
    id: string;
    name: string;
    sourceIdentifier: string | null;
    cancelled: boolean;
    displayFulfillmentStatus: string;
    lines: readonly { sku: string | null; quantity: number }[];
    fulfillmentOrders: readonly {
      id: string;
      status: string;
      requestStatus: string;
      locationId: string;
      lines: readonly { sku: string | null; total: number; remaining: number }[];
    }[];
    fulfillments: readonly {
      id: string;
      status: string;
      company: string | null;
      numbers: readonly string[];
      lines: readonly { sku: string | null; quantity: number }[];
    }[];
  }[];
};

export type TikTokShopView = {
  readonly shopId: string;
  readonly authorized: boolean;
  readonly webhooks: readonly { eventType: string; address: string }[];
  readonly products: readonly {
    id: string;
    title: string;
    status: string;
    auditStatus: string;
    imageCount: number;
    categoryId: string;
    brandId: string | null;
    manufacturerIds: readonly string[];
    responsiblePersonIds: readonly string[];
    /** By attribute id: the ids of listed values, the names of own ones. */
    attributes: Readonly<Record<string, readonly string[]>>;
    /** As the seller sent it: "0.120 KILOGRAM"; "13 × 8 × 4 CENTIMETER". */
    weight: string | null;
    dimensions: string | null;
    skus: readonly {
      id: string;
      sellerSku: string;
      price: string;
      currency: string;
      stock: readonly { warehouseId: string; quantity: number; committed: number }[];
    }[];
  }[];
  readonly orders: readonly {
    id: string;
    status: string;
    fulfillmentType: string;
    shippingType: string;
    lines: readonly {
      id: string;
      sellerSku: string;
      packageId: string | null;
      trackingNumber: string | null;
      carrier: string | null;
    }[];
  }[];
  readonly fbtStock: readonly {
    goodsId: string;
    sellerSkus: readonly string[];
    total: number;
    reserved: number;
    available: number;
  }[];
  readonly outboundOrders: readonly {
    mcfOrderId: string;
    externalOrderId: string;
    consignOrders: readonly {
      id: string;
      status: string;
      carrier: string | null;
      trackingNumber: string | null;
      goods: readonly { goodsId: string; quantity: number }[];
    }[];
  }[];
};
