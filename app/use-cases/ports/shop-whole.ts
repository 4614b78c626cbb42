// Reads everything a marketplace shop shows, from the first page to the last, so that what is not among it is gone.
import type { ConnectionRow } from "./foundation-records.ts";
import type { ShownListing } from "./marketplace.ts";
import type { Ports } from "./ports.ts";
import type { ShopReading } from "./shop-pages.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now">;
type Page = Awaited<ReturnType<Awaited<ReturnType<Ports["marketplaceFor"]>>["listingsUpdatedSince"]>>;

// The search ends at 10,000 listings, 100 on a page.
const MOST_PAGES = 100;

/**
 * One call for a hundred listings, each page shown to `look` with the moment before it was read. What was not seen is
 * forgotten, unless the shop is larger than the search.
 */
export async function readWholeShop(
  ports: Needs,
  { id, storeId }: ConnectionRow,
  look: (page: readonly ShownListing[], readAt: Date) => Promise<void> = () => Promise.resolve(),
): Promise<ShopReading> {
  const scope = { storeId, connectionId: id };
  const marketplace = await ports.marketplaceFor(id);
  const readAt = ports.now();
  let pageToken: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const pageReadAt = ports.now();
    const page: Page = await marketplace.listingsUpdatedSince(new Date(0), pageToken);
    await ports.records.shop.saveShown(scope, page.listings, ports.now());
    await look(page.listings, pageReadAt);
    pageToken = page.nextPageToken;
    if (pageToken !== null) continue;
    await ports.records.links.forgetUnseen(scope, readAt);
    return { readAt, isWhole: true };
  }
  return { readAt, isWhole: false };
}
