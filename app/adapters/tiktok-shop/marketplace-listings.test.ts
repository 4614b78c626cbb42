// Listings against the twin: made, found, refused, repriced, restocked and edited.
import { describe, expect, it } from "vitest";
import { DAY, factsOf, marketplaceWorld } from "../../../test/marketplace-world.ts";

const world = marketplaceWorld();

describe("listings", () => {
  it("are created in review and live once approved, with title, price, stock and images", async () => {
    const listing = await world.at.aListing();
    const made = await world.at.marketplace.createListing(listing);
    expect((await world.at.marketplace.listing(made.marketplaceProductId)).state).toBe("in-review");
    world.at.twin.tiktokShop.decideAudit(made.marketplaceProductId, { approve: true });
    const live = await world.at.marketplace.listing(made.marketplaceProductId);
    expect(live).toMatchObject({ state: "live", title: listing.title, imageCount: 1 });
    expect(live.skus.map((sku) => [sku.sku, sku.price?.minor, sku.stock[0]?.quantity])).toEqual([
      ["MUG-GREEN", 1900, 12],
      ["MUG-BLUE", 1900, 0],
    ]);
  });

  it("created twice with one key are one, found by SKU and by time", async () => {
    const listing = await world.at.aListing();
    const first = await world.at.marketplace.createListing(listing);
    expect((await world.at.marketplace.createListing(listing)).marketplaceProductId).toBe(
      first.marketplaceProductId,
    );
    expect(await world.at.marketplace.listingsBySku(["MUG-GREEN"])).toMatchObject([
      { marketplaceProductId: first.marketplaceProductId, state: "in-review" },
    ]);
    const { listings } = await world.at.marketplace.listingsUpdatedSince(
      new Date(world.at.twin.clock.now() - DAY),
      null,
    );
    expect(listings.map((one) => one.marketplaceProductId)).toEqual([first.marketplaceProductId]);
  });

  it("rejected ones carry the auditor's words", async () => {
    const made = await world.at.marketplace.createListing(await world.at.aListing());
    world.at.twin.tiktokShop.decideAudit(made.marketplaceProductId, {
      approve: false,
      reasons: ["Image is blurred"],
    });
    const listing = await world.at.marketplace.listing(made.marketplaceProductId);
    expect(listing.state).toBe("rejected");
    expect(listing.rejections[0]?.reasons).toEqual(["Image is blurred"]);
  });

  it("what the platform refuses is rejected in its words and with its code", async () => {
    const facts = await factsOf(world.at.marketplace.createListing(await world.at.aListing({ title: "" })));
    expect(facts).toMatchObject({ kind: "rejected", operation: "POST /product/202309/products" });
    expect(facts?.code).toMatch(/^12/);
  });

  it("prices and quantities change at once; a refused SKU is named", async () => {
    const { marketplaceProductId, skus, warehouseId } = await world.at.published();
    const green = skus.find((one) => one.sku === "MUG-GREEN")?.marketplaceSkuId ?? "";
    const price = { minor: 2150, currency: "USD" };
    await world.at.marketplace.updatePrices(marketplaceProductId, [
      { marketplaceSkuId: green, price, compareAt: null },
    ]);
    const rows = [
      { marketplaceSkuId: green, marketplaceWarehouseId: warehouseId, quantity: 5 },
      { marketplaceSkuId: "1729000000000000000", marketplaceWarehouseId: warehouseId, quantity: 5 },
    ];
    const refused = await world.at.marketplace.updateQuantities(marketplaceProductId, rows);
    expect(refused.map((one) => one.marketplaceSkuId)).toEqual(["1729000000000000000"]);
    const sku = (await world.at.marketplace.listing(marketplaceProductId)).skus.find(
      (one) => one.sku === "MUG-GREEN",
    );
    expect([sku?.price, sku?.stock[0]?.quantity]).toEqual([price, 5]);
  });

  it("an edit replaces the content and leaves stock alone", async () => {
    const { marketplaceProductId, skus, listing } = await world.at.published();
    const ids = new Map(skus.map((one) => [one.sku, one.marketplaceSkuId]));
    const edited = {
      ...listing,
      title: "Enamel camping mug, second edition, 350 ml",
      skus: listing.skus.map((sku) => ({
        ...sku,
        stock: sku.stock.map((row) => ({ ...row, quantity: 77 })),
        marketplaceSkuId: ids.get(sku.sku) ?? null,
      })),
    };
    await world.at.marketplace.editListing(marketplaceProductId, edited);
    world.at.twin.tiktokShop.decideAudit(marketplaceProductId, { approve: true });
    const live = await world.at.marketplace.listing(marketplaceProductId);
    expect(live.title).toBe(edited.title);
    expect(live.skus.map((sku) => [sku.marketplaceSkuId, sku.stock[0]?.quantity])).toEqual([
      [ids.get("MUG-GREEN"), 12],
      [ids.get("MUG-BLUE"), 0],
    ]);
  });
});
