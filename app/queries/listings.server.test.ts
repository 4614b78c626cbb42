import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { seedListings } from "../../test/many-listings.ts";
import { as, type StoreId } from "../domain/ids.ts";
import { filterOf, matchingListings, namedListings } from "./listing-filter.server.ts";
import { listingRows } from "./listing-rows.server.ts";
import { askOf, listingsPage } from "./listings.server.ts";

const LISTINGS = 230;

let test: TestDatabase;
let storeId: StoreId;
beforeAll(async () => {
  test = await createTestDatabase();
  storeId = await seedListings(test.database.prisma, LISTINGS);
});
afterAll(() => test.close());

const page = (query: string, of = storeId) => {
  const params = new URLSearchParams(query);
  return listingsPage(test.database.prisma, of, askOf(params, filterOf(params)));
};
const titles = async (query: string) => (await page(query)).rows.map((row) => row.title);

async function walk(query: string): Promise<string[]> {
  const ids: string[] = [];
  for (let after = ""; ; ) {
    const { rows, hasNext } = await page(`${query}${after && `&after=${after}`}`);
    ids.push(...rows.map((row) => row.id));
    after = rows.at(-1)?.id ?? "";
    if (!hasNext) return ids;
  }
}

describe("pages of listings", () => {
  it.each(["sort=title", "sort=title-down", "sort=newest"])(
    "every listing is met once on the way, %s",
    async (query) => {
      const ids = await walk(query);
      expect(ids).toHaveLength(LISTINGS);
      expect(new Set(ids).size).toBe(LISTINGS);
    },
  );

  it("the way back shows the page one came from", async () => {
    const first = await page("");
    const second = await page(`after=${first.rows.at(-1)?.id}`);
    const back = await page(`before=${second.rows[0]?.id}`);
    expect(back.rows.map((row) => row.id)).toEqual(first.rows.map((row) => row.id));
    expect([first.hasPrevious, second.hasPrevious, back.hasPrevious]).toEqual([false, true, false]);
  });

  it("titles come in order, whatever the case of their letters", async () => {
    const { prisma } = test.database;
    const product = await prisma.product.findFirstOrThrow({ where: { storeId, id: "p7" } });
    await prisma.product.update({ where: { id: "p7" }, data: { title: "aardvark LAMP" } });
    expect((await titles(""))[0]).toBe("aardvark LAMP");
    await prisma.product.update({ where: { id: "p7" }, data: { title: product.title } });
    expect((await titles(""))[0]).not.toBe("aardvark LAMP");
  });
});

it("a row says what is on its way for it and why not yet, not what waits for an issue", async () => {
  const { prisma } = test.database;
  const work = { storeId, dueAt: new Date("2026-11-20T10:00:00Z") };
  await prisma.workItem.createMany({
    data: [
      { ...work, verb: "publish-listings", subject: "p8" },
      { ...work, verb: "withdraw-listings", subject: "l9", reason: "TikTok Shop is busy." },
      { ...work, verb: "publish-listings", subject: "p10", waitsFor: "an issue" },
      { ...work, verb: "push-inventory", subject: "p11" },
    ],
  });
  const ids = ["l8", "l9", "l10", "l11"];
  const rows = await listingRows(prisma, storeId, { ids, words: [] });
  expect(rows.map((row) => row.onItsWay)).toEqual([
    { verb: "publish-listings", reason: null },
    { verb: "withdraw-listings", reason: "TikTok Shop is busy." },
    null,
    null,
  ]);
});

