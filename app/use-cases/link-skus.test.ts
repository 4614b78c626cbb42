// The link doctor over a twin: what is found, what accepting changes on both sides, and that nothing changes without it.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { as, type ConnectionId } from "../domain/ids.ts";
import { NO_PARTIES } from "../domain/party.ts";
import { acceptFindings, linkByHand } from "./link-skus.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
  const soap = aProduct();
  const tee = aProduct({ handle: "tee", title: "Linen tee shirt", variants: [aVariant({ sku: "TEE-1" })] });
  world.twin.shopify.importProducts(DEMO_STORE, [soap, tee]);
  await world.connect();
  await world.settle();
  await settled();
});
afterEach(() => world.close());

// What was sent in the last days is not judged: all of it was sent a week ago.
const settled = async () => {
  await world.twin.clock.advance(10_000);
  const submittedAt = new Date(world.twin.clock.now() - 7 * 24 * 60 * 60_000);
  await world.prisma.listing.updateMany({ where: { submittedAt: { not: null } }, data: { submittedAt } });
};
const find = async () => {
  await world.sweep("reconcile-links");
  return world.prisma.linkFinding.findMany({ orderBy: { key: "asc" } });
};
const kinds = async () => (await find()).map((one) => [one.kind, one.sku, one.fix]);
const linkOf = (sku: string) => world.prisma.listingSku.findFirstOrThrow({ where: { sku } });
const unlink = (sku: string) =>
  world.prisma.listingSku.updateMany({ where: { sku }, data: { marketplaceSkuId: null } });
const acceptAll = async () => {
  for (const one of await find()) await acceptFindings(world.ports, world.storeId, { id: one.id });
  await world.settle();
  await settled();
};

describe("a shop whose links are right", () => {
  it("has no finding and no issue", async () => {
    expect(await kinds()).toEqual([]);
    expect(await world.issues()).toEqual([]);
  });

  it("compared again writes nothing to either platform", async () => {
    const before = world.twin.history.all().filter((entry) => entry.kind === "effect").length;
    await find();
    await find();
    expect(world.twin.history.all().filter((entry) => entry.kind === "effect")).toHaveLength(before);
  });
});

describe("a link that is missing", () => {
  it("is found, said as an issue, and mended once the merchant agrees", async () => {
    const { marketplaceSkuId } = await linkOf("SOAP-1");
    await unlink("SOAP-1");
    expect(await kinds()).toEqual([["missing", "SOAP-1", "link"]]);
    expect(await world.issues()).toMatchObject([{ code: "links-faulty" }]);
    expect((await linkOf("SOAP-1")).marketplaceSkuId).toBeNull();
    await acceptAll();
    expect((await linkOf("SOAP-1")).marketplaceSkuId).toBe(marketplaceSkuId);
    expect(await kinds()).toEqual([]);
    expect(await world.issues()).toEqual([]);
  });

  it("agreed to twice is mended once", async () => {
    await unlink("SOAP-1");
    const [finding] = await find();
    const id = finding?.id ?? "";
    await world.run("link-skus", id);
    const once = await linkOf("SOAP-1");
    await world.run("link-skus", id);
    expect(await linkOf("SOAP-1")).toEqual(once);
  });
});

describe("two links that changed places", () => {
  it("are changed back, all of the kind at once", async () => {
    const [soap, tee] = [await linkOf("SOAP-1"), await linkOf("TEE-1")];
    const swap = (id: string, marketplaceSkuId: string | null) =>
      world.prisma.listingSku.update({ where: { id }, data: { marketplaceSkuId } });
    await swap(soap.id, tee.marketplaceSkuId);
    await swap(tee.id, soap.marketplaceSkuId);
    expect((await kinds()).map(([kind]) => kind)).toEqual(["crossed", "crossed"]);
    expect(await acceptFindings(world.ports, world.storeId, { kind: "crossed" })).toBe(2);
    await world.settle();
    expect((await linkOf("SOAP-1")).marketplaceSkuId).toBe(soap.marketplaceSkuId);
    expect((await linkOf("TEE-1")).marketplaceSkuId).toBe(tee.marketplaceSkuId);
    await settled();
    expect(await kinds()).toEqual([]);
  });
});

