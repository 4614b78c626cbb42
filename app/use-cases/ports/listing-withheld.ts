// What is not sent while a listing is reviewed, refused because it is, or kept back while the marketplace has taken the
// listing away, must be sent after that. Nearly no listing has anything of the kind: only what was withheld is marked.
import { listingRejectedKey, stockRefusedKey } from "../../domain/catalog-issues.ts";
import { listedProduct } from "../../domain/listed-product.ts";
import type { ListingState } from "../../domain/listing.ts";
import { leastUpdate } from "../../domain/listing-changes.ts";
import { lacksRate } from "../../domain/price-rule.ts";
import type { ListingRow, ProductRow } from "./catalog-records.ts";
import type { ConnectionRow } from "./foundation-records.ts";
import { pricesOf } from "./listing-prices.ts";
import type { RecordsInTransaction } from "./records.ts";
import { isSelling } from "./stock-offers.ts";
import { type Mark, workIssueKey } from "./work.ts";

export type Turned = {
  /** As it stood before. */
  readonly listing: ListingRow;
  readonly connection: ConnectionRow;
  readonly product: ProductRow | undefined;
  readonly state: ListingState;
};

/**
 * What must be looked at now that a listing has turned to a state. Asked after the new state is saved, in the same
 * transaction: whoever withheld something before that is seen here, and whoever does after it sees the new state
 * (`hasGoneLive`).
 */
export async function withheldMarks(tx: RecordsInTransaction, turned: Turned): Promise<readonly Mark[]> {
  const { listing, state } = turned;
  if (state === listing.state) return [];
  // Nothing at all was sent while it was frozen or gone.
  if (!isSelling(listing) && isSelling({ ...listing, state })) return marksOf(listing, BOTH);
  if (state !== "live") return [];
  return wasReviewed(listing) ? marksAfterReview(tx, turned) : marksOf(listing, BOTH);
}

const BOTH = ["publish-listings", "push-inventory"] as const;

function marksOf({ storeId, productId }: ListingRow, verbs: readonly (typeof BOTH)[number][]): Mark[] {
  return verbs.map((verb) => ({ storeId, verb, subject: productId }));
}

function wasReviewed({ state }: ListingRow): boolean {
  return state === "in-review" || state === "draft";
}

async function marksAfterReview(
  tx: RecordsInTransaction,
  { listing: { storeId, id, productId }, connection, product }: Turned,
): Promise<readonly Mark[]> {
  // What was read before the review ended may have changed since.
  const listing = await tx.catalog.listing(storeId, id);
  if (!listing || !product) return [];
  const publishKeys = [listingRejectedKey(id), workIssueKey("publish-listings", productId)];
  const stockKeys = [stockRefusedKey(id), workIssueKey("push-inventory", productId)];
  const open = await tx.issues.open(storeId, [...publishKeys, ...stockKeys]);
  const wasRefused = (keys: readonly string[]) => keys.some((key) => open.has(key));
  const mayDiffer =
    wasRefused(publishKeys) ||
    isContentLeft(listing, product) ||
    (await arePricesLeft(tx, { listing, connection, product }));
  return [
    ...(mayDiffer ? marksOf(listing, ["publish-listings"]) : []),
    ...(wasRefused(stockKeys) || isStockUntold(listing) ? marksOf(listing, ["push-inventory"]) : []),
    // A pause could not be carried out either.
    ...(listing.pausedFor === "merchant"
      ? [{ storeId, verb: "withdraw-listings", subject: id } as const]
      : []),
  ];
}

// One whose product is not for sale, or has no SKU any more, could not be taken off sale.
function isContentLeft({ contentHash, unmet }: ListingRow, { status }: ProductRow): boolean {
  return status !== "active" || unmet.length > 0 || contentHash === null;
}

// The marketplace changes prices of live listings only.
async function arePricesLeft(
  tx: RecordsInTransaction,
  { listing, product, connection }: Pick<Turned, "listing" | "connection"> & { readonly product: ProductRow },
): Promise<boolean> {
  const { settings } = await tx.settings.listingSettings(listing.storeId, connection.id);
  const currency = product.variants[0]?.price.currency ?? connection.currency;
  if (lacksRate(settings.price, currency, connection.currency)) return false;
  const prices = pricesOf(listedProduct(product, settings, connection.currency), listing);
  return leastUpdate(listing, listing.contentHash ?? "", prices).kind === "prices";
}

// One that this very reading linked was told nothing yet; and of one that went from the store it may have been refused
// that it offers nothing.
function isStockUntold({ skus, removed }: ListingRow): boolean {
  const isUntold = skus.some(
    ({ marketplaceSkuId, sentStock }) => marketplaceSkuId !== null && Object.keys(sentStock).length === 0,
  );
  return isUntold || removed.length > 0;
}

/**
 * Whether a listing that was read in review is live by now. Asked by whoever withholds something because of the review,
 * or was refused because of it: where it is live already, the reading that found that out did not see it. Inside a
 * transaction no such reading comes before its end.
 */
export async function hasGoneLive(
  records: RecordsInTransaction,
  { storeId, id, state }: ListingRow,
): Promise<boolean> {
  if (state !== "in-review") return false;
  const [now] = await records.catalog.lockListings(storeId, [id]);
  return now?.state === "live";
}
