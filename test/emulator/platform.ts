// What the twin's two platforms share and what each offers to the control page, the demo and the tests.
import type { TwinClock } from "./clock.ts";
import type { Faults } from "./faults.ts";
import type { History } from "./history.ts";
import type { Random } from "./random.ts";
import type { SeedAddress } from "./seed-shapes.ts";
import type { CatalogMoves } from "./store-catalog.ts";
import type { LocationMoves } from "./store-locations.ts";
import type { StoreMoves } from "./store-settings.ts";
import type { GatewaySettings } from "./tiktok-shop/gateway-settings.ts";
import type { ShopifyView, TikTokShopView } from "./views.ts";
import type { WebhookSender } from "./webhook-sender.ts";
import type { WireRequest } from "./wire-request.ts";

export type { SeedAddress, SeedProduct, SeedVariant } from "./seed-shapes.ts";
export type { ShopifyView, TikTokShopView } from "./views.ts";

/** Fixed, printed, settable values; see settings.ts for the defaults. */
export type TwinSettings = {
  readonly shopify: {
    readonly apiKey: string;
    readonly apiSecret: string;
    readonly stores: readonly {
      readonly domain: string;
      readonly name: string;
      readonly currency: string;
      readonly timeZone: string;
      readonly countryCode: string;
    }[];
    /** Access scopes that installing grants; those of the app's configuration when left out. */
    readonly scopes?: readonly string[];
    /** How the reads of a fulfillment service are signed: in the query (the default) or by a header. */
    readonly callbackSignature?: "query" | "header";
    /** Whether a refresh token that was replaced serves again while its replacement is unused; it does since August 2026. */
    readonly lostRefresh: "forgiven" | "fatal";
    /** What the store's plan gives the query bucket; "plus" when left out. "development" creates five orders a minute. */
    readonly plan?: "development" | "standard" | "advanced" | "plus" | "enterprise";
    /** What Shopify has approved the app to read of buyers; all ("level-2") when left out. */
    readonly customerData?: "none" | "level-1" | "level-2";
    /** Base address under which the app's relative webhook addresses (shopify.app.toml) are reached. Settable later. */
    readonly appUrl: string;
    /** Topics and relative uris as shopify.app.toml declares them, delivered to every installed store. */
    readonly appSubscriptions: readonly AppSubscription[];
    /** The API version of the app's configuration: webhooks are sent in it. */
    readonly webhookApiVersion: string;
  };
  readonly tiktokShop: {
    readonly appKey: string;
    readonly appSecret: string;
    readonly serviceId: string;
    /** Where the seller's browser returns after authorizing: fixed at the platform, never a parameter. */
    readonly redirectUrl: string;
    readonly gateway: GatewaySettings;
    readonly shops: readonly {
      readonly id: string;
      readonly name: string;
      readonly region: string;
      readonly currency: string;
      readonly cipher: string;
      readonly code: string;
      readonly sellerName: string;
      readonly openId: string;
      /** Names of further sales warehouses that the seller runs beside the default one. */
      readonly furtherWarehouses?: readonly string[];
    }[];
  };
  /** Milliseconds of the twin's clock. */
  readonly timing: {
    readonly auditMs: number;
    /** Between buying and ready to ship: the remorse period (an hour on the real platform). */
    readonly remorseMs: number;
    /** Between steps of the platform's own warehouse (pick, hand over, in transit, delivered). */
    readonly warehouseStepMs: number;
    /** How far the store's search lags behind its writes. */
    readonly searchLagMs: number;
    readonly bulkMs: number;
    /** How long a request with an idempotency key counts as still in progress; 0 when left out. */
    readonly idempotentMs?: number;
    readonly marketplace: MarketplaceTiming;
    /** A webhook leaves up to so much later than what it tells of, by chance: they may overtake each other. */
    readonly webhookSpreadMs: number;
  };
  /** By how much each platform's clock is ahead of the client's; behind when negative. */
  readonly clockSkewMs: { readonly shopify: number; readonly tiktokShop: number };
  /** Whether warehouses, carriers and auditors act by themselves ("auto") or only when told ("manual"). */
  readonly actors: "auto" | "manual";
  /** Share of the platform's parcels that are late (by so much), get lost, come back, or are two where one would do. */
  readonly carriers: {
    readonly lateShare: number;
    readonly lateMs: number;
    readonly lostShare: number;
    readonly returnedShare: number;
    readonly splitShare: number;
  };
  /** Addresses at which clients reach us, used in the links we hand out. Interception keeps the real ones. */
  readonly origins: {
    readonly shopifyFiles: string;
    readonly tiktokApi: string;
    readonly tiktokAuth: string;
    readonly tiktokFiles: string;
  };
};

