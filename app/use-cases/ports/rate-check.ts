// Whether a connection's prices can be made from the store's, said where it cannot: inside the caller's transaction.
import { rateMissing, rateMissingKey } from "../../domain/currency-issues.ts";
import type { ConnectionId, StoreId } from "../../domain/ids.ts";
import { lacksRate } from "../../domain/price-rule.ts";
import type { RecordsInTransaction } from "./records.ts";

/** Raises or clears the issue of a missing exchange rate. Repeatable. */
export async function checkRate(
  tx: RecordsInTransaction,
  storeId: StoreId,
  connectionId: ConnectionId,
): Promise<void> {
  const store = await tx.stores.byId(storeId);
  const connection = await tx.stores.connection(storeId, connectionId);
  if (!store || !connection) return;
  const { settings } = await tx.settings.listingSettings(storeId, connectionId);
  if (lacksRate(settings.price, store.currency, connection.currency))
    await tx.issues.raise({
      storeId,
      ...rateMissing({ ...connection, name: connection.shopName }, store.currency),
    });
  else await tx.issues.clear(storeId, rateMissingKey(connectionId));
}
