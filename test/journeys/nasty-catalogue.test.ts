// A file with every kind of trouble, from import to live or to a named reason, for each of its products and rows.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listingsPage } from "../../app/queries/listings.server.ts";
import { type CatalogWorld, createCatalogWorld } from "../catalog-world.ts";
import type { Refusal } from "../emulator/csv.ts";
import { importCsv } from "../emulator/seed.ts";
import { DEMO_SHOP, DEMO_STORE } from "../emulator/settings.ts";
import { lookAtPublish } from "../publish-look.ts";
import { type Fate, nastyCsv, TROUBLES } from "./nasty-catalogue.ts";

let world: CatalogWorld;
let refused: readonly Refusal[];
beforeAll(async () => {
  world = await createCatalogWorld();
  refused = importCsv(world.twin, DEMO_STORE, nastyCsv()).refused;
  await world.connect();
  await world.settle();
  await platformTakesDown("forbidden-words", "It promises a cure that nobody has proved.");
}, 240_000);
afterAll(() => world.close());

const store = () => world.store().products;
const handlesWith = (is: (fate: Fate) => boolean) =>
  [...new Set(TROUBLES.filter(({ fate }) => is(fate)).map(({ handle }) => handle))].sort();
/** The platform's own people look at a listing that passed, as they do, and name what they forbid. */
async function platformTakesDown(handle: string, reason: string): Promise<void> {
  const title = store().find((product) => product.handle === handle)?.title;
  const listing = await world.prisma.listing.findFirstOrThrow({
    where: { product: { title: title ?? "" } },
  });
  world.twin.tiktokShop.catalog.suspend(listing.marketplaceProductId ?? "", { what: "deactivate", reason });
  await world.twin.clock.advance(1_000);
  await world.run("refresh-listings", listing.id);
  await world.settle();
}

/** What the merchant reads of a product: on its row in the list, and among what needs attention. */
async function sentencesOf(storeProductId: string): Promise<string> {
  const { id } = await world.prisma.product.findFirstOrThrow({ where: { storeProductId } });
  const filter = { state: null, connectionId: null, categoryId: null, needsYou: false, search: "" };
  const { rows } = await listingsPage(world.prisma, world.storeId, {
    ...{ sort: "title", after: null, before: null },
    filter: { ...filter, subject: id },
  });
  const subjectId = { in: [id, ...rows.map((row) => row.id)] };
  const issues = await world.prisma.issue.findMany({ where: { clearedAt: null, subjectId } });
  return [...rows.flatMap((row) => row.reasons), ...issues.map((one) => one.title)].join(" ");
}

describe("a catalogue with every kind of trouble", { timeout: 120_000 }, () => {
  it("is accounted for: each product is live, or says why it is not and what to do", async () => {
    const onSale = world.twin.tiktokShop.view(DEMO_SHOP).products.filter((one) => one.status === "ACTIVATE");
    const skusOnSale = new Set(onSale.flatMap((one) => one.skus.map((sku) => sku.sellerSku)));
    const live: string[] = [];
    const silent: string[] = [];
    for (const product of store().filter((one) => one.status === "ACTIVE")) {
      const isLive = product.variants.every((one) => one.sku !== null && skusOnSale.has(one.sku));
      if (isLive) live.push(product.handle);
      const said = await sentencesOf(product.id);
      const [fate] = TROUBLES.filter((one) => one.handle === product.handle).map((one) => one.fate);
      if (typeof fate === "object" && "says" in fate && !fate.says.test(said))
        silent.push(`${product.handle}: ${said || "nothing is said"}`);
    }
    expect(silent).toEqual([]);
    expect(live.sort()).toEqual(handlesWith((fate) => fate === "live"));
    const page = await lookAtPublish(world.prisma, world.storeId, new Date(world.twin.clock.now()));
    expect(page.notForSale).toBe(handlesWith((fate) => fate === "not for sale").length);
  });

  it("names row and column of everything that Shopify itself would not take, and stays as it is when looked at again", async () => {
    const wanted = TROUBLES.flatMap(({ fate }) =>
      typeof fate === "object" && "refused" in fate ? [fate.refused] : [],
    );
    const left = refused.map((one) => one.column);
    for (const column of wanted) expect(left.splice(left.indexOf(column), 1)).toEqual([column]);
    // The product is there without the cell, or with one variant less.
    expect(left.sort()).toEqual(["Image Src", "Option1 Value", "Variant Barcode"]);
    expect(refused.every((one) => one.row > 1 && one.reason.length > 10)).toBe(true);
    const writes = () =>
      world.twin.history
        .all()
        .filter((entry) => entry.kind === "call" && !/^(GET|query)/.test(entry.operation)).length;
    const ids = await world.prisma.product.findMany({ select: { id: true } });
    const before = writes();
    await world.run("publish-listings", ...ids.map((one) => one.id));
    await world.settle();
    expect(writes()).toBe(before);
  });
});
