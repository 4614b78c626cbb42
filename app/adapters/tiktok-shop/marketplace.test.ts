// The whole adapter against the twin: list, sell, ship, and what goes wrong on the way.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Interception, interceptWith } from "../../../test/emulator/intercept.ts";
import { DEMO_SHOP } from "../../../test/emulator/settings.ts";
import { createTwin, type Twin } from "../../../test/emulator/twin.ts";
import { as, type StoreId } from "../../domain/ids.ts";
import { NO_PARTIES } from "../../domain/party.ts";
import type { MarketplaceOrder, MarketplacePort, NewListing } from "../../use-cases/ports/marketplace.ts";
import { isPlatformError, type PlatformErrorFacts } from "../../use-cases/ports/platform-error.ts";
import type { WarehousePort } from "../../use-cases/ports/warehouse.ts";
import { createRequest } from "../http/request.ts";
import { type AuthorizeAnswer, createAuthorize } from "./authorize.ts";
import type { TikTokShopApp } from "./client.ts";
import { createMarketplace, createWarehouse } from "./marketplace.ts";
import type { TokenStore, Tokens } from "./tokens.ts";

const DAY = 24 * 60 * 60 * 1000;

let twin: Twin;
let interception: Interception;
let skewMs: number;
let app: TikTokShopApp;
let saved: Tokens[];
let marketplace: MarketplacePort;
let warehouse: WarehousePort;
let tokenStore: TokenStore;

