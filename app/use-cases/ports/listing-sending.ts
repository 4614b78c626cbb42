// Sends the least that makes a listing say what its product says: adopt or create, edit whole, or prices alone.
import { listingRejectedKey, listingUnmetKey } from "../../domain/catalog-issues.ts";
import { leastUpdate, type SentPrice } from "../../domain/listing-changes.ts";
import { contentSent, pricesSent } from "../../domain/listing-history.ts";
import type { ListingRow, ListingSkuRow, ProductRow } from "./catalog-records.ts";
import type { ConnectionRow } from "./foundation-records.ts";
import { type Adopted, adoptStanding } from "./listing-adoption.ts";
import { createKey } from "./listing-anew.ts";
import type { Ready } from "./listing-preparation.ts";
import { compareAtOf, linksByVariant, pricesOf } from "./listing-prices.ts";
import { searchedSkus } from "./listing-truth.ts";
import { hasGoneLive } from "./listing-withheld.ts";
import type { MarketplacePort, NewListing, NewListingSku, PublishedListing } from "./marketplace.ts";
import type { Once } from "./once.ts";
import type { Ports } from "./ports.ts";
import { readShop } from "./shop-pages.ts";
import { isSelling, offersOf, sentStockOf, sharingOf } from "./stock-offers.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now" | "log">;

export type Listed = {
  /** With the listing's words and prices. */
  readonly product: ProductRow;
  readonly connection: ConnectionRow;
  readonly listing: ListingRow;
  readonly marketplace: MarketplacePort;
  readonly ready: Ready;
  readonly once: Once;
};

// The marketplace's review is looked at for the first time after this long.
const FIRST_LOOK_MS = 3_000;
// A page of the store's levels is kept in one transaction, which takes less than this.
const KEPT_WITHIN_MS = 1_200;
// A listing that the seller made by hand in the last moments is not yet known to us.
const SHOP_KNOWN_MS = 5 * 60_000;

/** Repeatable: what was sent and accepted is not sent again. Throws `rejected` in the marketplace's words. */
export async function sendListing(ports: Needs, listed: Listed): Promise<void> {
  if (listed.listing.marketplaceProductId !== null) return sendLeast(ports, listed);
  const standing = await adopt(ports, listed);
  if (standing.kind === "asked") return;
  return sendLeast(ports, standing.kind === "adopted" ? { ...listed, listing: standing.listing } : listed);
}

async function sendLeast(ports: Needs, listed: Listed): Promise<void> {
  const { listing } = listed;
  const update = leastUpdate(listing, listed.ready.contentHash, pricesOf(listed.product, listing));
  switch (update.kind) {
    case "none":
      return noteFine(ports, listing);
    case "prices":
      // The marketplace changes prices of live listings only: what a review withholds is sent once it is over.
      if (listing.state === "live" || (await hasGoneLive(ports.records, listing)))
        return sendPrices(ports, listed, update.prices);
      return listing.state === "rejected" ? sendContent(ports, listed) : noteFine(ports, listing);
    case "create":
    case "edit":
      return sendContent(ports, listed);
  }
}

async function sendPrices(ports: Needs, listed: Listed, prices: readonly SentPrice[]): Promise<void> {
  const { listing, marketplace, product } = listed;
  await marketplace.updatePrices(listing.marketplaceProductId ?? "", prices);
  const bySku = new Map(prices.map((price) => [price.marketplaceSkuId, price]));
  const rows = listing.skus.flatMap((sku) => {
    const sent = bySku.get(sku.marketplaceSkuId ?? "");
    return sent === undefined ? [] : [{ listingSkuId: sku.id, ...sentPrice(sent) }];
  });
  await ports.records.transaction(async (tx) => {
    await tx.catalog.saveSent(product.storeId, rows);
    await tx.catalog.noteListing(product.storeId, listing.id, pricesSent(prices.length));
  });
  await noteFine(ports, listing);
}

async function noteFine(ports: Needs, listing: ListingRow): Promise<void> {
  if (listing.unmet.length > 0)
    await ports.records.catalog.saveListing(listing.storeId, listing.id, { unmet: [] });
  await ports.records.issues.clear(listing.storeId, listingUnmetKey(listing.id));
}

async function sendContent(ports: Needs, listed: Listed): Promise<void> {
  const { listing, marketplace } = listed;
  const body = await newListing(ports, listed);
  if (listing.marketplaceProductId !== null) {
    const published = await marketplace.editListing(listing.marketplaceProductId, body);
    return settle(ports, listed, { published, body });
  }
  await ports.records.catalog.saveListing(listing.storeId, listing.id, { intentAt: ports.now() });
  const published = await marketplace.createListing(body);
  return settle(ports, listed, { published, body });
}

// An earlier create whose answer was lost, or a listing the seller made by hand: a second one must not be made.
// It is looked up in the shop's pages, which tell of a hundred listings at a time; after a create whose answer was lost,
// and in a shop too large to be read whole, the marketplace is asked for these very SKUs as well.
async function adopt(ports: Needs, listed: Listed): Promise<Adopted> {
  const { listing, marketplace, connection, once } = listed;
  const reading = await once(`shop ${connection.id}`, () => readShop(ports, connection, SHOP_KNOWN_MS));
  const isKnown = listing.intentAt === null && reading.isWhole;
  const found = isKnown ? [] : await marketplace.listingsBySku(searchedSkus(listing.skus));
  return adoptStanding(ports, listed, found);
}

