// TikTok Shop's documented answers parse and map; what is not documented does not.

import { describe, expect, it } from "vitest";
import { createRequest } from "../../app/adapters/http/request.ts";
import {
  createMarketplace,
  createWarehouse,
  type MarketplaceDeps,
} from "../../app/adapters/tiktok-shop/marketplace.ts";
import { NO_PARTIES } from "../../app/domain/party.ts";
import { isPlatformError } from "../../app/use-cases/ports/platform-error.ts";
import { samples } from "./samples/tiktok-shop.ts";

const later = new Date("2027-01-01T00:00:00Z");

/** A connection to a platform that answers every call alike. */
function answering(data: unknown, code = 0): MarketplaceDeps {
  const tokens = {
    accessToken: "token",
    accessTokenExpiresAt: later,
    refreshToken: "refresh",
    refreshTokenExpiresAt: later,
  };
  return {
    cipher: "cipher",
    region: "US",
    tokenStore: {
      load: async () => tokens,
      save: async () => undefined,
      withConnectionLock: (work) => work(),
    },
    app: {
      appKey: "key",
      appSecret: "secret",
      serviceId: "1",
      apiUrl: "https://api.test",
      authUrl: "https://auth.test",
      authorizeUrl: "https://services.test",
      now: () => new Date("2026-10-01T12:00:00Z"),
      send: createRequest({
        fetch: async () =>
          Response.json({ code, message: code === 0 ? "Success" : "refused", data, request_id: "r" }),
      }),
    },
  };
}

const usd = (minor: number) => ({ minor, currency: "USD" });

describe("orders", () => {
  it("a line item is one unit, with the address in clear for the merchant's own shipping", async () => {
    const [order] = await createMarketplace(answering(samples.orders)).orders(["576461413038785752"]);
    expect(order).toMatchObject({
      marketplaceOrderId: "576461413038785752",
      status: "awaiting-shipment",
      shippedBy: "merchant",
      label: "merchant",
      total: usd(4609),
      shippingPrice: usd(499),
      tax: usd(310),
      buyerMessage: null,
      placedAt: new Date(1_619_611_561_000),
      updatedAt: new Date(1_619_621_355_000),
      address: {
        name: "Rae Lindqvist",
        line1: "12 Orchard Way",
        line2: null,
        city: "Boulder",
        province: "Colorado",
        postalCode: "80302",
        countryCode: "US",
      },
    });
    expect(order?.units.map((unit) => [unit.unitId, unit.sku, unit.price.minor, unit.packageId])).toEqual([
      ["577086512123755123", "MUG-GREEN", 1900, null],
      ["577086512123755124", "MUG-GREEN", 1900, null],
    ]);
  });

  it("what is starred out is null, and an order the platform ships says so", async () => {
    const orders = await createMarketplace(answering(samples.orders)).orders(["1", "2"]);
    expect(orders[1]).toMatchObject({
      status: "in-transit",
      shippedBy: "marketplace",
      address: { name: null, line1: null, phone: null, city: "Boulder" },
      units: [
        { packageId: "1153132168123859123", carrier: "USPS", trackingNumber: "9400110898825022579493" },
        {},
      ],
    });
  });

  it("a status that is not documented does not fit, and its value is not repeated", async () => {
    const unknown = { orders: [{ ...samples.orders.orders[0], status: "TELEPORTED" }] };
    const error: unknown = await createMarketplace(answering(unknown))
      .orders(["1"])
      .catch((thrown: unknown) => thrown);
    expect(isPlatformError(error, "malformed") && error.facts.detail).toMatch(/^data\.orders\.0\.status: /);
    expect(String(error)).not.toContain("TELEPORTED");
  });
});

