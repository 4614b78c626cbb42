import { afterEach, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { seedListings } from "../../test/many-listings.ts";
import { lookAtPublish } from "../../test/publish-look.ts";
import type { StoreId } from "../domain/ids.ts";

const now = new Date("2026-11-26T12:00:00Z");
const before = (seconds: number) => new Date(now.getTime() - seconds * 1_000);

let test: TestDatabase;
let storeId: StoreId;
beforeEach(async () => {
  test = await createTestDatabase();
  storeId = await seedListings(test.database.prisma, 200);
});
afterEach(() => test.close());

it("each shop says what is there, what waits and what cannot be sent", async () => {
  const { shops, products } = await lookAtPublish(test.database.prisma, storeId, now);
  expect(products).toBe(200);
  // The other shop's hundred products have no listing here yet.
  expect(shops.map(({ shopName, listed, waiting, blocked }) => [shopName, listed, waiting, blocked])).toEqual(
    [
      ["Shop 0", 98, 100, 2],
      ["Shop 1", 100, 100, 0],
    ],
  );
  expect(shops.map((shop) => [shop.percent, shop.perMinute, shop.limitedBy])).toEqual([
    [49, null, "pace"],
    [50, null, "pace"],
  ]);
});

it("the rate is that of the last minutes, and a day's limit moves the end", async () => {
  const { prisma } = test.database;
  for (const [id, seconds] of [
    ["l1", 60],
    ["l3", 30],
    ["l5", 1],
    ["l7", 900],
  ] as const)
    await prisma.listing.update({ where: { id }, data: { submittedAt: before(seconds) } });
  const shop = async () => (await lookAtPublish(prisma, storeId, now)).shops[1];
  expect(await shop()).toMatchObject({ perMinute: 2, msLeft: 50 * 60_000, limitedBy: "pace" });
  await prisma.connection.update({ where: { id: "c1" }, data: { listingSettings: { listingsPerDay: 30 } } });
  expect(await shop()).toMatchObject({ limitedBy: "daily-quota" });
  expect((await shop())?.finishAt.slice(0, 10)).toBe("2026-11-29");
});