/** The clocks of a marketplace order, in milliseconds; its deadlines count from payment. */
export type MarketplaceTiming = {
  /** An order not paid by then is called off. */
  readonly payMs: number;
  /** When the seller should have shipped, and the carrier collected, to be on time. */
  readonly shipSlaMs: number;
  readonly collectSlaMs: number;
  /** Not shipped, collected, delivered by then: called off. */
  readonly shipMs: number;
  readonly collectMs: number;
  readonly deliverMs: number;
  /** A seller who has not answered a buyer's request by then has agreed. */
  readonly answerMs: number;
  /** From a cancellation to the money's return. */
  readonly refundMs: number;
  /** From delivery to the end of returns. */
  readonly completeMs: number;
  /** Until the platform's warehouse shows the parcels of a multi-channel order. */
  readonly consignListMs: number;
};

/** As an app's configuration file declares it. */
export type AppSubscription = {
  readonly topic: string;
  readonly uri: string;
  readonly name?: string;
  readonly filter?: string;
  readonly includeFields?: readonly string[];
  readonly metafieldNamespaces?: readonly string[];
};

export type TwinParts = {
  readonly settings: TwinSettings;
  readonly clock: TwinClock;
  readonly random: Random;
  readonly history: History;
  readonly faults: Faults;
  readonly webhooks: WebhookSender;
};

/** The wire side of a platform: everything a client can reach. */
export interface PlatformWire {
  readonly platform: "shopify" | "tiktok-shop";
  /** Whether a host name (no port) belongs to this platform. */
  answersTo(host: string): boolean;
  /** The operation's name for faults and history, e.g. "orderCreate", "POST /product/202309/products". */
  operationOf(request: WireRequest): Promise<string>;
  /** The real answer, with all its checks. Never throws: a bug answers 500 and is printed. */
  respond(request: WireRequest): Promise<Response>;
  /** How the platform says "too many requests" and "your token is refused" for this request. */
  throttled(request: WireRequest, retryAfterSeconds: number): Promise<Response>;
  unauthorized(request: WireRequest): Promise<Response>;
  /** How it refuses a body that is too large to be read. */
  tooLarge(): Promise<Response>;
  /** The store's domain or the shop's id that a request is about, where it says so. */
  shopNamed(request: WireRequest): string | undefined;
  /** The real answer to a call, after which nothing has changed. */
  rehearse(request: WireRequest): Promise<Response>;
  /** The same call with the first half of its batch; undefined where it carries none. */
  halved(request: WireRequest): Promise<WireRequest | undefined>;
  /** All state as plain data (Maps allowed), and back. Snapshot, restore and reset stand on these. */
  save(): unknown;
  load(state: unknown): void;
  reset(): void;
}

