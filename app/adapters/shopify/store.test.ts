// The store port against the twin: what each promise of the port comes to on the other side.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Interception, interceptWith } from "../../../test/emulator/intercept.ts";
import type { SeedProduct } from "../../../test/emulator/platform.ts";
import { DEMO_STORE } from "../../../test/emulator/settings.ts";
import { createTwin, type Twin } from "../../../test/emulator/twin.ts";
import { installedSession, memorySessions } from "../../../test/sessions.ts";
import { isPlatformError } from "../../use-cases/ports/platform-error.ts";
import type { ExportedProduct, NewStoreOrder, StorePort } from "../../use-cases/ports/store.ts";
import { createDownload } from "../http/download.ts";
import { createRequest } from "../http/request.ts";
import { createAdminLimit } from "./client.ts";
import { createOfflineTokens } from "./offline-tokens.ts";
import { createStore } from "./store.ts";

let twin: Twin;
let interception: Interception;
let store: StorePort;

beforeAll(() => {
  twin = createTwin({ clock: "real", settings: { timing: { searchLagMs: 0, bulkMs: 1 } } });
  interception = interceptWith(twin);
});
afterAll(() => {
  interception.close();
  twin.stop();
});

beforeEach(async () => {
  twin.reset();
  twin.shopify.install(DEMO_STORE);
  const { apiKey, apiSecret } = twin.settings.shopify;
  const sessionStorage = memorySessions();
  await sessionStorage.storeSession(await installedSession(twin, DEMO_STORE));
  const send = createRequest();
  const tokens = createOfflineTokens({
    apiKey,
    apiSecret,
    sessionStorage,
    send,
    now: () => new Date(),
    withStoreLock: (_domain, work) => work(),
  });
  const limit = createAdminLimit();
  store = createStore({
    domain: DEMO_STORE,
    send,
    tokens,
    limit,
    download: createDownload(),
    currency: "USD",
  });
});

function product(handle: string, variants: number, status: SeedProduct["status"] = "ACTIVE"): SeedProduct {
  return {
    handle,
    title: `Title of ${handle}`,
    descriptionHtml: "<p>Good</p>",
    vendor: "Fernweh",
    productType: "Bags",
    tags: ["outdoor"],
    status,
    images: [{ url: "https://example.com/a.jpg", altText: "front" }],
    variants: Array.from({ length: variants }, (_, index) => ({
      sku: `${handle}-${index + 1}`,
      options: [{ name: "Size", value: String(index + 1) }],
      price: "19.99",
      compareAtPrice: null,
      barcode: null,
      weightGrams: 250,
      requiresShipping: true,
      quantity: 7,
      imageUrl: null,
      taxable: true,
      inventoryPolicy: "DENY",
    })),
  };
}

function order(change: Partial<NewStoreOrder> = {}): NewStoreOrder {
  const usd = (minor: number) => ({ minor, currency: "USD" });
  return {
    sourceIdentifier: "577046213698653201",
    currency: "USD",
    lines: [{ storeVariantId: idOf("bag-1"), sku: "bag-1", title: "Bag", quantity: 2, unitPrice: usd(1999) }],
    shippingPrice: usd(500),
    tax: usd(360),
    total: usd(4858),
    address: {
      name: "Ada B. Lovelace",
      company: null,
      line1: "1 Main St",
      line2: null,
      city: "Austin",
      province: "TX",
      postalCode: "78701",
      countryCode: "US",
      phone: null,
      email: null,
    },
    email: null,
    placedAt: new Date(Date.now() - 60_000),
    tags: ["TikTok Shop"],
    note: "",
    stock: "take",
    fulfillmentServiceHandle: null,
    ...change,
  };
}

function idOf(sku: string): string {
  const variants = twin.shopify.view(DEMO_STORE).products.flatMap((one) => one.variants);
  const found = variants.find((variant) => variant.sku === sku);
  if (!found) throw new Error(`no variant ${sku}`);
  return found.id;
}

