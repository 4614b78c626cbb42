// Settings of listings and choices for single products, kept in the database.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { as, type ConnectionId, type ProductId, type StoreId } from "../../domain/ids.ts";
import { STORES_OWN } from "../../domain/listing-settings.ts";
import type { SettingsRecords } from "../../use-cases/ports/settings-records.ts";
import { createSettingsRecords } from "./listing-settings.ts";

let test: TestDatabase;
let settings: SettingsRecords;
let connectionId: ConnectionId;
let productId: ProductId;
const storeId = as<StoreId>("store");

beforeAll(async () => {
  test = await createTestDatabase();
  settings = createSettingsRecords(test.database.prisma);
});
afterAll(() => test.close());
beforeEach(async () => {
  const { prisma } = test.database;
  const nothing = { accessTokenSealed: new Uint8Array(), refreshTokenSealed: new Uint8Array() };
  const later = new Date(Date.UTC(2027, 0, 1));
  const connection = await prisma.connection.create({
    data: {
      ...nothing,
      storeId,
      marketplaceShopId: crypto.randomUUID(),
      shopName: "Shop",
      region: "US",
      currency: "USD",
      cipher: "c",
      openId: "o",
      accessTokenExpiresAt: later,
      refreshTokenExpiresAt: later,
      state: "active",
    },
  });
  const product = await prisma.product.create({
    data: {
      storeId,
      storeProductId: crypto.randomUUID(),
      title: "Pot",
      descriptionHtml: "",
      vendor: "",
      productType: "",
      tags: [],
      status: "active",
      images: [],
      sourceUpdatedAt: later,
    },
  });
  connectionId = as(connection.id);
  productId = as(product.id);
});

describe("settings of listings", () => {
  it("leave everything to the store until somebody saves them", async () => {
    expect(await settings.listingSettings(storeId, connectionId)).toEqual({
      settings: STORES_OWN,
      version: 0,
    });
  });

  it("come back as they were saved, and an older version never overwrites a newer one", async () => {
    const wanted = { ...STORES_OWN, titleTemplate: "{vendor} {title}", listingsPerDay: 100 };
    expect(await settings.saveListingSettings(storeId, connectionId, { settings: wanted, version: 0 })).toBe(
      "saved",
    );
    expect(
      await settings.saveListingSettings(storeId, connectionId, { settings: STORES_OWN, version: 0 }),
    ).toBe("changed-meanwhile");
    expect(await settings.listingSettings(storeId, connectionId)).toEqual({ settings: wanted, version: 1 });
  });

  it("of another store's connection are not found", async () => {
    await expect(settings.listingSettings(as<StoreId>("other"), connectionId)).rejects.toThrow();
    const input = { settings: STORES_OWN, version: 0 };
    expect(await settings.saveListingSettings(as<StoreId>("other"), connectionId, input)).toBe(
      "changed-meanwhile",
    );
  });
});

describe("a choice for a product", () => {
  it("is nothing until it is made, and sets only what it names", async () => {
    expect(await settings.productChoice(storeId, connectionId, productId)).toEqual({
      categoryId: null,
      brandId: null,
      attributes: [],
    });
    const choose = (change: object) =>
      settings.saveProductChoices(storeId, connectionId, { productIds: [productId], change });
    await choose({ categoryId: "600001" });
    await choose({ attributes: [{ attributeId: "100", values: ["Steel"] }] });
    await choose({ attributes: [{ attributeId: "100", values: ["Steel"] }] });
    expect(await settings.productChoice(storeId, connectionId, productId)).toEqual({
      categoryId: "600001",
      brandId: null,
      attributes: [{ attributeId: "100", values: ["Steel"] }],
    });
  });
});