describe("a link to what the marketplace no longer has", () => {
  it("is dead, and goes to the SKU that bears the name", async () => {
    const { id, marketplaceSkuId } = await linkOf("SOAP-1");
    await world.prisma.listingSku.update({
      where: { id },
      data: { marketplaceSkuId: "1700000000000000001" },
    });
    expect(await kinds()).toEqual([["dead", "SOAP-1", "relink"]]);
    await acceptAll();
    expect((await linkOf("SOAP-1")).marketplaceSkuId).toBe(marketplaceSkuId);
  });
});

describe("a listing the seller made by hand", () => {
  it("is unknown until the merchant says what it is", async () => {
    const { connectionId } = await linkOf("SOAP-1");
    const marketplaceSkuId = await aListing("MUG-9");
    expect(await kinds()).toEqual([["unknown-at-store", "MUG-9", "leave"]]);
    const wish = {
      storeId: world.storeId,
      connectionId: as<ConnectionId>(connectionId),
      marketplaceSkuId,
    };
    expect(await linkByHand(world.ports, { ...wish, sku: "NO-SUCH" })).toMatchObject({
      reason: "no-such-sku",
    });
    expect(await linkByHand(world.ports, { ...wish, marketplaceSkuId: "1", sku: null })).toMatchObject({
      reason: "not-shown",
    });
    expect(await linkByHand(world.ports, { ...wish, sku: "SOAP-1" })).toMatchObject({ kind: "linked" });
    expect(await kinds()).toEqual([]);
    // The soap keeps its own listing: orders for the other mean it, too.
    expect((await linkOf("SOAP-1")).marketplaceSkuId).not.toBe(marketplaceSkuId);
    expect(await world.prisma.countedSku.findMany()).toMatchObject([{ marketplaceSkuId }]);
  });

  it("with a SKU of the store's is ambiguous, and left beside the linked one", async () => {
    const marketplaceSkuId = await aListing("SOAP-1");
    expect(await kinds()).toEqual([["ambiguous", "SOAP-1", "pick-one"]]);
    await acceptAll();
    expect((await linkOf("SOAP-1")).marketplaceSkuId).not.toBe(marketplaceSkuId);
    expect(await world.prisma.countedSku.findMany()).toMatchObject([{ marketplaceSkuId }]);
    expect(await kinds()).toEqual([]);
  });
});

/** A listing like the soap's, made in the marketplace itself. Answers its SKU's id. */
async function aListing(sku: string): Promise<string> {
  const listing = await world.prisma.listing.findFirstOrThrow({ include: { skus: true } });
  const image = await world.prisma.marketplaceImage.findFirstOrThrow();
  const warehouse = await world.prisma.warehouse.findFirstOrThrow({
    where: { owner: "merchant", marketplaceWarehouseId: { not: null } },
  });
  const marketplace = await world.ports.marketplaceFor(as(listing.connectionId));
  const made = await marketplace.createListing({
    idempotencyKey: `by hand ${sku}`,
    title: "A mug that the seller listed by hand",
    descriptionHtml: "<p>A mug of stoneware, glazed by hand.</p>",
    categoryId: listing.categoryId ?? "",
    imageUris: [image.uri],
    packageWeightGrams: 300,
    brandId: null,
    parties: NO_PARTIES,
    attributes: [],
    packageSize: null,
    skus: [
      {
        marketplaceSkuId: null,
        sku,
        price: { minor: 1900, currency: "USD" },
        compareAt: null,
        stock: [{ marketplaceWarehouseId: warehouse.marketplaceWarehouseId ?? "", quantity: 3 }],
        options: [],
        imageUri: null,
      },
    ],
  });
  await settled();
  return made.skus[0]?.marketplaceSkuId ?? "";
}
