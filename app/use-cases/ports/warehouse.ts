// The marketplace's own warehouses (Fulfilled by TikTok): goods, stock, and outbound orders for what the marketplace
// did not sell (multi-channel fulfilment). One port per connection.
import type { Address } from "../../domain/address.ts";

/** `goodsId` is the warehouse's name for a physical thing; it is matched to marketplace SKUs. */
export type WarehouseGoods = { readonly goodsId: string; readonly marketplaceSkuIds: readonly string[] };

export type WarehouseStock = {
  readonly fbtWarehouseId: string;
  readonly goodsId: string;
  readonly available: number;
  readonly reserved: number;
};

export type OutboundPackage = {
  readonly packageId: string;
  /** "waiting" until it left; "closed" was stopped; "lost" and "damaged" as the warehouse says. */
  readonly state: "waiting" | "shipped" | "delivered" | "closed" | "lost" | "damaged" | "abnormal";
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly goods: readonly { readonly goodsId: string; readonly quantity: number }[];
};

export type OutboundOrder = {
  readonly outboundOrderId: string;
  /** Our fulfillment order's id. */
  readonly externalOrderId: string;
  readonly createdAt: Date;
  /** Empty until the warehouse has taken it up. */
  readonly packages: readonly OutboundPackage[];
};

export type SubmitAnswer =
  | { readonly kind: "accepted"; readonly outboundOrderId: string }
  /** It already knows this external order: an earlier try went through, and its number comes by webhook. */
  | { readonly kind: "already-submitted" }
  /** A business no: out of stock, address refused, not enrolled. In the warehouse's words. */
  | {
      readonly kind: "refused";
      readonly reason: "out-of-stock" | "address" | "not-enrolled" | "unpaid" | "other";
      readonly detail: string;
    };

export interface WarehousePort {
  /** Whether the seller may ship orders placed elsewhere. */
  isMultiChannelEnabled(): Promise<boolean>;
  /** The goods matched to up to 100 marketplace SKUs. */
  goods(marketplaceSkuIds: readonly string[]): Promise<readonly WarehouseGoods[]>;
  /** Stock of up to 100 goods, in every warehouse that holds them. */
  stock(goodsIds: readonly string[]): Promise<readonly WarehouseStock[]>;
  /** Asks for shipment. Repeatable by `externalOrderId`: a second is answered "already-submitted". */
  submit(input: {
    externalOrderId: string;
    goods: readonly { goodsId: string; quantity: number }[];
    consignee: Address;
  }): Promise<SubmitAnswer>;
  /** Throws `not-found`. */
  outboundOrder(outboundOrderId: string): Promise<OutboundOrder>;
}