describe("listings", () => {
  it("a live one maps with price, stock and image count", async () => {
    expect(await createMarketplace(answering(samples.product)).listing("1729592969712207008")).toEqual({
      marketplaceProductId: "1729592969712207008",
      state: "live",
      title: "Trail mug",
      descriptionHtml: "<p>Keeps warm.</p>",
      imageCount: 1,
      imageUrls: ["https://p.test/a"],
      isInReview: false,
      isSwitchedOff: false,
      rejections: [],
      skus: [
        {
          marketplaceSkuId: "1729592969712207012",
          sku: "MUG-GREEN",
          price: usd(1900),
          stock: [{ marketplaceWarehouseId: "7068517275539719942", quantity: 12 }],
        },
      ],
      updatedAt: new Date(1_619_621_355_000),
    });
  });

  it("a rejected one carries the marketplace's own words; empty strings and absent fields are nothing", async () => {
    expect(
      await createMarketplace(answering(samples.rejectedProduct)).listing("1729592969712207009"),
    ).toMatchObject({
      state: "rejected",
      rejections: [{ reasons: ["Misleading title"], suggestions: ["Shorten it"] }],
      skus: [{ sku: "", price: null, stock: [] }],
    });
  });

  it("what was silently dropped comes back as a warning", async () => {
    const listing = {
      idempotencyKey: "key",
      title: "Trail mug",
      descriptionHtml: "<p>Keeps warm.</p>",
      categoryId: "600001",
      imageUris: ["tos/aa"],
      packageWeightGrams: 350,
      packageSize: null,
      brandId: null,
      parties: NO_PARTIES,
      attributes: [],
      skus: [],
    };
    const published = await createMarketplace(answering(samples.created)).createListing(listing);
    expect(published.skus).toEqual([{ marketplaceSkuId: "1729592969712207012", sku: "MUG-GREEN" }]);
    expect(published.warnings).toHaveLength(1);
  });

  it("a SKU refused within a call that succeeded is named with the inner reason", async () => {
    const rows = [{ marketplaceSkuId: "1729592969712207012", marketplaceWarehouseId: "7068", quantity: 3 }];
    expect(await createMarketplace(answering(samples.quantityErrors)).updateQuantities("17", rows)).toEqual([
      { marketplaceSkuId: "1729592969712207012", reason: "platform warehouse stock is not editable" },
    ]);
  });
});

describe("platform warehouses", () => {
  it("an outbound order's parcels are read as a list or as the single one", async () => {
    const expected = {
      packageId: "OBF12345678",
      state: "shipped",
      carrier: "USPS",
      trackingNumber: "9400110898825022579493",
      goods: [{ goodsId: "7136104329798256000", quantity: 2 }],
    };
    const { mcf_order } = samples.mcfOrder;
    const [parcel] = mcf_order.consign_orders;
    const single = {
      mcf_order: { ...mcf_order, consign_orders: { ...parcel, status: "handover", goods: parcel?.goods[0] } },
    };
    const none = { mcf_order: { ...mcf_order, consign_orders: undefined } };
    expect((await createWarehouse(answering(samples.mcfOrder)).outboundOrder("7")).packages).toEqual([
      expected,
    ]);
    expect((await createWarehouse(answering(single)).outboundOrder("7")).packages).toEqual([expected]);
    expect((await createWarehouse(answering(none)).outboundOrder("7")).packages).toEqual([]);
  });

  it("stock is read per warehouse and goods", async () => {
    expect(await createWarehouse(answering(samples.fbtInventory)).stock(["7136104329798256001"])).toEqual([
      { fbtWarehouseId: "7136104329798256000", goodsId: "7136104329798256001", available: 90, reserved: 8 },
    ]);
  });

  it.each([
    [177001007, { kind: "already-submitted" }],
    [177001004, { kind: "refused", reason: "out-of-stock", detail: "refused" }],
    [177001003, { kind: "refused", reason: "address", detail: "refused" }],
    [177001011, { kind: "refused", reason: "address", detail: "refused" }],
    [177001006, { kind: "refused", reason: "not-enrolled", detail: "refused" }],
    [177001013, { kind: "refused", reason: "unpaid", detail: "refused" }],
    [177001002, { kind: "refused", reason: "other", detail: "refused" }],
  ])("a submission answered %i is an answer, not a failure", async (code, answer) => {
    const consignee = {
      name: "Rae Lindqvist",
      company: null,
      line1: "12 Orchard Way",
      line2: null,
      city: "Boulder",
      province: "CO",
      postalCode: "80302",
      countryCode: "US",
      phone: null,
      email: null,
    };
    const submission = { externalOrderId: "ours", goods: [{ goodsId: "7", quantity: 1 }], consignee };
    expect(await createWarehouse(answering({}, code)).submit(submission)).toEqual(answer);
  });
});
