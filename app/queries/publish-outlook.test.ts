// How long a publish is said to take before it starts, told by what is known of its products, pictures and the shop.
import { afterEach, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { seedListings } from "../../test/many-listings.ts";
import { lookAtPublish } from "../../test/publish-look.ts";
import type { StoreId } from "../domain/ids.ts";

const now = new Date("2026-11-26T12:00:00Z");

let test: TestDatabase;
let storeId: StoreId;
beforeEach(async () => {
  test = await createTestDatabase();
  storeId = await seedListings(test.database.prisma, 200);
});
afterEach(() => test.close());

const shop = async () => {
  const { shops } = await lookAtPublish(test.database.prisma, storeId, now);
  if (!shops[1]) throw new Error("no shop");
  return shops[1];
};

async function pictures(urlOf: (product: number) => readonly string[]): Promise<void> {
  for (let product = 1; product <= 200; product += 1)
    await test.database.prisma.product.update({
      where: { id: `p${product}` },
      data: { images: urlOf(product).map((url) => ({ url, altText: null })) },
    });
}

async function seen(purpose: string, perSecond: number, endpoint = purpose): Promise<void> {
  const where = { connectionId: "c1", storeId };
  await test.database.prisma.endpointRate.create({
    data: { ...where, endpoint, purpose, perSecond, seenAt: new Date(now.getTime() - 60_000) },
  });
}

it("with nothing seen it is a guess, from a careful rate to a bold one", async () => {
  await pictures((product) => [`own-${product}`, `more-${product}`]);
  const { waiting, msLeft, msAtLeast } = await shop();
  expect([waiting, msLeft, msAtLeast]).toEqual([100, 40_000, 4_000]);
});

it("pictures count once, and not at all when the seller's account has their content", async () => {
  await pictures((product) => [`own-${product}`, "size-chart", `copy-${product}`]);
  await seen("picture", 1);
  await seen("listing", 10);
  expect(await shop()).toMatchObject({ msLeft: 201_000, msAtLeast: null });
  const { prisma } = test.database;
  for (let product = 1; product <= 200; product += 1)
    await prisma.imageSource.create({
      data: { storeId, url: `copy-${product}`, contentHash: "same everywhere" },
    });
  expect(await shop()).toMatchObject({ msLeft: 102_000 });
  await prisma.marketplaceImage.create({
    data: { storeId, openId: "o", contentHash: "same everywhere", use: "main", uri: "u", url: "u" },
  });
  expect(await shop()).toMatchObject({ msLeft: 101_000 });
});

it("a quota that all calls share adds them up", async () => {
  await pictures((product) => [`own-${product}`]);
  await seen("picture", 10);
  await test.database.prisma.endpointRate.create({
    data: { connectionId: "c1", storeId, endpoint: "*", purpose: null, perSecond: 2, seenAt: now },
  });
  // Pictures, listings, one question and its category's demands, one page of results.
  expect(await shop()).toMatchObject({ msLeft: (204 / 2) * 1_000, msAtLeast: null });
});

it("products that a category rule decides ask for no recommendation", async () => {
  await seen("picture", 1_000);
  await seen("listing", 1_000);
  await seen("rules", 1_000);
  await seen("attributes", 1_000);
  await seen("results", 1_000);
  await seen("category", 0.01);
  const { prisma } = test.database;
  await prisma.product.updateMany({ data: { productType: "", vendor: "Fernweh" } });
  expect((await shop()).msLeft).toBe(100 * 100_000);
  const categories = [{ field: "vendor", value: "Fernweh", categoryId: "601509" }];
  await prisma.connection.update({ where: { id: "c1" }, data: { listingSettings: { categories } } });
  expect((await shop()).msLeft).toBeLessThan(1_000);
});

it("what was seen long ago is not believed", async () => {
  await pictures((product) => [`own-${product}`]);
  await seen("picture", 2);
  await seen("listing", 2);
  expect((await shop()).msAtLeast).toBeNull();
  await test.database.prisma.endpointRate.updateMany({ data: { seenAt: new Date("2026-09-01T00:00:00Z") } });
  expect((await shop()).msAtLeast).not.toBeNull();
});
