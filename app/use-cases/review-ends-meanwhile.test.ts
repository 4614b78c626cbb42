// A review that ends in the very moment in which something is withheld or refused because of it: nothing is lost, and
// what the review's end found stands.
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { actOnListings } from "./act-on-listings.ts";
import type { MarketplacePort } from "./ports/marketplace.ts";
import type { Ports } from "./ports/ports.ts";
import { publishListings } from "./publish-listings.ts";
import { pushInventory } from "./push-inventory.ts";
import { refreshListings } from "./refresh-listings.ts";

let world: CatalogWorld;
let productId: string;
beforeEach(async () => {
  world = await createCatalogWorld();
  world.twin.change({ actors: "manual" });
  world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
  await world.connect();
  await imported();
  productId = (await world.prisma.product.findFirstOrThrow()).id;
  await world.run("publish-listings", productId);
  await world.twin.clock.advance(2_000);
  await world.prisma.workItem.deleteMany();
});
afterEach(() => world.close());

const listing = () => world.prisma.listing.findFirstOrThrow();
const shown = () => world.shop().products[0];
const approve = () => world.twin.tiktokShop.decideAudit(shown()?.id ?? "", { approve: true });
const update = (changes: Parameters<CatalogWorld["twin"]["shopify"]["updateProduct"]>[2]) =>
  world.twin.shopify.updateProduct(DEMO_STORE, "oat-soap", changes);

async function imported(): Promise<void> {
  await world.twin.clock.advance(1_000);
  await world.run("import-products", world.store().products[0]?.id ?? "");
}

/** As soon as it is marked: nothing of it waits any more. */
async function withdrawn(): Promise<void> {
  await world.run("withdraw-listings", (await listing()).id);
  await world.prisma.workItem.deleteMany();
}

async function goLive(): Promise<void> {
  approve();
  await world.run("refresh-listings", (await listing()).id);
  expect((await listing()).state).toBe("live");
  await world.prisma.workItem.deleteMany();
}

/** The marketplace knows no such SKU: what is sent of it is refused. */
const loseSku = () =>
  world.prisma.listingSku.updateMany({ data: { marketplaceSkuId: "1729000000000000404" } });

/** The marketplace is reached by way of something that happens first. */
function portsWith(step: keyof MarketplacePort | "marketplaceFor", happens: () => Promise<unknown>): Ports {
  const marketplaceFor: Ports["marketplaceFor"] = async (id) => {
    if (step === "marketplaceFor") await happens();
    const port = await world.ports.marketplaceFor(id);
    if (step === "marketplaceFor") return port;
    const later = async (...args: never[]) => {
      await happens();
      return (port[step] as (...given: never[]) => Promise<never>)(...args);
    };
    return { ...port, [step]: later } satisfies MarketplacePort;
  };
  return { ...world.ports, marketplaceFor };
}

/** Reads that the review has ended; what happens does so just before that is committed. */
async function refreshWith(happens: () => Promise<unknown>): Promise<void> {
  approve();
  const { records } = world.ports;
  const transaction: typeof records.transaction = (work) =>
    records.transaction(async (tx) => {
      const answer = await work(tx);
      await happens();
      return answer;
    });
  const ports = { ...world.ports, records: { ...records, transaction } };
  await refreshListings(ports, { storeId: world.storeId, subjects: [(await listing()).id] });
  expect((await listing()).state).toBe("live");
}

/** Published by another worker, which is given time to get as far as it can. */
async function publishBeside(): Promise<{ readonly published: Promise<unknown> }> {
  const published = world.run("publish-listings", productId);
  await delay(400);
  return { published };
}

describe("while the end of a review is kept", () => {
  it("a price that changes is sent all the same", async () => {
    let beside: { readonly published: Promise<unknown> } | undefined;
    await refreshWith(async () => {
      world.twin.shopify.setVariantPrice(DEMO_STORE, "SOAP-1", "9.50");
      await imported();
      beside = await publishBeside();
    });
    await beside?.published;
    expect(shown()?.skus[0]?.price).toBe("9.50");
  });

  it("a product that is archived is taken off sale all the same", async () => {
    let beside: { readonly published: Promise<unknown> } | undefined;
    await refreshWith(async () => {
      update({ status: "ARCHIVED" });
      await imported();
      beside = await publishBeside();
      await withdrawn();
    });
    await beside?.published;
    await world.settle();
    expect(shown()?.status).toBe("SELLER_DEACTIVATED");
  });
});

it("an edit that is refused as the review ends is tried once more, and the listing stays live", async () => {
  update({ title: "Oat soap" });
  await imported();
  await loseSku();
  const ports = portsWith("editListing", goLive);
  await publishListings(ports, { storeId: world.storeId, subjects: [productId] });
  expect(await world.issues()).toMatchObject([{ code: "listing-rejected" }]);
  expect((await listing()).state).toBe("live");
  expect(await world.marked()).toEqual([["publish-listings", productId]]);
});

it("what keeps a product from being listed, found as the review ends, leaves the listing live", async () => {
  update({ title: "Soap 🧼" });
  await imported();
  await publishListings(portsWith("marketplaceFor", goLive), {
    storeId: world.storeId,
    subjects: [productId],
  });
  expect(await listing()).toMatchObject({ state: "live", unmet: [{ rule: "title-emoji" }] });
});

it("stock that is refused as the review ends is sent once more", async () => {
  world.twin.shopify.setStock(DEMO_STORE, "SOAP-1", 3);
  const { inventoryItemId } = await world.prisma.variant.findFirstOrThrow();
  await world.run("import-inventory", inventoryItemId);
  await loseSku();
  const ports = portsWith("updateQuantities", goLive);
  await pushInventory(ports, { storeId: world.storeId, subjects: [productId] });
  expect(await world.issues()).toMatchObject([{ code: "stock-refused" }]);
  expect(await world.marked()).toEqual([["push-inventory", productId]]);
  await world.settle();
  expect(shown()?.skus[0]?.stock).toMatchObject([{ quantity: 3 }]);
  expect(await world.issues()).toEqual([]);
});

it("a pause that is asked for while the end of the review is read is carried out", async () => {
  const { id } = await listing();
  approve();
  const ports = portsWith("listing", async () => {
    const listings = [{ listingId: id, productId }];
    await actOnListings(world.ports, { storeId: world.storeId, act: "pause", listings });
    await withdrawn();
  });
  await refreshListings(ports, { storeId: world.storeId, subjects: [id] });
  await world.settle();
  expect(shown()?.status).toBe("SELLER_DEACTIVATED");
  expect(await listing()).toMatchObject({ state: "paused", pausedFor: "merchant" });
});