async function kindOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!isPlatformError(error)) throw error ?? new Error("nothing was thrown");
  return error.facts.kind;
}

async function exported(): Promise<ExportedProduct[]> {
  const started = await store.startCatalogExport();
  await expect.poll(async () => (await store.catalogExport(started.id)).state).toBe("completed");
  const { url } = await store.catalogExport(started.id);
  const products: ExportedProduct[] = [];
  if (url !== null) for await (const one of store.readCatalogExport(url)) products.push(one);
  return products;
}

describe("catalogue", () => {
  it("the store says its name, currency and time zone", async () => {
    expect(await store.details()).toEqual({
      name: "Fernweh Outfitters",
      currency: "USD",
      timeZone: "America/New_York",
    });
  });

  it("the export tells every product with variants, images, weights and levels", async () => {
    twin.shopify.importProducts(DEMO_STORE, [product("bag", 3), product("hat", 1, "DRAFT")]);
    const products = await exported();
    expect(products.map((one) => one.kind)).toEqual(["product", "product"]);
    const [bag] = products;
    if (bag?.kind !== "product") throw new Error("no bag");
    expect(bag.product).toMatchObject({
      title: "Title of bag",
      status: "active",
      images: [{ altText: "front" }],
    });
    expect(bag.product.variants.map((one) => [one.sku, one.price.minor, one.weightGrams])).toEqual([
      ["bag-1", 1999, 250],
      ["bag-2", 1999, 250],
      ["bag-3", 1999, 250],
    ]);
    expect(bag.levels.map((level) => level.available)).toEqual([7, 7, 7]);
  });

  it("an export that runs is answered instead of starting another", async () => {
    twin.shopify.importProducts(DEMO_STORE, [product("bag", 1)]);
    twin.change({ timing: { bulkMs: 60_000 } });
    const [first, second] = [await store.startCatalogExport(), await store.startCatalogExport()];
    twin.change({ timing: { bulkMs: 1 } });
    expect([first.state, second.id]).toEqual(["running", first.id]);
  });

  it("products are read with all their variants, however many, and one that is gone is absent", async () => {
    twin.shopify.importProducts(DEMO_STORE, [product("bag", 130)]);
    const id = twin.shopify.view(DEMO_STORE).products[0]?.id ?? "";
    const found = await store.products([id, "gid://shopify/Product/999999999"]);
    expect(found).toHaveLength(1);
    expect(found[0]?.product.variants.map((one) => one.position)).toEqual(
      Array.from({ length: 130 }, (_, i) => i + 1),
    );
    expect(found[0]?.levels).toHaveLength(130);
  });

  it("the export and the query tell the same product", async () => {
    twin.shopify.importProducts(DEMO_STORE, [product("bag", 2)]);
    const [fromExport] = await exported();
    const [fromQuery] = await store.products([twin.shopify.view(DEMO_STORE).products[0]?.id ?? ""]);
    expect(fromExport).toEqual({ kind: "product", ...fromQuery });
  });

  it("what changed since a moment comes in order and at most as many as asked", async () => {
    twin.shopify.importProducts(DEMO_STORE, [product("bag", 1), product("hat", 1), product("mug", 1)]);
    expect(await store.productsUpdatedSince(new Date(Date.now() - 60_000), 2)).toHaveLength(2);
    expect(await store.productsUpdatedSince(new Date(Date.now() + 60_000), 10)).toEqual([]);
  });
});

