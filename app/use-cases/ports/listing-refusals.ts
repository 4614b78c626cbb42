// A listing that is not made or not changed: by what we know beforehand, or by the marketplace's word. What stands in
// the marketplace already stays as it is.
import { listingRejectedKey, listingUnmetKey, SAID_BY_CATALOG } from "../../domain/catalog-issues.ts";
import type { UnmetRequirement } from "../../domain/listing.ts";
import { wasRefused } from "../../domain/listing-history.ts";
import { cannotBeListed, wasRejected } from "../../domain/listing-issues.ts";
import type { ListingRow } from "./catalog-records.ts";
import { hasGoneLive } from "./listing-withheld.ts";
import type { Ports } from "./ports.ts";

type Needs = Pick<Ports, "records">;
type Named = {
  readonly listing: ListingRow;
  readonly product: { readonly title: string; readonly variants: readonly { readonly sku: string | null }[] };
};

/** All that is in its way stands on the listing and is one issue. Repeatable. */
export async function keepUnmet(
  { records }: Needs,
  { listing, product }: Named,
  unmet: readonly UnmetRequirement[],
): Promise<void> {
  const { storeId, id: listingId } = listing;
  const isSent = listing.marketplaceProductId !== null;
  const unsaid = unmet.filter((one) => !SAID_BY_CATALOG.has(one.rule));
  const sellsNothing = product.variants.every((variant) => variant.sku === null);
  await records.transaction(async (tx) => {
    await tx.catalog.saveListing(storeId, listingId, { ...(isSent ? {} : { state: "draft" }), unmet });
    const text = `Not sent: ${unmet.map((one) => one.sentence).join(" ")}`;
    await tx.catalog.noteListing(storeId, listingId, { kind: "unmet", text });
    if (!isSent) await tx.issues.clear(storeId, listingRejectedKey(listingId));
    else if (sellsNothing) await tx.work.mark([{ storeId, verb: "withdraw-listings", subject: listingId }]);
    if (unsaid.length === 0) await tx.issues.clear(storeId, listingUnmetKey(listingId));
    else await tx.issues.raise({ storeId, ...cannotBeListed({ listingId, title: product.title }, unsaid) });
  });
}

/** The marketplace's no to this content, in its words: the next change of the product is a new try. Repeatable. */
export async function keepRejection(
  { records }: Needs,
  { listing, product }: Named,
  detail: string,
): Promise<void> {
  const { storeId, id: listingId } = listing;
  const rejections = [{ reasons: [detail], suggestions: [] }];
  const named = { listingId, title: product.title, isLive: listing.state === "live" };
  const turned = listing.marketplaceProductId === null ? ({ state: "rejected" } as const) : {};
  await records.transaction(async (tx) => {
    await tx.catalog.saveListing(storeId, listingId, { ...turned, rejections, unmet: [], intentAt: null });
    await tx.catalog.noteListing(storeId, listingId, wasRefused(detail));
    await tx.issues.clear(storeId, listingUnmetKey(listingId));
    await tx.issues.raise({ storeId, ...wasRejected(named, rejections) });
    if (await hasGoneLive(tx, listing))
      await tx.work.mark([{ storeId, verb: "publish-listings", subject: listing.productId }]);
  });
}
