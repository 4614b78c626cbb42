// What lies in the platform's own warehouses and the parcels it sends out for other channels.

export type FbtStock = { available: number; reserved: number; unfulfillable: number };

/** A physical item; SKUs are matched to it. Stock by FBT warehouse id. */
export type GoodsRow = {
  readonly id: string;
  readonly shopId: string;
  readonly name: string;
  readonly referenceCode: string;
  readonly skuIds: string[];
  readonly stock: Map<string, FbtStock>;
};

export type InventoryRecord = {
  readonly shopId: string;
  readonly createTime: number;
  readonly fbtWarehouseId: string;
  readonly goodsId: string;
  readonly initial: number;
  readonly final: number;
  readonly orderId: string;
  readonly orderType: "INBOUND_ORDER" | "CONSIGN_ORDER";
};

export type ConsignStatus = "PENDING" | "HANDLE_BY_WAREHOUSE" | "SHIPPED" | "COMPLETED" | "CLOSED";

export type ConsignOrderRow = {
  readonly id: string;
  readonly mcfOrderId: string;
  readonly fbtWarehouseId: string;
  readonly goods: readonly { readonly id: string; readonly quantity: number }[];
  status: ConsignStatus;
  carrier: string | null;
  providerId: string | null;
  trackingNumber: string | null;
};

export type Consignee = {
  readonly name: string;
  readonly phone_number: string;
  readonly email?: string | undefined;
  readonly address: {
    readonly country_code: string;
    readonly state_or_region: string;
    readonly city: string;
    readonly postal_code: string;
    readonly address_line_1: string;
  };
};

export type McfOrderRow = {
  readonly id: string;
  readonly shopId: string;
  readonly externalOrderId: string;
  readonly createTime: number;
  readonly consignee: Consignee;
  readonly consignOrderIds: readonly string[];
};

export function totalOf(stock: FbtStock): number {
  return stock.available + stock.reserved + stock.unfulfillable;
}