beforeEach(async () => {
  twin = createTwin({ settings: { actors: "manual" } });
  interception = interceptWith(twin);
  skewMs = 0;
  const { appKey, appSecret, serviceId } = twin.settings.tiktokShop;
  app = {
    appKey,
    appSecret,
    serviceId,
    apiUrl: twin.settings.origins.tiktokApi,
    authUrl: twin.settings.origins.tiktokAuth,
    authorizeUrl: "https://services.us.tiktokshop.com/open/authorize",
    now: () => new Date(twin.clock.now() + skewMs),
    send: createRequest(),
  };
  const granted = await connect();
  if (granted.kind !== "granted") throw new Error(granted.reason);
  saved = [granted.grant.tokens];
  let turn: Promise<unknown> = Promise.resolve();
  tokenStore = {
    load: async () => saved.at(-1) as Tokens,
    save: async (tokens) => void saved.push(tokens),
    withConnectionLock: (work) => {
      const mine = turn.then(work, work);
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
  const shop = granted.shops[0];
  const deps = { app, cipher: shop?.cipher ?? "", region: shop?.region ?? "", tokenStore };
  marketplace = createMarketplace(deps);
  warehouse = createWarehouse(deps);
});

afterEach(() => {
  interception.close();
  twin.stop();
});

function connect(): Promise<AuthorizeAnswer> {
  const authorize = createAuthorize(app, "state-key");
  const state = new URL(authorize.url(as<StoreId>("store-1"))).searchParams.get("state") ?? "";
  return authorize.finish(new URLSearchParams({ state, code: twin.tiktokShop.authorize(DEMO_SHOP) }));
}

/** The first bytes of a PNG of 600 by 600 and its last chunk: all that the platform looks at. */
function png(): Uint8Array {
  const head = Buffer.alloc(64);
  head.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  head.writeUInt32BE(600, 16);
  head.writeUInt32BE(600, 20);
  head.write("IEND", 40, "latin1");
  return head;
}

async function aListing(changes: Partial<NewListing> = {}): Promise<NewListing> {
  const title = "Enamel camping mug with a steel rim, 350 ml";
  const descriptionHtml = "<p>Keeps coffee warm on the coldest mornings outdoors.</p>";
  const categoryId = await marketplace.recommendCategory({ title, descriptionHtml });
  if (categoryId === undefined) throw new Error("no category");
  const image = await marketplace.uploadImage({ bytes: png(), contentType: "image/png", use: "main" });
  const places = await marketplace.warehouses();
  const place = places.find((one) => one.owner === "merchant" && one.isDefault) ?? places[0];
  const sku = (name: string, quantity: number) => ({
    marketplaceSkuId: null,
    sku: `MUG-${name.toUpperCase()}`,
    price: { minor: 1900, currency: "USD" },
    compareAt: null,
    stock: [{ marketplaceWarehouseId: place?.marketplaceWarehouseId ?? "", quantity }],
    options: [{ name: "Color", value: name }],
    imageUri: null,
  });
  return {
    idempotencyKey: "listing-1",
    title,
    descriptionHtml,
    categoryId,
    imageUris: [image.uri],
    packageWeightGrams: 350,
    packageSize: null,
    brandId: null,
    parties: NO_PARTIES,
    attributes: [],
    skus: [sku("Green", 12), sku("Blue", 0)],
    ...changes,
  };
}

async function published() {
  const listing = await aListing();
  const made = await marketplace.createListing(listing);
  twin.tiktokShop.decideAudit(made.marketplaceProductId, { approve: true });
  return { ...made, listing, warehouseId: listing.skus[0]?.stock[0]?.marketplaceWarehouseId ?? "" };
}

async function factsOf(promise: Promise<unknown>): Promise<PlatformErrorFacts | undefined> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  return isPlatformError(error) ? error.facts : undefined;
}

describe("tokens", () => {
  it("two calls with a token near its end make one refresh", async () => {
    await twin.clock.advance(6.5 * DAY);
    await Promise.all([marketplace.warehouses(), warehouse.isMultiChannelEnabled()]);
    expect(saved).toHaveLength(2);
  });

  it("a withdrawn authorization is unauthorized", async () => {
    twin.tiktokShop.deauthorize(DEMO_SHOP);
    expect(await factsOf(marketplace.warehouses())).toMatchObject({ kind: "unauthorized" });
  });

  it("a token refused once is renewed without anyone noticing", async () => {
    twin.faults.arm({ channel: "call", platform: "tiktok-shop", fault: { kind: "unauthorized" }, times: 1 });
    expect(await warehouse.isMultiChannelEnabled()).toBe(true);
    expect(saved).toHaveLength(2);
  });
});

describe("listings", () => {
  it("are created in review and live once approved, with title, price, stock and images", async () => {
    const listing = await aListing();
    const made = await marketplace.createListing(listing);
    expect((await marketplace.listing(made.marketplaceProductId)).state).toBe("in-review");
    twin.tiktokShop.decideAudit(made.marketplaceProductId, { approve: true });
    const live = await marketplace.listing(made.marketplaceProductId);
    expect(live).toMatchObject({ state: "live", title: listing.title, imageCount: 1 });
    expect(live.skus.map((sku) => [sku.sku, sku.price?.minor, sku.stock[0]?.quantity])).toEqual([
      ["MUG-GREEN", 1900, 12],
      ["MUG-BLUE", 1900, 0],
    ]);
  });

  it("created twice with one key are one, found by SKU and by time", async () => {
    const listing = await aListing();
    const first = await marketplace.createListing(listing);
    expect((await marketplace.createListing(listing)).marketplaceProductId).toBe(first.marketplaceProductId);
    expect(await marketplace.listingsBySku(["MUG-GREEN"])).toMatchObject([
      { marketplaceProductId: first.marketplaceProductId, state: "in-review" },
    ]);
    const { listings } = await marketplace.listingsUpdatedSince(new Date(twin.clock.now() - DAY), null);
    expect(listings.map((one) => one.marketplaceProductId)).toEqual([first.marketplaceProductId]);
  });

  it("rejected ones carry the auditor's words", async () => {
    const made = await marketplace.createListing(await aListing());
    twin.tiktokShop.decideAudit(made.marketplaceProductId, { approve: false, reasons: ["Image is blurred"] });
    const listing = await marketplace.listing(made.marketplaceProductId);
    expect(listing.state).toBe("rejected");
    expect(listing.rejections[0]?.reasons).toEqual(["Image is blurred"]);
  });

  it("what the platform refuses is rejected in its words and with its code", async () => {
    const facts = await factsOf(marketplace.createListing(await aListing({ title: "" })));
    expect(facts).toMatchObject({ kind: "rejected", operation: "POST /product/202309/products" });
    expect(facts?.code).toMatch(/^12/);
  });

  it("prices and quantities change at once; a refused SKU is named", async () => {
    const { marketplaceProductId, skus, warehouseId } = await published();
    const green = skus.find((one) => one.sku === "MUG-GREEN")?.marketplaceSkuId ?? "";
    const price = { minor: 2150, currency: "USD" };
    await marketplace.updatePrices(marketplaceProductId, [
      { marketplaceSkuId: green, price, compareAt: null },
    ]);
    const rows = [
      { marketplaceSkuId: green, marketplaceWarehouseId: warehouseId, quantity: 5 },
      { marketplaceSkuId: "1729000000000000000", marketplaceWarehouseId: warehouseId, quantity: 5 },
    ];
    const refused = await marketplace.updateQuantities(marketplaceProductId, rows);
    expect(refused.map((one) => one.marketplaceSkuId)).toEqual(["1729000000000000000"]);
    const sku = (await marketplace.listing(marketplaceProductId)).skus.find((one) => one.sku === "MUG-GREEN");
    expect([sku?.price, sku?.stock[0]?.quantity]).toEqual([price, 5]);
  });

  it("an edit replaces the content and leaves stock alone", async () => {
    const { marketplaceProductId, skus, listing } = await published();
    const ids = new Map(skus.map((one) => [one.sku, one.marketplaceSkuId]));
    const edited = {
      ...listing,
      title: "Enamel camping mug, second edition, 350 ml",
      skus: listing.skus.map((sku) => ({
        ...sku,
        stock: sku.stock.map((row) => ({ ...row, quantity: 77 })),
        marketplaceSkuId: ids.get(sku.sku) ?? null,
      })),
    };
    await marketplace.editListing(marketplaceProductId, edited);
    twin.tiktokShop.decideAudit(marketplaceProductId, { approve: true });
    const live = await marketplace.listing(marketplaceProductId);
    expect(live.title).toBe(edited.title);
    expect(live.skus.map((sku) => [sku.marketplaceSkuId, sku.stock[0]?.quantity])).toEqual([
      [ids.get("MUG-GREEN"), 12],
      [ids.get("MUG-BLUE"), 0],
    ]);
  });
});

describe("orders", () => {
  /** An order of two green mugs that the merchant ships, past the hour in which a buyer may regret it. */
  async function ready() {
    await published();
    const { orderId } = twin.tiktokShop.placeOrder(DEMO_SHOP, {
      lines: [{ sellerSku: "MUG-GREEN", quantity: 2 }],
      fulfillment: "FULFILLMENT_BY_SELLER",
      shippingType: "SELLER",
    });
    while ((await read(orderId)).status !== "awaiting-shipment") twin.tiktokShop.advanceOrder(orderId);
    return read(orderId);
  }

  async function read(orderId: string): Promise<MarketplaceOrder> {
    const [order] = await marketplace.orders([orderId]);
    if (!order) throw new Error(`no order ${orderId}`);
    return order;
  }

  it("are read whole, unit by unit", async () => {
    const order = await ready();
    expect(order).toMatchObject({ shippedBy: "merchant", label: "merchant", currency: "USD" });
    expect(order.units.map((unit) => [unit.sku, unit.price.minor])).toEqual([
      ["MUG-GREEN", 1900],
      ["MUG-GREEN", 1900],
    ]);
    expect(order.address?.line1).toBeTruthy();
    expect(order.address?.city).toBeTruthy();
    expect(order.address?.province).toBeTruthy();
  });

  it("are found by the time of their last update", async () => {
    const order = await ready();
    const now = twin.clock.now();
    const found = await marketplace.ordersUpdatedBetween(new Date(now - DAY), new Date(now + 1_000), null);
    expect(found.orders).toEqual([
      { marketplaceOrderId: order.marketplaceOrderId, updatedAt: order.updatedAt },
    ]);
    const before = await marketplace.ordersUpdatedBetween(new Date(now - 2 * DAY), new Date(now - DAY), null);
    expect(before.orders).toEqual([]);
  });

  it("are marked shipped once, unit by unit, and a repeat is refused", async () => {
    const order = await ready();
    const providers = await marketplace.shippingProviders(order.deliveryOptionId ?? "");
    const report = {
      marketplaceOrderId: order.marketplaceOrderId,
      unitIds: order.units.map((unit) => unit.unitId),
      shippingProviderId: providers.find((provider) => provider.name === "USPS")?.id ?? "",
      trackingNumber: "9400110898825022579493",
    };
    const { packageId } = await marketplace.reportShipment(report);
    const shipped = await read(order.marketplaceOrderId);
    expect(shipped.units.map((unit) => [unit.packageId, unit.carrier, unit.trackingNumber])).toEqual([
      [packageId, "USPS", "9400110898825022579493"],
      [packageId, "USPS", "9400110898825022579493"],
    ]);
    expect(await factsOf(marketplace.reportShipment(report))).toMatchObject({ kind: "rejected" });
  });

  it("an unknown one is absent", async () => {
    expect(await marketplace.orders(["576000000000000000"])).toEqual([]);
  });
});

describe("platform warehouses", () => {
  const consignee = {
    name: "Rae Lindqvist",
    company: null,
    line1: "12 Orchard Way",
    line2: null,
    city: "Boulder",
    province: "CO",
    postalCode: "80302",
    countryCode: "US",
    phone: "+13035550142",
    email: null,
  };

  it("goods and stock are read, and an outbound order is placed once and followed", async () => {
    const { skus } = await published();
    const { goodsId } = twin.tiktokShop.stockFbt(DEMO_SHOP, { sellerSku: "MUG-GREEN", quantity: 10 });
    const green = skus.find((one) => one.sku === "MUG-GREEN")?.marketplaceSkuId ?? "";
    expect(await warehouse.goods([green])).toEqual([{ goodsId, marketplaceSkuIds: [green] }]);
    const stock = await warehouse.stock([goodsId]);
    expect(stock.reduce((sum, row) => sum + row.available, 0)).toBe(10);
    const places = await marketplace.warehouses();
    expect(places.some((one) => one.fbtWarehouseId === stock[0]?.fbtWarehouseId)).toBe(true);

    const submission = {
      externalOrderId: "our-fulfillment-order",
      goods: [{ goodsId, quantity: 2 }],
      consignee,
    };
    const answer = await warehouse.submit(submission);
    if (answer.kind !== "accepted") throw new Error(JSON.stringify(answer));
    expect(await warehouse.submit(submission)).toEqual({ kind: "already-submitted" });
    for (let step = 0; step < 3; step += 1) twin.tiktokShop.advanceOutboundOrder(answer.outboundOrderId);
    const order = await warehouse.outboundOrder(answer.outboundOrderId);
    expect(order.externalOrderId).toBe("our-fulfillment-order");
    expect(order.packages[0]?.goods).toEqual([{ goodsId, quantity: 2 }]);
    expect(order.packages[0]?.trackingNumber).toBeTruthy();
  });

  it("more than there is gets a business no", async () => {
    await published();
    const { goodsId } = twin.tiktokShop.stockFbt(DEMO_SHOP, { sellerSku: "MUG-GREEN", quantity: 1 });
    const submission = { externalOrderId: "too-many", goods: [{ goodsId, quantity: 2 }], consignee };
    expect(await warehouse.submit(submission)).toMatchObject({ kind: "refused", reason: "out-of-stock" });
  });

  it("an answer lost after the warehouse accepted is indeterminate, and asking again finds it there", async () => {
    await published();
    const { goodsId } = twin.tiktokShop.stockFbt(DEMO_SHOP, { sellerSku: "MUG-GREEN", quantity: 5 });
    const submission = { externalOrderId: "lost", goods: [{ goodsId, quantity: 1 }], consignee };
    const name = "POST /fbt/202601/mcf_outbound_orders";
    twin.faults.arm({
      channel: "call",
      platform: "tiktok-shop",
      name,
      fault: { kind: "lost-answer" },
      times: 1,
    });
    expect(await factsOf(warehouse.submit(submission))).toMatchObject({ kind: "indeterminate" });
    expect(await warehouse.submit(submission)).toEqual({ kind: "already-submitted" });
  });

  it("an outbound order nobody knows is not found", async () => {
    expect(await factsOf(warehouse.outboundOrder("7136104329798256386"))).toMatchObject({
      kind: "not-found",
    });
  });
});

describe("the platform on a bad day", () => {
  it("throttling says how long to wait", async () => {
    twin.faults.arm({
      channel: "call",
      platform: "tiktok-shop",
      fault: { kind: "throttle", seconds: 3 },
      times: 1,
    });
    expect(await factsOf(warehouse.isMultiChannelEnabled())).toMatchObject({
      kind: "throttled",
      retryAfterMs: 3_000,
    });
  });

  it("a clock ten minutes off is told apart from a bad request", async () => {
    skewMs = -10 * 60_000;
    expect(await factsOf(warehouse.isMultiChannelEnabled())).toMatchObject({
      kind: "unavailable",
      code: "36009004",
    });
  });

  it("webhooks are registered for every topic, and a second time nothing is sent", async () => {
    const address = "https://app.example.com/webhooks/tiktok-shop";
    await marketplace.subscribe(address);
    const registered = twin.tiktokShop.view(DEMO_SHOP).webhooks;
    expect(new Set(registered.map((one) => one.address))).toEqual(new Set([address]));
    const puts = () =>
      twin.history.all().filter((one) => one.kind === "call" && one.operation.startsWith("PUT /event"))
        .length;
    const before = puts();
    await marketplace.subscribe(address);
    expect(puts()).toBe(before);
    expect(before).toBe(registered.length);
  });
});
