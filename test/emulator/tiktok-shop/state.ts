// Everything the twin's TikTok Shop remembers: plain data in Maps, so that it can be saved, restored and reset whole.
import type { CodeRow, GrantRow } from "./auth-rows.ts";
import { type CatalogState, emptyCatalogState } from "./catalog-state.ts";
import type { ExternalOrderRow } from "./external-order-rows.ts";
import type { ConsignOrderRow, GoodsRow, InventoryRecord, McfOrderRow } from "./fbt-rows.ts";
import type { CancellationRow, OrderRow, PackageRow } from "./order-rows.ts";
import type { ProductRow, SkuRow } from "./product-rows.ts";
import { emptyTraffic, type Traffic } from "./quota-rows.ts";

export type ImageRow = {
  readonly uri: string;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  /** Which content it is; the bytes are kept once, however often and for whatever they are uploaded. */
  readonly digest: string;
};

export type WebhookRow = {
  readonly shopId: string;
  readonly eventType: string;
  address: string;
  readonly createTime: number;
  updateTime: number;
};

export type State = CatalogState & {
  ids: number;
  readonly codes: Map<string, CodeRow>;
  /** By access token, and by refresh token to the access token it renews. */
  readonly grants: Map<string, GrantRow>;
  readonly refreshTokens: Map<string, string>;
  /** Shops by id, and sellers by open id, that the platform has deactivated. */
  readonly disabled: Set<string>;
  /** Quotas, and the calls that met them. */
  traffic: Traffic;
  /** By `${shopId} ${eventType}`. */
  readonly webhooks: Map<string, WebhookRow>;
  readonly images: Map<string, ImageRow>;
  readonly products: Map<string, ProductRow>;
  readonly skus: Map<string, SkuRow>;
  /** The answer once given to an idempotency key, by `${shopId} ${key}`. */
  readonly replies: Map<string, unknown>;
  readonly orders: Map<string, OrderRow>;
  readonly packages: Map<string, PackageRow>;
  readonly cancellations: Map<string, CancellationRow>;
  /** By `${orderId} ${platform}`. */
  readonly externalOrders: Map<string, ExternalOrderRow>;
  readonly goods: Map<string, GoodsRow>;
  /** Which goods a SKU is matched to. */
  readonly goodsBySku: Map<string, string>;
  readonly inventoryRecords: InventoryRecord[];
  readonly mcfOrders: Map<string, McfOrderRow>;
  readonly consignOrders: Map<string, ConsignOrderRow>;
  /** By `${shopId} ${externalOrderId}`: what a multi-channel order is de-duplicated by. */
  readonly mcfByExternalId: Map<string, string>;
  /** Shops that may not use multi-channel fulfilment, and those that owe the warehouse money. */
  readonly withoutMcf: Set<string>;
  readonly owingFbt: Set<string>;
};

export function emptyState(): State {
  return {
    ids: 0,
    codes: new Map(),
    grants: new Map(),
    refreshTokens: new Map(),
    disabled: new Set(),
    traffic: emptyTraffic(),
    webhooks: new Map(),
    images: new Map(),
    products: new Map(),
    skus: new Map(),
    replies: new Map(),
    ...emptyCatalogState(),
    orders: new Map(),
    packages: new Map(),
    cancellations: new Map(),
    externalOrders: new Map(),
    goods: new Map(),
    goodsBySku: new Map(),
    inventoryRecords: [],
    mcfOrders: new Map(),
    consignOrders: new Map(),
    mcfByExternalId: new Map(),
    withoutMcf: new Set(),
    owingFbt: new Set(),
  };
}
