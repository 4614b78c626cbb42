// From the store to the marketplace: what can be listed is listed as it stands, what cannot is said.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_SHOP, DEMO_STORE } from "../../test/emulator/settings.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

const CREATE = "POST /product/202309/products";

async function publish(...products: Parameters<CatalogWorld["twin"]["shopify"]["importProducts"]>[1]) {
  world.twin.shopify.importProducts(DEMO_STORE, products);
  await world.connect();
  await world.settle();
}

const listings = () => world.prisma.listing.findMany({ include: { skus: true } });

describe("a product of the store", () => {
  it("goes live with its title, price, stock and pictures", async () => {
    await publish(
      aProduct({ images: [1, 2, 3].map((at) => ({ url: `https://example.com/${at}.jpg`, altText: null })) }),
    );
    expect(world.shop().products).toMatchObject([
      {
        title: "Oat milk soap bar",
        status: "ACTIVATE",
        imageCount: 3,
        skus: [{ sellerSku: "SOAP-1", price: "12.00" }],
      },
    ]);
    expect(world.shop().products[0]?.skus[0]?.stock).toMatchObject([{ quantity: 7 }]);
    expect(await listings()).toMatchObject([
      { state: "live", imageCount: 3, unmet: [], skus: [{ sentQuantity: 7, sentPriceMinor: 1200 }] },
    ]);
    expect(await world.issues()).toEqual([]);
  });

  it("published again sends nothing", async () => {
    await publish(aProduct());
    const before = world.twin.history.all().filter((entry) => entry.kind === "effect").length;
    const [listing] = await listings();
    await world.run("publish-listings", listing?.productId ?? "");
    await world.run("push-inventory", listing?.productId ?? "");
    await world.settle();
    expect(world.twin.history.all().filter((entry) => entry.kind === "effect")).toHaveLength(before);
    expect(world.calls(CREATE)).toBe(1);
  });

  it("with options is one listing with a SKU for each", async () => {
    const variants = ["S", "M"].map((size) =>
      aVariant({
        sku: `TEE-${size}`,
        options: [{ name: "Size", value: size }],
        quantity: size === "S" ? 0 : 3,
      }),
    );
    await publish(aProduct({ handle: "tee", variants }));
    const skus = world.shop().products[0]?.skus.map((sku) => [sku.sellerSku, sku.stock[0]?.quantity]);
    expect(skus).toEqual([
      ["TEE-S", 0],
      ["TEE-M", 3],
    ]);
  });

  it("whose price alone changes sends no content", async () => {
    await publish(aProduct());
    world.twin.shopify.setVariantPrice(DEMO_STORE, "SOAP-1", "15.50");
    await reimport();
    expect(world.shop().products[0]?.skus[0]?.price).toBe("15.50");
    expect(world.calls("PUT /product/202309/products/{id}")).toBe(0);
  });

  it("whose title changes is edited, and is live under it once approved", async () => {
    await publish(aProduct());
    await world.twin.clock.advance(1_000);
    world.twin.shopify.updateProduct(DEMO_STORE, "oat-soap", { title: "Oat soap" });
    await reimport();
    await world.twin.clock.advance(10_000);
    expect(world.shop().products).toMatchObject([
      { title: "Oat soap", status: "ACTIVATE", skus: [{ sellerSku: "SOAP-1" }] },
    ]);
  });

  it("deleted in the store is deleted in the marketplace", async () => {
    await publish(aProduct());
    world.twin.shopify.deleteProduct(DEMO_STORE, "oat-soap");
    await reimport();
    expect(world.shop().products).toMatchObject([{ status: "DELETED" }]);
    expect(await world.issues()).toEqual([]);
  });

  it("whose create was sent without an answer is found by its SKU and not made twice", async () => {
    world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
    await world.connect();
    await world.ports.records.work.mark([
      { storeId: world.storeId, verb: "import-catalog", subject: "catalog" },
    ]);
    world.twin.faults.arm({
      channel: "call",
      platform: "tiktok-shop",
      name: CREATE,
      times: 1,
      fault: { kind: "lost-answer" },
    });
    await expect(world.settle()).rejects.toMatchObject({ facts: { kind: "indeterminate" } });
    const [listing] = await listings();
    expect(listing?.intentAt).not.toBeNull();
    await world.run("publish-listings", listing?.productId ?? "");
    await world.settle();
    expect(world.shop().products).toHaveLength(1);
    expect(await listings()).toMatchObject([{ state: "live", intentAt: null }]);
  });
});

