// What stands in the marketplace already is taken over when every SKU agrees; otherwise the merchant is asked first.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { as, type ListingId } from "../domain/ids.ts";
import { linkListing } from "./link-listing.ts";

const CREATE = "POST /product/202309/products";
const EDIT = "PUT /product/202309/products/{id}";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

const sized = (...skus: readonly string[]) =>
  aProduct({
    variants: skus.map((sku, index) => aVariant({ sku, options: [{ name: "Size", value: `${index + 1}` }] })),
  });

/** Lists a product with these SKUs, then forgets here that it was us: what a seller made by hand. */
async function standsWith(...skus: readonly string[]) {
  world.twin.shopify.importProducts(DEMO_STORE, [sized(...skus)]);
  await world.connect();
  await world.settle();
  await world.prisma.listing.deleteMany();
  await world.sweep("reconcile-links");
}

/** The store's product gets these SKUs and is published. Answers its listing. */
async function publishedWith(...skus: readonly string[]) {
  const product = await world.prisma.product.findFirstOrThrow({ include: { variants: true } });
  for (const variant of product.variants) {
    const sku = skus[variant.position - 1];
    if (sku === undefined) await world.prisma.variant.delete({ where: { id: variant.id } });
    else await world.prisma.variant.update({ where: { id: variant.id }, data: { sku } });
  }
  await world.run("publish-listings", product.id);
  return world.prisma.listing.findFirstOrThrow();
}

const say = (listing: { id: string }, chosen: string | null) =>
  linkListing(world.ports, { storeId: world.storeId, listingId: as<ListingId>(listing.id), chosen });
const standing = () => world.shop().products.map((one) => one.skus.map((sku) => sku.sellerSku));
const opened = async () =>
  (await world.issues()).flatMap((one) => (one.code === "adoption-open" ? one.code : []));

describe("a listing with the product's SKUs", () => {
  it("is taken over and no second one is made", async () => {
    await standsWith("S-1", "S-2");
    const listing = await publishedWith("S-1", "S-2");
    expect(listing.marketplaceProductId).toBe(world.shop().products[0]?.id);
    expect(await opened()).toEqual([]);
    expect(world.calls(CREATE)).toBe(1);
  });
});

describe.each([
  { why: "lacks a SKU of the product's", there: ["S-1"], ours: ["S-1-X"], asked: false },
  { why: "has a SKU more", there: ["S-1", "S-2"], ours: ["S-1"], asked: true },
  { why: "spells a SKU otherwise", there: ["s-1"], ours: ["S-1"], asked: true },
])("a listing that $why", ({ there, ours, asked }) => {
  it(asked ? "is asked about, and nothing is sent" : "is another thing, and a new one is made", async () => {
    await standsWith(...there);
    const listing = await publishedWith(...ours);
    expect(await opened()).toEqual(asked ? ["adoption-open"] : []);
    expect(listing.marketplaceProductId === null).toBe(asked);
    expect(world.calls(CREATE)).toBe(asked ? 1 : 2);
    await publishedWith(...ours);
    expect(world.calls(CREATE)).toBe(asked ? 1 : 2);
    expect(world.calls(EDIT)).toBe(0);
    expect(standing()[0]).toEqual(there);
  });
});

describe("a question about a listing", () => {
  it("answered yes takes it over, and what the product lacks goes", async () => {
    await standsWith("S-1", "S-2");
    const listing = await publishedWith("S-1");
    const chosen = world.shop().products[0]?.id ?? "";
    expect(await say(listing, "another")).toEqual({ kind: "changed" });
    expect(await say(listing, chosen)).toEqual({ kind: "linked" });
    await world.settle();
    expect(await opened()).toEqual([]);
    expect(standing()).toEqual([["S-1"]]);
    expect(world.calls(EDIT)).toBe(1);
    expect(await say(listing, chosen)).toEqual({ kind: "gone" });
  });

  it("answered no makes a new one and leaves the other as it is", async () => {
    await standsWith("S-1", "S-2");
    const listing = await publishedWith("S-1");
    expect(await say(listing, null)).toEqual({ kind: "made-new" });
    expect(await say(listing, null)).toEqual({ kind: "made-new" });
    await world.settle();
    expect(await opened()).toEqual([]);
    expect(standing()).toEqual([["S-1", "S-2"], ["S-1"]]);
    expect(await world.prisma.listingSku.findMany()).toMatchObject([
      { sku: "S-1", marketplaceSkuId: world.shop().products[1]?.skus[0]?.id },
    ]);
  });

  it("about two listings names both", async () => {
    await standsWith("S-1", "S-2");
    await world.prisma.listing.deleteMany();
    const listing = await publishedWith("S-1");
    const question = await world.prisma.adoptionQuestion.findFirstOrThrow();
    expect(question).toMatchObject({
      listingId: listing.id,
      candidates: [{ doubts: ["extra"], foreign: [{ sku: "S-2" }] }],
    });
  });
});
