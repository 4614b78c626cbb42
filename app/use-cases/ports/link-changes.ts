// The single changes to a link, each repeatable, and what must be looked at again because of it.
import { as, type ProductId, type VariantId } from "../../domain/ids.ts";
import type { LinkStep } from "../../domain/link-finding.ts";
import type { LinkPlace } from "./link-records.ts";
import type { RecordsInTransaction } from "./records.ts";
import type { ShopScope } from "./shop-records.ts";
import type { Mark } from "./work.ts";

type Change = { readonly tx: RecordsInTransaction; readonly scope: ShopScope; readonly at: Date };

/** Makes one change inside the caller's transaction and marks what follows: listing, stock, orders that waited for it. */
export async function changeLink(change: Change, step: LinkStep): Promise<void> {
  switch (step.kind) {
    case "link":
      return link(change, as<VariantId>(step.variantId), step.marketplaceSkuId);
    case "unlink":
      await change.tx.links.unlink(change.scope.storeId, step.linkId);
      return;
    case "count-as":
      return countAs(
        change,
        step.marketplaceSkuId,
        step.variantId === null ? null : as<VariantId>(step.variantId),
      );
    case "publish":
      return sendAgain(change, as<ProductId>(step.productId));
  }
}

// A SKU in a listing of its own, beside the product's, cannot be kept up to date with it: orders for it mean the variant.
async function link(change: Change, variantId: VariantId, marketplaceSkuId: string): Promise<void> {
  const { tx, scope } = change;
  const shown = await tx.links.shownBeside(scope, marketplaceSkuId);
  const place = shown && (await placeFor(change, variantId));
  if (!shown || !place) return;
  const { listingId, productId, marketplaceProductId } = place;
  const isHome = marketplaceProductId === shown.marketplaceProductId;
  if (!isHome && (marketplaceProductId !== null || shown.isOurs))
    return countAs(change, marketplaceSkuId, variantId);
  await tx.links.linkOnly(scope, { listingId, variantId, marketplaceSkuId });
  await tx.work.mark([
    { storeId: scope.storeId, verb: "publish-listings", subject: productId },
    { storeId: scope.storeId, verb: "push-inventory", subject: productId },
    ...(await waiting(change, marketplaceSkuId)),
  ]);
}

// A product that was never listed here has no row to link yet.
async function placeFor({ tx, scope }: Change, variantId: VariantId): Promise<LinkPlace | undefined> {
  const variant = await tx.catalog.variantById(scope.storeId, variantId);
  if (!variant) return undefined;
  await tx.catalog.ensureListing(scope.storeId, scope.connectionId, variant.productId);
  return tx.links.placeOf(scope, variantId);
}

async function countAs(change: Change, marketplaceSkuId: string, variantId: VariantId | null): Promise<void> {
  const { tx, scope, at } = change;
  await tx.links.countAs(scope, { marketplaceSkuId, variantId }, at);
  await tx.work.mark(await waiting(change, marketplaceSkuId));
}

async function sendAgain({ tx, scope }: Change, productId: ProductId): Promise<void> {
  const listings = await tx.catalog.listingsOfProduct(scope.storeId, productId);
  const listing = listings.find((one) => one.connectionId === scope.connectionId);
  // Content that counts as unsent is sent whole, with every SKU.
  if (listing) await tx.catalog.saveListing(scope.storeId, listing.id, { contentHash: null });
  await tx.work.mark([{ storeId: scope.storeId, verb: "publish-listings", subject: productId }]);
}

/** Marks that re-read the orders waiting for a SKU: they go on by themselves. */
async function waiting({ tx, scope }: Change, marketplaceSkuId: string): Promise<readonly Mark[]> {
  const ids = await tx.links.waitingOrders(scope, [marketplaceSkuId]);
  return ids.map((subject): Mark => ({ storeId: scope.storeId, verb: "import-orders", subject }));
}