describe("a product that cannot be listed", () => {
  it.each([
    ["without an image", aProduct({ images: [] }), "has no image"],
    ["without a weight", aProduct({ variants: [aVariant({ weightGrams: null })] }), "has no weight"],
    [
      "with a price of zero",
      aProduct({ variants: [aVariant({ price: "0.00" })] }),
      "price of SKU SOAP-1 is zero",
    ],
    [
      "with a price beyond what the marketplace takes",
      aProduct({ variants: [aVariant({ price: "9000.00" })] }),
      "price of SKU SOAP-1 is 9000.00 USD; TikTok Shop takes at most 7600.00 USD",
    ],
    ["with an emoji in its title", aProduct({ title: "Soap 🧼" }), "contains an emoji"],
    ["without a description", aProduct({ descriptionHtml: "" }), "description has no text"],
  ])("%s is a draft with an issue that says so", async (_what, product, words) => {
    await publish(product);
    expect(world.shop().products).toEqual([]);
    expect(await listings()).toMatchObject([{ state: "draft" }]);
    expect(await world.issues()).toMatchObject([
      { code: "listing-unmet", title: expect.stringContaining(words) as string },
    ]);
  });

  it("is listed once it is put right, and the issue is cleared", async () => {
    await publish(aProduct({ title: "Soap 🧼" }));
    await world.twin.clock.advance(1_000);
    world.twin.shopify.updateProduct(DEMO_STORE, "oat-soap", { title: "Soap" });
    await reimport();
    expect(world.shop().products).toMatchObject([{ title: "Soap", status: "ACTIVATE" }]);
    expect(await world.issues()).toEqual([]);
  });

  it("shares its SKU: both products are named in one issue, neither is listed", async () => {
    await publish(aProduct(), aProduct({ handle: "other", title: "Other soap" }));
    expect(world.shop().products).toEqual([]);
    expect(await world.issues()).toMatchObject([
      {
        code: "sku-shared",
        title: expect.stringMatching(/SOAP-1.*"Oat milk soap bar".*"Other soap"/) as string,
      },
    ]);
  });

  it("shared its SKU with one that is gone: it is listed then", async () => {
    await publish(aProduct(), aProduct({ handle: "other", title: "Other soap" }));
    world.twin.shopify.deleteProduct(DEMO_STORE, "other");
    await world.twin.clock.advance(1_000);
    await reimport();
    expect(world.shop().products).toMatchObject([{ title: "Oat milk soap bar", status: "ACTIVATE" }]);
    expect(await world.issues()).toEqual([]);
  });

  it("has a variant without a SKU: the variant is named", async () => {
    await publish(aProduct({ variants: [aVariant({ sku: null })] }));
    expect(world.shop().products).toEqual([]);
    expect(await world.issues()).toMatchObject([{ code: "sku-missing" }]);
  });

  it("is refused by the marketplace: its words stand in the issue", async () => {
    world.twin.tiktokShop.catalog.setFailedChecks(DEMO_SHOP, ["SHOP_TAX"]);
    await publish(aProduct());
    expect(await world.issues()).toMatchObject([
      { code: "listing-rejected", title: expect.stringContaining("SHOP_TAX is not complete") as string },
    ]);
    expect(await listings()).toMatchObject([{ state: "rejected", intentAt: null }]);
  });
});

/** The webhooks' work: every product is read again. */
async function reimport(): Promise<void> {
  await world.ports.records.work.mark([
    { storeId: world.storeId, verb: "import-catalog", subject: "catalog" },
  ]);
  await world.settle();
}