describe("the fulfillment service", () => {
  const input = { name: "Reeldock", callbackUrl: "https://app.reeldock.test/fulfillment-service" };

  it("is made once, and found again with its address brought up to date", async () => {
    const first = await store.ensureFulfillmentService(input);
    const again = await store.ensureFulfillmentService({
      ...input,
      callbackUrl: "https://new.reeldock.test/fs",
    });
    expect(again).toEqual(first);
    const services = (await store.locations()).filter((location) => location.isFulfillmentService);
    expect(services.map((location) => location.storeLocationId)).toEqual([first.storeLocationId]);
  });

  it("its stock is set where nothing was stocked, compared where asked, and harmless to repeat", async () => {
    twin.shopify.importProducts(DEMO_STORE, [product("bag", 1)]);
    const service = await store.ensureFulfillmentService(input);
    const [bag] = await store.products([twin.shopify.view(DEMO_STORE).products[0]?.id ?? ""]);
    const inventoryItemId = bag?.product.variants[0]?.inventoryItemId ?? "";
    const set = (idempotencyKey: string, quantity: number, expected: number | null) =>
      store.setServiceStock({
        idempotencyKey,
        storeLocationId: service.storeLocationId,
        rows: [{ inventoryItemId, quantity, expected }],
      });
    const available = async () =>
      (await store.inventoryLevels([inventoryItemId])).find(
        (level) => level.storeLocationId === service.storeLocationId,
      )?.available;
    await set("key-1", 12, null);
    await set("key-1", 12, null);
    expect(await available()).toBe(12);
    await set("key-2", 9, 12);
    expect(await available()).toBe(9);
    expect(await kindOf(set("key-3", 5, 12))).toBe("conflict");
    expect(await available()).toBe(9);
  });
});

describe("orders", () => {
  beforeEach(() => {
    twin.shopify.importProducts(DEMO_STORE, [product("bag", 2)]);
  });

  it("an order is created paid, found by its source, and read whole", async () => {
    const created = await store.createOrder(order());
    expect(await store.orderBySource("577046213698653201")).toEqual(created);
    expect(await store.orderBySource("577046213698653202")).toBeUndefined();
    const whole = await store.order(created.storeOrderId);
    expect(whole).toMatchObject({ sourceIdentifier: "577046213698653201", cancelled: false, shipments: [] });
    expect(whole.lines.map((line) => [line.sku, line.quantity, line.unitPrice.minor])).toEqual([
      ["bag-1", 2, 1999],
    ]);
    expect(whole.fulfillmentOrders.map((one) => [one.status, one.lines[0]?.remainingQuantity])).toEqual([
      ["open", 2],
    ]);
    expect(whole.fulfillmentOrders[0]?.destination).toMatchObject({
      name: "Ada B. Lovelace",
      city: "Austin",
    });
  });

  it("an order of more lines than a page is read to its last line", async () => {
    const line = order().lines[0];
    if (!line) throw new Error("no line");
    const lines = Array.from({ length: 60 }, (_, index) => ({
      ...line,
      storeVariantId: null,
      sku: `x-${index}`,
      title: `Thing ${index}`,
      quantity: 1,
    }));
    const { storeOrderId } = await store.createOrder(order({ lines, tax: null }));
    const whole = await store.order(storeOrderId);
    expect(whole.lines).toHaveLength(60);
    expect(whole.fulfillmentOrders.flatMap((one) => one.lines)).toHaveLength(60);
  });

  it("an order that is gone is not found", async () => {
    expect(await kindOf(store.order("gid://shopify/Order/1"))).toBe("not-found");
    expect(await kindOf(store.fulfillmentOrder("gid://shopify/FulfillmentOrder/1"))).toBe("not-found");
  });

  it("a lost answer leaves the creation indeterminate, and the order is found afterwards", async () => {
    twin.faults.arm({
      channel: "call",
      platform: "shopify",
      name: "orderCreate",
      fault: { kind: "lost-answer" },
      times: 1,
    });
    expect(await kindOf(store.createOrder(order()))).toBe("indeterminate");
    expect(await store.orderBySource("577046213698653201")).toBeDefined();
  });

  it("a throttled call says how long to wait", async () => {
    twin.faults.arm({
      channel: "call",
      platform: "shopify",
      fault: { kind: "throttle", seconds: 2 },
      times: 1,
    });
    const error = await store.details().catch((caught: unknown) => caught);
    expect(isPlatformError(error, "throttled") && (error.facts.retryAfterMs ?? 0) > 0).toBe(true);
    expect((await store.details()).currency).toBe("USD");
  });
});

