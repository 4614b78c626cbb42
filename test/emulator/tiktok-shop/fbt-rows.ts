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

export type RecordCause = {
  readonly orderId: string;
  readonly orderType:
    | "INBOUND_ORDER"
    | "CONSIGN_ORDER"
    | "FAILED_DELIVERY"
    | "INVENTORY_COUNT_ORDER"
    | "INVENTORY_STATUS_ADJUSTMENT_ORDER"
    | "DISPOSAL"
    | "RETURN_TO_SUPPLIER_ORDER";
};

/** What lies in the warehouse changed: sellable goods and defective ones are counted apart. */
export type InventoryRecord = RecordCause & {
  readonly shopId: string;
  readonly createTime: number;
  readonly fbtWarehouseId: string;
  readonly goodsId: string;
  readonly goodsType: "NORMAL" | "DEFECTIVE";
  readonly initial: number;
  readonly final: number;
};

export type ConsignStatus =
  | "PENDING"
  | "HANDLE_BY_WAREHOUSE"
  | "SHIPPED"
  | "HANDOVER"
  | "COMPLETED"
  | "CLOSED"
  | "LOST"
  | "DAMAGE"
  | "ABNORMAL";

export type ConsignOrderRow = {
  readonly id: string;
  readonly mcfOrderId: string;
  readonly fbtWarehouseId: string;
  readonly goods: readonly { readonly id: string; readonly quantity: number }[];
  status: ConsignStatus;
  carrier: string | null;
  providerId: string | null;
  trackingNumber: string | null;
  isPlatformClosed: boolean;
  /** What is the matter, in the warehouse's words. */
  issue: string;
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
  /** In milliseconds: before, the seller does not see the consign orders. */
  readonly listedFrom: number;
};

export function totalOf(stock: FbtStock): number {
  return stock.available + stock.reserved + stock.unfulfillable;
}