function sentPrice({ price, compareAt }: Pick<NewListingSku, "price" | "compareAt">) {
  return {
    sentPriceMinor: price.minor,
    ...(compareAt === null ? {} : { sentCompareAtMinor: compareAt.minor }),
  };
}

async function newListing(
  ports: Needs,
  { product, connection, listing, ready, once }: Listed,
): Promise<NewListing> {
  const { records } = ports;
  const sharing = await once("sharing", () => sharingOf(records, product.storeId));
  // Where there is one shop it shares with nobody.
  const listings =
    sharing.shops.length > 1 ? await records.catalog.listingsOfProduct(product.storeId, product.id) : [];
  const selling = new Set([connection.id, ...listings.filter(isSelling).map((one) => one.connectionId)]);
  const offers = await offersOf(records, sharing, { product, selling });
  const links = linksByVariant(listing);
  const skus = product.variants.map((variant, index): NewListingSku => {
    const link = links.get(variant.id);
    const offer = offers.get(variant.id)?.get(connection.id) ?? [];
    return {
      // A new listing has SKUs of its own, whatever the variants were linked to.
      marketplaceSkuId: listing.marketplaceProductId === null ? null : (link?.marketplaceSkuId ?? null),
      sku: variant.sku ?? "",
      price: variant.price,
      compareAt: compareAtOf(variant, link),
      stock: [...offer].map(([marketplaceWarehouseId, quantity]) => ({ marketplaceWarehouseId, quantity })),
      options: ready.content.skus[index]?.options ?? [],
      imageUri: ready.variantImageUris.get(variant.storeVariantId) ?? null,
    };
  });
  const { imageHashes: _seen, skus: _known, ...content } = ready.content;
  return {
    idempotencyKey: createKey(listing),
    ...content,
    imageUris: ready.imageUris,
    skus,
  };
}

type Answer = { readonly published: PublishedListing; readonly body: NewListing };

async function settle(
  ports: Needs,
  { product, listing, ready }: Listed,
  { published, body }: Answer,
): Promise<void> {
  const { storeId } = product;
  const now = ports.now();
  for (const warning of published.warnings)
    ports.log.warn("marketplace dropped something of a listing", { listingId: listing.id, warning });
  await ports.records.transaction(async (tx) => {
    await tx.catalog.linkSkus(storeId, listing.id, published.skus);
    const imageCount = ready.imageUris.length;
    const skus = body.skus.map((sku) => sku.sku);
    const { shownAt } = await tx.catalog.listingSeen(storeId, listing.id);
    const changedBefore = shownAt?.toISOString() ?? null;
    const { contentHash } = ready;
    const { title, descriptionHtml } = body;
    const sentNow = {
      ...{ title, descriptionHtml, imageCount, skus, contentHash },
      ...{ changedBefore, isSettled: false },
    };
    await tx.catalog.saveSeen(storeId, listing.id, { sent: sentNow });
    const what = listing.marketplaceProductId === null ? "new" : "changed";
    const sentWords = { title: body.title, pictures: imageCount, variants: skus.length };
    await tx.catalog.noteListing(storeId, listing.id, contentSent(what, sentWords));
    await tx.catalog.saveListing(storeId, listing.id, {
      marketplaceProductId: published.marketplaceProductId,
      // What stands stays as it is while its successor is reviewed.
      state: listing.state === "live" || listing.state === "paused" ? listing.state : "in-review",
      contentHash: ready.contentHash,
      imageCount: ready.imageUris.length,
      unmet: [],
      intentAt: null,
      submittedAt: now,
    });
    const sent = new Map(body.skus.map((sku) => [sku.sku, sku]));
    const fresh = (await tx.catalog.listing(storeId, listing.id))?.skus ?? [];
    await tx.catalog.saveSent(
      storeId,
      fresh.flatMap((link) => sentRow(link, sent.get(link.sku))),
    );
    await tx.issues.clear(storeId, listingUnmetKey(listing.id), listingRejectedKey(listing.id));
    await tx.work.mark([
      {
        storeId,
        verb: "refresh-listings",
        subject: listing.id,
        dueAt: new Date(now.getTime() + FIRST_LOOK_MS),
      },
      {
        storeId,
        verb: "push-inventory",
        subject: product.id,
        // A change of stock that is being kept right now did not see that this is listed, and marks nothing itself.
        dueAt: new Date(now.getTime() + KEPT_WITHIN_MS),
      },
    ]);
  });
}

// An edit leaves the stock of a SKU that exists as it is: only a new one's quantity was sent.
function sentRow(link: ListingSkuRow, sku: NewListingSku | undefined) {
  if (!sku) return [];
  const row = { listingSkuId: link.id, ...sentPrice(sku) };
  return [sku.marketplaceSkuId === null ? { ...row, sentStock: sentStockOf(sku.stock) } : row];
}
