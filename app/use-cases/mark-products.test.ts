import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { changeStockPool } from "./change-stock-pool.ts";
import { markProducts } from "./mark-products.ts";
import { markOfAll } from "./ports/product-marks.ts";

const PRODUCTS = 1_100;

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
  await world.prisma.workItem.deleteMany({ where: { verb: "import-catalog" } });
  await world.prisma.$executeRaw`
    insert into "Product" ("id", "storeId", "storeProductId", "title", "descriptionHtml", "vendor", "productType", "tags",
      "status", "images", "sourceUpdatedAt", "updatedAt")
    select 'p' || n, ${world.storeId}, 'gid://shopify/Product/' || n, 'Title', '', '', '', '{}',
      case when n % 11 = 0 then 'draft' else 'active' end, '[]', now(), now() from generate_series(1, ${PRODUCTS}::int) n`;
});
afterEach(() => world.close());

const waiting = () =>
  world.prisma.workItem.findMany({ where: { storeId: world.storeId }, orderBy: { subject: "asc" } });

/** Works the first mark of pages, and answers whether there was one. */
async function onePage(): Promise<boolean> {
  const [item] = (await waiting()).filter((one) => one.verb === "mark-products");
  if (!item) return false;
  const { storeId } = world;
  await markProducts(world.ports, { storeId, subjects: [item.subject] });
  await world.prisma.workItem.deleteMany({ where: { storeId, verb: item.verb, subject: item.subject } });
  return true;
}

async function allPages(): Promise<number> {
  let pages = 0;
  while (await onePage()) pages += 1;
  return pages;
}

describe("a decision that concerns all products", () => {
  it("marks every active product, 500 in one transaction, and again no other", async () => {
    for (let times = 0; times < 2; times += 1) {
      expect(await changeStockPool(world.ports, world.storeId, { kind: "all" })).toEqual({ kind: "saved" });
      expect(await allPages()).toBe(3);
      const marked = await waiting();
      expect(new Set(marked.map((one) => one.verb))).toEqual(new Set(["push-inventory"]));
      expect(marked).toHaveLength(1_000);
    }
  });

  it("made once more half-way begins anew, and loses none of either", async () => {
    const { storeId, ports } = world;
    await ports.records.work.mark([markOfAll(storeId, "publish-listings")]);
    await onePage();
    await world.prisma.workItem.deleteMany({ where: { storeId, verb: "publish-listings" } });
    await ports.records.work.mark([markOfAll(storeId, "publish-listings")]);
    await allPages();
    expect(await waiting()).toHaveLength(1_000);
  });

  it("that sharing of stock refuses marks nothing", async () => {
    const pool = { kind: "shares", percents: { one: 70, other: 70 } } as const;
    expect(await changeStockPool(world.ports, world.storeId, pool)).toMatchObject({ kind: "refused" });
    expect(await waiting()).toEqual([]);
  });

  it("to go on publishing marks what waits in that shop, 500 in one transaction, as backlog and repeatably", async () => {
    const { storeId, ports, prisma } = world;
    await world.connect();
    await prisma.workItem.deleteMany();
    const { id } = await prisma.connection.findFirstOrThrow();
    await prisma.$executeRaw`
      insert into "Listing" ("id", "storeId", "connectionId", "productId", "state", "marketplaceProductId", "updatedAt")
      select 'l-' || "id", "storeId", ${id}, "id", case when "id" < 'p2' then 'live' else 'draft' end,
        case when "id" < 'p2' then "id" end, now()
      from "Product" where "storeId" = ${storeId}`;
    const unsent = await prisma.product.count({ where: { storeId, status: "active", id: { gte: "p2" } } });
    for (let times = 0; times < 2; times += 1) {
      await world.application.publishing(storeId, id, "pause");
      await world.application.publishing(storeId, id, "resume");
      expect((await waiting()).filter((one) => one.verb === "mark-products")).toHaveLength(1);
      // Half-way the process ends before its item is settled: the page is marked once more.
      await markProducts(ports, { storeId, subjects: [`publish-listings unsent-in:${id}`] });
      await allPages();
      const marked = await waiting();
      expect(marked).toHaveLength(unsent);
      expect(marked.every((one) => one.verb === "publish-listings" && one.backlog)).toBe(true);
    }
  });
});
