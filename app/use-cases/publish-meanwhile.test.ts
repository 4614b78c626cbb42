// What changes while a product is being published: it is deleted, its category is withdrawn or asks for more. Each ends
// as if it had been so from the start.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_SHOP, DEMO_STORE } from "../../test/emulator/settings.ts";
import type { MarketplacePort } from "./ports/marketplace.ts";
import { publishListings } from "./publish-listings.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

const CREATE = "POST /product/202309/products";
const DEMANDS = "GET /product/202309/categories/{id}/attributes";
const RECOMMEND = "POST /product/202309/categories/recommend";
const SUNSCREEN = "601509";
const SOAP = "601517";

/** Imported and connected, nothing is published. */
async function ready(product = aProduct()) {
  await world.connect();
  world.twin.shopify.importProducts(DEMO_STORE, [product]);
  const { id } = world.store().products[0] as { id: string };
  await world.run("import-products", id);
  return (await world.prisma.product.findFirstOrThrow()).id;
}

async function deleteInStore() {
  world.twin.shopify.deleteProduct(DEMO_STORE, "oat-soap");
  const { storeProductId } = await world.prisma.product.findFirstOrThrow();
  await world.run("import-products", storeProductId);
}

const putInto = (categoryId: string) =>
  world.prisma.connection.updateMany({
    data: { listingSettings: { categories: [{ field: "product-type", value: "Soap", categoryId }] } },
  });
const listing = () => world.prisma.listing.findFirstOrThrow();
const titles = async () => (await world.issues()).map((issue) => issue.title);

describe("a product deleted half-way through its publish", () => {
  it.each(["uploadImage", "createListing"] as const)("after %s is not on sale in the end", async (step) => {
    const productId = await ready();
    await publishWith(step, productId, deleteInStore);
    await world.settle();
    expect(world.shop().products.map((one) => one.status)).toEqual(["DELETED"]);
    expect(await world.issues()).toEqual([]);
  });

  it("after a create whose answer was lost is found and not on sale in the end", async () => {
    const productId = await ready();
    await loseCreate(productId);
    await deleteInStore();
    await world.settle();
    expect(world.shop().products.map((one) => one.status)).toEqual(["DELETED"]);
    expect(await listing()).toMatchObject({ state: "withdrawn", intentAt: null });
    expect(await world.issues()).toEqual([]);
    await world.run("publish-listings", productId);
    expect(world.shop().products).toHaveLength(1);
  });

  it("after a create that was never made leaves nothing to be looked for", async () => {
    const productId = await ready();
    world.twin.faults.arm({ channel: "call", name: CREATE, times: 1, fault: { kind: "refused" } });
    await world.run("publish-listings", productId);
    expect((await listing()).intentAt).not.toBeNull();
    await deleteInStore();
    await world.settle();
    expect(world.shop().products).toEqual([]);
    expect(await listing()).toMatchObject({ state: "draft", intentAt: null });
  });
});

it("a product that cannot be listed any more after a lost create is known to stand, and why it is not changed", async () => {
  const productId = await ready();
  await loseCreate(productId);
  await world.twin.clock.advance(1_000);
  world.twin.shopify.updateProduct(DEMO_STORE, "oat-soap", { title: "Soap 🧼" });
  await world.run("import-products", (await world.prisma.product.findFirstOrThrow()).storeProductId);
  await world.settle();
  expect(world.shop().products).toMatchObject([{ title: "Oat milk soap bar", status: "ACTIVATE" }]);
  expect(await listing()).toMatchObject({ state: "live", unmet: [{ rule: "title-emoji" }] });
  expect(await titles()).toEqual([expect.stringContaining("emoji")]);
});

