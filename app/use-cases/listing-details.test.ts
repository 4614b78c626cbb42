// Brand, attributes and parcel of a listing: decided by the merchant, sent in the marketplace's form, sent again only
// when they change.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import type { ConnectionId, ProductId } from "../domain/ids.ts";
import { type AttributeSource, type ListingSettings, STORES_OWN } from "../domain/listing-settings.ts";

let world: CatalogWorld;
let connectionId: ConnectionId;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

const EDIT = "PUT /product/202309/products/{id}";
const SUNSCREEN = "601509";
const SPF = "100392";
const MATERIALS = "100398";
const [FERNWEH, CASCADE] = ["7082042702200000001", "7082042702200000003"];

const attributeRule = (attributeId: string, source: AttributeSource) => ({
  attributeId,
  categoryId: null,
  source,
});

async function publish(settings: Partial<ListingSettings>, product = aProduct()): Promise<void> {
  world.twin.shopify.importProducts(DEMO_STORE, [product]);
  await world.connect();
  const [connection] = await world.ports.records.stores.connections(world.storeId);
  connectionId = (connection as { id: ConnectionId }).id;
  await save(settings);
  await world.settle();
}

async function save(change: Partial<ListingSettings>): Promise<void> {
  const { settings } = world.ports.records;
  const { version } = await settings.listingSettings(world.storeId, connectionId);
  await settings.saveListingSettings(world.storeId, connectionId, {
    settings: { ...STORES_OWN, ...change },
    version,
  });
}

async function publishAgain(): Promise<ProductId> {
  const [listing] = await world.prisma.listing.findMany();
  await world.run("publish-listings", listing?.productId ?? "");
  await world.settle();
  await world.twin.clock.advance(10_000);
  return listing?.productId as ProductId;
}

const inSunscreen = {
  categories: [{ field: "product-type", value: "soap", categoryId: SUNSCREEN }],
} as const satisfies Partial<ListingSettings>;

describe("a listing", () => {
  it("carries brand, attributes and the size of its parcel, and is not sent again unchanged", async () => {
    await publish({
      brands: { fernweh: FERNWEH },
      packages: [{ categoryId: null, weightGrams: null, size: { length: 12.2, width: 8, height: 4 } }],
      attributes: [attributeRule(MATERIALS, { kind: "fixed", value: "steel" })],
    });
    expect(world.shop().products).toMatchObject([
      {
        status: "ACTIVATE",
        brandId: FERNWEH,
        attributes: { [MATERIALS]: [`${MATERIALS}2`] },
        weight: "0.120 KILOGRAM",
        dimensions: "13 × 8 × 4 CENTIMETER",
      },
    ]);
    await publishAgain();
    expect(world.calls(EDIT)).toBe(0);
  });

  it("is edited when a rule gives another value, and not by a rule that gives the same", async () => {
    await publish({ attributes: [attributeRule(MATERIALS, { kind: "fixed", value: "steel" })] });
    await save({ attributes: [attributeRule(MATERIALS, { kind: "fixed", value: " STEEL " })] });
    await publishAgain();
    expect(world.calls(EDIT)).toBe(0);
    await save({ attributes: [attributeRule(MATERIALS, { kind: "field", field: "vendor" })] });
    await publishAgain();
    expect(world.calls(EDIT)).toBe(1);
    expect(world.shop().products).toMatchObject([{ attributes: { [MATERIALS]: ["Fernweh"] } }]);
  });

  it("takes the merchant's choice for the product before every rule", async () => {
    await publish({
      brands: { fernweh: FERNWEH },
      attributes: [attributeRule(MATERIALS, { kind: "fixed", value: "Steel" })],
    });
    const [listing] = await world.prisma.listing.findMany();
    const change = { brandId: CASCADE, attributes: [{ attributeId: MATERIALS, values: ["Cotton", "Oats"] }] };
    await world.ports.records.settings.saveProductChoices(world.storeId, connectionId, {
      productIds: [listing?.productId as ProductId],
      change,
    });
    await publishAgain();
    expect(world.shop().products).toMatchObject([
      { brandId: CASCADE, attributes: { [MATERIALS]: [`${MATERIALS}1`, "Oats"] } },
    ]);
  });

  it("asks the marketplace once for what a category wants", async () => {
    await publish({}, aProduct());
    await publishAgain();
    expect(world.calls("GET /product/202309/categories/{id}/attributes")).toBe(1);
    expect(world.calls("GET /product/202309/categories/{id}/rules")).toBe(1);
  });
});

describe("a product", () => {
  it("without an attribute its category demands is not sent until a rule gives it", async () => {
    await publish(inSunscreen);
    expect(world.shop().products).toEqual([]);
    const [listing] = await world.prisma.listing.findMany();
    expect(listing).toMatchObject({ state: "draft", unmet: [{ rule: "attribute" }] });
    await save({ ...inSunscreen, attributes: [attributeRule(SPF, { kind: "fixed", value: "spf 30" })] });
    await publishAgain();
    expect(world.shop().products).toMatchObject([
      { categoryId: SUNSCREEN, attributes: { [SPF]: [`${SPF}2`] } },
    ]);
    expect(await world.issues()).toEqual([]);
  });

  it("without a weight is listed with the default of its category, and not with that of another", async () => {
    const light = aProduct({ variants: [aVariant({ weightGrams: null })] });
    await publish({ packages: [{ categoryId: SUNSCREEN, weightGrams: 700, size: null }] }, light);
    expect(await world.prisma.listing.findMany()).toMatchObject([
      { state: "draft", unmet: [{ rule: "weight" }] },
    ]);
    await save({ packages: [{ categoryId: null, weightGrams: 700, size: null }] });
    await publishAgain();
    expect(world.shop().products).toMatchObject([{ weight: "0.700 KILOGRAM" }]);
  });
});