/** Shopify's side, as people and actors move it: staff, buyers, the admin. Unknown ids throw an Error naming them. */
export interface ShopifyTwin extends PlatformWire, CatalogMoves, LocationMoves, StoreMoves {
  /** Installs the app: tokens can be exchanged from now on. Uninstall refuses tokens and sends app/uninstalled. */
  install(domain: string): void;
  uninstall(domain: string): void;
  /** A session token as App Bridge gets it: HS256 JWT, about a minute long. */
  sessionToken(domain: string): string;
  /** The query Shopify admin frames the app with: embedded, shop, host, locale, id_token, hmac, timestamp, session. */
  embedQuery(domain: string): URLSearchParams;
  setAppUrl(appUrl: string): void;
  addLocation(domain: string, name: string): string;
  /** Sets `available`; the first location when none is named. */
  setStock(domain: string, sku: string, quantity: number, locationId?: string): void;
  /** A buyer's own order in the store: stock is committed, fulfillment orders are routed to locations that hold it. */
  placeOrder(
    domain: string,
    order: { lines: readonly { sku: string; quantity: number }[]; address?: SeedAddress },
  ): { orderId: string; name: string };
  /** Staff press "request fulfillment" on every open fulfillment order of an order at a service's location. */
  requestFulfillment(domain: string, orderName: string): readonly string[];
  requestCancellation(domain: string, orderName: string): readonly string[];
  /** Staff ship what is open at the merchant's own locations: all of it, or the lines named. */
  fulfillAsMerchant(
    domain: string,
    orderName: string,
    shipment: { company: string; number: string; lines?: readonly { sku: string; quantity: number }[] },
  ): string;
  cancelOrder(domain: string, orderName: string): void;
  /** Staff put every open fulfillment order of an order on hold, and let them go again; the ids concerned. */
  holdOrder(domain: string, orderName: string, reason: string): readonly string[];
  releaseOrder(domain: string, orderName: string): readonly string[];
  /** Staff put units of a SKU into a fulfillment order of their own. */
  splitOrder(domain: string, orderName: string, line: { sku: string; quantity: number }): readonly string[];
  /** A pre-order: what is open is not to be shipped before then (ISO 8601), when it opens by itself. */
  scheduleOrder(domain: string, orderName: string, fulfillAt: string): readonly string[];
  /** Staff refund units of a SKU with what they cost: unfulfilled ones are taken off, shipped ones come back. */
  refundOrder(domain: string, orderName: string, line: { sku: string; quantity: number }): string;
  /** Staff edit an order: units of a SKU that have not left are removed and back on sale; no money moves. */
  editOrder(domain: string, orderName: string, line: { sku: string; quantity: number }): void;
  editAddress(domain: string, orderName: string, address: SeedAddress): void;
  archiveOrder(domain: string, orderName: string): void;
  /** SKUs of all that a buyer can choose, whether or not it is in stock. */
  skusOnSale(domain: string): readonly string[];
  /** Everything of a store as plain JSON: products, levels, orders with fulfillment orders and fulfillments, services. */
  view(domain: string): ShopifyView;
}

/** TikTok Shop's side, as buyers, auditors, warehouses and carriers move it. Unknown ids throw an Error naming them. */
export interface TikTokShopTwin extends PlatformWire {
  /** What the authorize page does when the seller agrees: the code that the redirect carries. */
  authorize(shopId: string): string;
  deauthorize(shopId: string): void;
  /** Puts stock of a live SKU into a platform (FBT) warehouse: makes and matches its goods where needed. Fires webhook 24. */
  stockFbt(shopId: string, input: { sellerSku: string; quantity: number }): { goodsId: string };
  /** A buyer's order. FBT stock that covers every line makes it FULFILLMENT_BY_TIKTOK unless told otherwise. */
  placeOrder(
    shopId: string,
    order: {
      lines: readonly { sellerSku: string; quantity: number }[];
      fulfillment?: "FULFILLMENT_BY_TIKTOK" | "FULFILLMENT_BY_SELLER";
      shippingType?: "SELLER" | "TIKTOK";
      address?: SeedAddress;
    },
  ): { orderId: string };
  /** One step on: ON_HOLD → AWAITING_SHIPMENT; a platform-shipped one → AWAITING_COLLECTION (parcel, carrier, number) → IN_TRANSIT → DELIVERED → COMPLETED. */
  advanceOrder(orderId: string): string;
  cancelOrder(orderId: string): void;
  /** One step on for every consign order of a multi-channel order: taken up, shipped with carrier and number, delivered. */
  advanceOutboundOrder(mcfOrderId: string): string;
  /** The auditor's decision on a product in review; "auto" actors approve by themselves. */
  decideAudit(
    productId: string,
    decision: { approve: true } | { approve: false; reasons: readonly string[] },
  ): void;
  /** Seller SKUs of all live listings, whether or not they are in stock. */
  skusOnSale(shopId: string): readonly string[];
  view(shopId: string): TikTokShopView;
}
