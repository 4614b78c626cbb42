// The marketplace's category tree at hand: read again when a day old, kept in the database for whoever looks for a name.
import type { ConnectionId, StoreId } from "../../domain/ids.ts";
import type { Ports } from "./ports.ts";

const KEPT_MS = 24 * 60 * 60_000;

/** Makes sure that the tree is there and no older than said. One call a day and connection, none where nobody looks. */
export async function ensureCategories(
  ports: Pick<Ports, "records" | "marketplaceFor" | "now">,
  { storeId, connectionId }: { readonly storeId: StoreId; readonly connectionId: ConnectionId },
  mostAgeMs = KEPT_MS,
): Promise<void> {
  const fetchedAt = await ports.records.categories.categoriesFetchedAt(storeId, connectionId);
  const now = ports.now();
  if (fetchedAt && now.getTime() - fetchedAt.getTime() < mostAgeMs) return;
  const marketplace = await ports.marketplaceFor(connectionId);
  const categories = await marketplace.categories();
  await ports.records.transaction((tx) =>
    tx.categories.saveCategories(storeId, connectionId, { categories, fetchedAt: now }),
  );
}