describe("a category that the marketplace withdrew since it was read", () => {
  it("and recommended before is asked for anew, and the product is listed elsewhere", async () => {
    const productId = await ready();
    await publishWith("uploadImage", productId, withdrawSoap);
    await world.settle();
    const [product] = world.shop().products;
    expect(product).toMatchObject({ status: "ACTIVATE" });
    expect(product?.categoryId).not.toBe(SOAP);
    expect(await listing()).toMatchObject({
      categoryId: product?.categoryId,
      recommendedCategoryId: product?.categoryId,
    });
    expect(world.calls(RECOMMEND)).toBe(2);
    expect(await world.issues()).toEqual([]);
  });

  it("and the merchant chose is an issue at once that names it", async () => {
    const productId = await ready();
    await putInto(SOAP);
    await publishWith("uploadImage", productId, withdrawSoap);
    expect(world.shop().products).toEqual([]);
    expect(await titles()).toEqual([expect.stringContaining(`no category ${SOAP} any more`)]);
    await world.run("publish-listings", productId);
    expect(await titles()).toEqual([expect.stringContaining(`no category ${SOAP} any more`)]);
    expect(refusals()).toBe(1);
  });

  it("refuses the edit of a live listing, which stays on sale as it was", async () => {
    const productId = await ready();
    await putInto(SOAP);
    await world.run("publish-listings", productId);
    await world.settle();
    await world.twin.clock.advance(60_000);
    withdrawSoap();
    world.twin.shopify.updateProduct(DEMO_STORE, "oat-soap", { title: "Oat soap" });
    await world.run("import-products", (await world.prisma.product.findFirstOrThrow()).storeProductId);
    await world.settle();
    expect(world.shop().products).toMatchObject([{ title: "Oat milk soap bar", status: "ACTIVATE" }]);
    expect(await titles()).toEqual([expect.stringContaining(`no category ${SOAP} any more`)]);
  });
});

it("a demand that is new since the category was read becomes an issue in our words, and is read once", async () => {
  const productId = await ready();
  await putInto(SUNSCREEN);
  await world.run("publish-listings", productId);
  await forgetDemands();
  await world.run("publish-listings", productId);
  expect(refusals()).toBe(1);
  expect(await listing()).toMatchObject({ state: "draft", intentAt: null, unmet: [{ rule: "attribute" }] });
  expect(await titles()).toEqual([expect.stringContaining("wants to know: Sun Protection Factor")]);
  expect(world.calls(DEMANDS)).toBe(2);
  await world.run("publish-listings", productId);
  expect(refusals()).toBe(1);
  expect(world.calls(DEMANDS)).toBe(2);
});

const withdrawSoap = () => world.twin.tiktokShop.catalog.setCategory(DEMO_SHOP, SOAP, "WITHDRAWN");

/** As read on the day before the marketplace asked for more. */
async function forgetDemands() {
  const [kept] = await world.prisma.categoryRequirement.findMany();
  const requirements = { ...(kept?.requirements as object), attributes: [] };
  await world.prisma.categoryRequirement.updateMany({ data: { requirements } });
}

async function loseCreate(productId: string) {
  world.twin.faults.arm({ channel: "call", name: CREATE, times: 1, fault: { kind: "lost-answer" } });
  const outcomes = await world.run("publish-listings", productId);
  expect(outcomes.get(productId)).toMatchObject({
    kind: "failed",
    error: { facts: { kind: "indeterminate" } },
  });
}

/** Publishes once; what happens meanwhile happens as soon as the marketplace has answered the step. */
async function publishWith(
  step: "uploadImage" | "createListing",
  productId: string,
  happens: () => unknown,
): Promise<void> {
  const marketplaceFor: typeof world.ports.marketplaceFor = async (id) => {
    const port = await world.ports.marketplaceFor(id);
    const interrupted = async (...args: never[]) => {
      const answer = await (port[step] as (...given: never[]) => Promise<never>)(...args);
      await happens();
      return answer;
    };
    return { ...port, [step]: interrupted } satisfies MarketplacePort;
  };
  const outcomes = await publishListings(
    { ...world.ports, marketplaceFor },
    { storeId: world.storeId, subjects: [productId] },
  );
  expect(outcomes.get(productId)).toEqual({ kind: "done" });
}

function refusals(): number {
  return world.twin.history
    .all()
    .filter((one) => one.kind === "call" && one.operation === CREATE && one.code !== "0").length;
}
