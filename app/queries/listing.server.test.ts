// A listing's two sides: what store, marketplace and the shop's search show of it, and why they differ.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { seedListings } from "../../test/many-listings.ts";
import { createRecords } from "../adapters/database/records.ts";
import { as, type StoreId } from "../domain/ids.ts";
import { STORES_OWN } from "../domain/listing-settings.ts";
import { listingPage } from "./listing.server.ts";
import { listingRows } from "./listing-rows.server.ts";

const at = new Date("2026-11-26T09:00:00Z");

let test: TestDatabase;
let storeId: StoreId;
beforeEach(async () => {
  test = await createTestDatabase();
  storeId = await seedListings(test.database.prisma, 20);
  await test.database.prisma.product.update({ where: { id: "p1" }, data: { title: "Birch lamp" } });
});
afterEach(() => test.close());

const page = (listingId: string, settings = STORES_OWN) =>
  listingPage(test.database.prisma, { storeId, listingId, settingsOf: async () => ({ settings }) });

const shownSku = (k: number, minor: number, quantity: number) => ({
  marketplaceSkuId: `m${k}`,
  sku: `SKU-1-${k}`,
  price: { minor, currency: "USD" },
  stock: [{ marketplaceWarehouseId: "w", quantity }],
});

type Sku = Omit<ReturnType<typeof shownSku>, "price"> & {
  readonly price: { minor: number; currency: string } | null;
};

async function show(skus: readonly Sku[]) {
  const { prisma } = test.database;
  await prisma.listing.update({ where: { id: "l1" }, data: { marketplaceProductId: "m" } });
  for (const k of [1, 2])
    await prisma.listingSku.update({
      where: { id: `s1-${k}` },
      data: { marketplaceSkuId: `m${k}`, sentPriceMinor: 1001 },
    });
  const facts = {
    title: "Birch lamp",
    descriptionHtml: null,
    imageUrls: null,
    imageCount: 0,
    skus: [...skus],
  };
  await prisma.listingSeen.create({ data: { listingId: "l1", storeId, shown: facts, shownAt: at } });
}

async function stock(units: number, held: number) {
  const { prisma } = test.database;
  const warehouse = { id: "own", storeId, owner: "merchant", name: "Own" };
  await prisma.warehouse.create({ data: warehouse });
  for (const k of [1, 2])
    await prisma.inventoryLevel.create({
      data: {
        storeId,
        warehouseId: "own",
        variantId: `v1-${k}`,
        available: units,
        held,
        sourceUpdatedAt: at,
      },
    });
}

describe("store and marketplace side by side", () => {
  it("nothing is said of what agrees, read twice", async () => {
    await stock(4, 1);
    await show([shownSku(1, 1001, 3), shownSku(2, 1001, 3)]);
    const first = await page("l1");
    expect(first).toMatchObject({ shopName: "Shop 1", state: "live", isSent: true, differingCount: 0 });
    expect(first?.facts.title).toEqual({ store: "Birch lamp", shown: "Birch lamp", why: null });
    expect(first?.variants[0]).toMatchObject({
      store: { price: "10.01 USD", stock: 3 },
      shown: { price: "10.01 USD", stock: 3 },
      why: [],
    });
    expect(await page("l1")).toEqual(first);
  });

  it("a variant that differs comes first, with why; a SKU the store lacks is named", async () => {
    await stock(3, 0);
    await show([shownSku(1, 1001, 3), shownSku(2, 900, 1), { ...shownSku(3, 5, 5), sku: "STRAY" }]);
    const shown = await page("l1");
    expect([shown?.differingCount, shown?.variantCount]).toEqual([1, 2]);
    expect(shown?.variants.map((row) => row.sku)).toEqual(["SKU-1-2", "SKU-1-1"]);
    expect(shown?.variants[0]?.why).toEqual([
      "TikTok Shop shows another price than 10.01 USD, which we sent.",
      "We last sent 3; TikTok Shop showed 1 when it was last read.",
    ]);
    expect(shown?.unknownSkus).toEqual(["STRAY"]);
  });

  it("the title template explains a title, and a variant that does not show is told", async () => {
    const { prisma } = test.database;
    await prisma.product.update({ where: { id: "p1" }, data: { title: "lamp" } });
    await show([shownSku(1, 1001, 3)]);
    const shown = await page("l1", { ...STORES_OWN, titleTemplate: "Birch {title}" });
    expect(shown?.facts.title.why).toMatch(/title template/);
    expect(shown?.variants.find((row) => row.sku === "SKU-1-2")?.why).toEqual([
      "TikTok Shop does not show this variant.",
    ]);
  });

  it("a variant shown without price and stock is not said to differ, and what was sent stands in their place", async () => {
    await stock(3, 0);
    const bare = { marketplaceSkuId: "m1", sku: "SKU-1-1", price: null, stock: [] };
    await show([bare, shownSku(2, 1001, 3)]);
    const shown = await page("l1");
    expect(shown?.differingCount).toBe(0);
    const sent = { price: "10.01 USD", stock: 3 };
    expect(shown?.variants[0]).toMatchObject({ shown: { price: null, stock: null, sent }, why: [] });
  });

  it("a listing that was never read shows the store's side alone", async () => {
    const shown = await page("l1");
    expect(shown?.facts.title).toMatchObject({ shown: null, why: null });
    expect(shown?.variants.map((row) => row.shown)).toEqual([null, null]);
    expect([shown?.differingCount, shown?.unknownSkus]).toEqual([0, []]);
  });
});

describe("a variant the store removed", () => {
  it("stands on no page and in no sum, though its link is kept", async () => {
    const { prisma } = test.database;
    await stock(5, 0);
    const before = await listingRows(prisma, storeId, { ids: ["l1"], words: [] });
    await prisma.variant.update({ where: { id: "v1-2" }, data: { removedAt: at } });
    expect((await page("l1"))?.variants.map((one) => one.sku)).toEqual(["SKU-1-1"]);
    const after = await listingRows(prisma, storeId, { ids: ["l1"], words: [] });
    expect([before, after].map(([row]) => [row?.variants, row?.stock])).toEqual([
      [2, 6],
      [1, 3],
    ]);
  });
});

describe("what the shop's search showed", () => {
  const minute = (n: number) => new Date(at.getTime() + n * 60_000);

  it("is told with its moment, and with the turn the listing took since", async () => {
    const { prisma } = test.database;
    const { database } = test;
    const records = createRecords({ database, secrets: { current: "of this test" }, now: () => minute(5) });
    await show([shownSku(1, 1001, 3)]);
    const { connectionId } = await prisma.listing.findUniqueOrThrow({ where: { id: "l1" } });
    const listed = { marketplaceProductId: "m", marketplaceSkuId: "m1" };
    const sku = { ...listed, storeId, connectionId, sellerSku: "SKU-1-1", title: "Lamp", state: "live" };
    await prisma.marketplaceSku.create({ data: { ...sku, seenAt: at } });
    await records.catalog.saveListing(storeId, as("l1"), { state: "paused", by: "merchant" });
    for (const _ of [1, 2]) {
      const state = (await page("l1"))?.facts.state;
      const since = {
        at: minute(5).toISOString(),
        text: "Off sale in TikTok Shop, because you paused it.",
      };
      expect(state).toMatchObject({
        shown: "paused",
        searched: { state: "live", seenAt: at.toISOString(), since },
      });
    }
    await prisma.marketplaceSku.updateMany({ data: { state: "paused", seenAt: minute(9) } });
    expect((await page("l1"))?.facts.state.searched).toMatchObject({ state: "paused", since: null });
  });
});