describe("filters of listings", () => {
  it("tabs count each state, and the total is that of the tab shown", async () => {
    const all = await page("");
    expect(all.counts).toEqual({ live: 207, rejected: 21, draft: 2 });
    expect([all.total, all.needYou]).toEqual([230, 23]);
    const rejected = await page("state=rejected");
    expect([rejected.total, rejected.counts]).toEqual([21, all.counts]);
    expect((await page("needs=you")).total).toBe(23);
    expect((await page("needs=you&state=draft")).total).toBe(2);
  });

  it("a shop, a category and a search narrow one another down", async () => {
    expect((await page("connection=c1")).total).toBe(115);
    expect((await page("category=cat-7")).total).toBe(5);
    expect((await page("connection=c1&category=cat-8")).total).toBe(0);
    expect((await page("category=cat-7&search=WOOL")).total).toBeLessThan(5);
  });

  it("a search finds any part of title or SKU, each word of it somewhere", async () => {
    const { rows } = await page("search=sku-123-2");
    expect(rows.map((row) => row.id)).toEqual(["l123"]);
    expect((await page("search=ku-123-2 %2B")).total).toBe(0);
    expect(await titles("search=soap oat")).toEqual(await titles("search=Oat   Soap"));
    expect((await page("search=oat soap")).total).toBeGreaterThan(0);
  });

  it("signs that mean something to the database are searched for as they stand", async () => {
    for (const sign of ["%25", "_", "\\", "'"]) expect((await page(`search=${sign}`)).total).toBe(0);
  });

  it("a new SKU is found, a former one is not, twice over", async () => {
    const { prisma } = test.database;
    for (const sku of ["RENAMED-1", "RENAMED-2"]) {
      await prisma.listingSku.update({ where: { id: "s5-1" }, data: { sku } });
      expect((await page(`search=${sku}`)).total).toBe(1);
    }
    expect((await page("search=renamed-1")).total).toBe(0);
    expect((await page("search=SKU-5-1")).total).toBe(0);
  });

  it("a removed variant's SKU still finds its listing, which says so; one that stands is not said to be removed", async () => {
    const { prisma } = test.database;
    const found = async (search: string) =>
      (await page(`search=${search}`)).rows.map((row) => [row.id, row.removedSkus]);
    expect(await found("sku-6-2")).toEqual([["l6", []]]);
    await prisma.variant.update({ where: { id: "v6-2" }, data: { removedAt: new Date() } });
    for (const _ of [1, 2]) expect(await found("SKU-6-2")).toEqual([["l6", ["SKU-6-2"]]]);
    expect(await found("sku-6-1")).toEqual([["l6", []]]);
    expect((await page("search=sku-6-")).rows[0]?.removedSkus).toEqual([]);
    await prisma.variant.update({ where: { id: "v6-2" }, data: { removedAt: null } });
    expect(await found("sku-6-2")).toEqual([["l6", []]]);
  });

  it("a listing that goes is on no page any more", async () => {
    const { prisma } = test.database;
    const { id: _, ...product } = await prisma.product.findUniqueOrThrow({ where: { id: "p1" } });
    const data = { ...product, images: [], metafields: [], storeProductId: "gid://shopify/Product/gone" };
    const { id } = await prisma.product.create({ data });
    await prisma.listing.create({ data: { storeId, connectionId: "c1", productId: id, state: "withdrawn" } });
    expect((await page("state=withdrawn")).total).toBe(1);
    await prisma.product.delete({ where: { id } });
    expect((await page("state=withdrawn")).total).toBe(0);
    expect(await walk("")).toHaveLength(LISTINGS);
  });

  it("what an address makes up shows nothing or the first page, and no other store's", async () => {
    expect((await page("state=no-such-state")).rows).toEqual([]);
    expect((await page("sort=no-such-sort")).rows).toHaveLength(25);
    expect((await page("after=no-such-listing")).rows).toEqual((await page("")).rows);
    const other = as<StoreId>("another-store");
    expect((await page("after=l5&subject=l5", other)).rows).toEqual([]);
    expect(await namedListings(test.database.prisma, other, ["l5"])).toEqual([]);
  });
});

describe("all that match", () => {
  it("are met in batches, each once", async () => {
    const met: string[] = [];
    const filter = filterOf(new URLSearchParams("state=rejected"));
    for await (const batch of matchingListings(test.database.prisma, storeId, filter))
      met.push(...batch.map((one) => one.listingId));
    expect(met).toHaveLength(21);
    expect(new Set(met).size).toBe(21);
  });
});