describe("fulfillment requests", () => {
  const input = { name: "Reeldock", callbackUrl: "https://app.reeldock.test/fulfillment-service" };

  async function requested(): Promise<{ orderId: string; fulfillmentOrderId: string }> {
    twin.shopify.importProducts(DEMO_STORE, [product("bag", 1)]);
    const service = await store.ensureFulfillmentService(input);
    const [bag] = await store.products([twin.shopify.view(DEMO_STORE).products[0]?.id ?? ""]);
    await store.setServiceStock({
      idempotencyKey: "stock",
      storeLocationId: service.storeLocationId,
      rows: [
        { inventoryItemId: bag?.product.variants[0]?.inventoryItemId ?? "", quantity: 10, expected: null },
      ],
    });
    twin.shopify.setStock(DEMO_STORE, "bag-1", 0);
    const placed = twin.shopify.placeOrder(DEMO_STORE, { lines: [{ sku: "bag-1", quantity: 2 }] });
    const [fulfillmentOrderId] = twin.shopify.requestFulfillment(DEMO_STORE, placed.name);
    return { orderId: placed.orderId, fulfillmentOrderId: fulfillmentOrderId ?? "" };
  }

  it("what is asked of us is listed, accepted once, shipped, and no longer asked", async () => {
    const { orderId, fulfillmentOrderId } = await requested();
    expect(await store.assignedFulfillmentOrders("fulfillment")).toEqual([
      { storeFulfillmentOrderId: fulfillmentOrderId, storeOrderId: orderId },
    ]);
    await store.acceptFulfillmentRequest(fulfillmentOrderId, "on its way");
    expect(await store.assignedFulfillmentOrders("fulfillment")).toEqual([]);
    expect(await kindOf(store.acceptFulfillmentRequest(fulfillmentOrderId, "again"))).toBe("rejected");
    const accepted = await store.fulfillmentOrder(fulfillmentOrderId);
    expect([accepted.status, accepted.requestStatus]).toEqual(["in-progress", "accepted"]);
    await store.createFulfillment({
      storeFulfillmentOrderId: fulfillmentOrderId,
      lines: accepted.lines.map((line) => ({ storeLineId: line.storeLineId, quantity: 2 })),
      carrier: "USPS Ground Advantage",
      trackingNumber: "9400100000000000000000",
      trackingUrl: null,
    });
    const [shipment] = (await store.order(orderId)).shipments;
    expect(shipment).toMatchObject({
      carrier: "USPS",
      trackingNumbers: ["9400100000000000000000"],
      cancelled: false,
    });
    expect(shipment?.lines.map((line) => line.quantity)).toEqual([2]);
  });

  it("a request is rejected with its reason", async () => {
    const { fulfillmentOrderId } = await requested();
    await store.rejectFulfillmentRequest(fulfillmentOrderId, "INVENTORY_OUT_OF_STOCK", "none left");
    expect(await store.fulfillmentOrder(fulfillmentOrderId)).toMatchObject({
      status: "open",
      requestStatus: "rejected",
    });
  });

  it("an open fulfillment order moves to another location", async () => {
    const { fulfillmentOrderId } = await requested();
    await store.rejectFulfillmentRequest(fulfillmentOrderId, "OTHER", "not ours");
    const own = (await store.locations()).find((location) => !location.isFulfillmentService);
    const moved = await store.moveFulfillmentOrder(fulfillmentOrderId, own?.storeLocationId ?? "");
    expect((await store.fulfillmentOrder(moved)).storeLocationId).toBe(own?.storeLocationId);
  });
});

it("a store that has uninstalled us refuses the token", async () => {
  twin.shopify.uninstall(DEMO_STORE);
  expect(await kindOf(store.details())).toBe("unauthorized");
  expect(await kindOf(store.details())).toBe("unauthorized");
});
