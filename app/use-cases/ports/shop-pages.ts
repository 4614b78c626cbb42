// What stands in a marketplace shop, read in pages of what changed since the last reading: one call tells of a hundred
// listings, where reading each by itself would cost as many calls as creating them.
import type { ConnectionRow } from "./foundation-records.ts";
import type { ShownListing } from "./marketplace.ts";
import type { Ports } from "./ports.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now">;

export type ShopReading = {
  readonly readAt: Date;
  /** Everything the shop shows has been read; false for a shop too large for the search, which ends at 10,000. */
  readonly isWhole: boolean;
};

const nameOf = (connection: ConnectionRow) => `shop-pages:${connection.id}`;
const MOST_PAGES = 100;
// A change may be found by the search some moments after it was made.
const OVERLAP_MS = 5_000;
// As much again for clocks that differ.
const LARGE_OVERLAP_MS = 60_000;

type Kept = ShopReading & { readonly since: Date };

/** Makes what we know of the shop at most `maxAgeMs` old. */
export async function readShop(
  ports: Needs,
  connection: ConnectionRow,
  maxAgeMs: number,
): Promise<ShopReading> {
  const { records } = ports;
  const { storeId } = connection;
  const before = kept(await records.work.checkpoint(storeId, nameOf(connection)));
  if (before && ports.now().getTime() - before.readAt.getTime() < maxAgeMs) return before;
  const readAt = ports.now();
  const since = before?.since ?? new Date(0);
  const found = await pagesSince(ports, connection, since);
  // Of a shop too large to be read whole, what changes from now on is still seen.
  const newest = found.isWhole ? found.newest - OVERLAP_MS : readAt.getTime() - LARGE_OVERLAP_MS;
  const from = Math.max(since.getTime(), newest);
  const isWhole = before?.isWhole !== false && found.isWhole;
  const reading = { since: new Date(from).toISOString(), readAt: readAt.toISOString(), isWhole };
  await records.work.saveCheckpoint(storeId, nameOf(connection), reading);
  return { readAt, isWhole };
}

async function pagesSince(ports: Needs, { id, storeId }: ConnectionRow, since: Date) {
  const marketplace = await ports.marketplaceFor(id);
  let newest = 0;
  let pageToken: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page: { listings: readonly ShownListing[]; nextPageToken: string | null } =
      await marketplace.listingsUpdatedSince(since, pageToken);
    await ports.records.shop.saveShown({ storeId, connectionId: id }, page.listings, ports.now());
    for (const one of page.listings) newest = Math.max(newest, one.updatedAt.getTime());
    pageToken = page.nextPageToken;
    if (pageToken === null) return { newest, isWhole: true };
  }
  return { newest, isWhole: false };
}

function kept(value: unknown): Kept | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { since, readAt, isWhole } = value as Record<string, unknown>;
  if (typeof since !== "string" || typeof readAt !== "string") return undefined;
  return { since: new Date(since), readAt: new Date(readAt), isWhole: isWhole === true };
}
