// How many faults of a shop's links are open, said as one issue that goes when the last is mended.
import { linksFaulty, linksFaultyKey } from "../../domain/link-issues.ts";
import type { ConnectionRow } from "./foundation-records.ts";
import type { RecordsInTransaction } from "./records.ts";

/** Raises the issue with the count as it is now, or clears it. Repeatable. */
export async function reportFindings(tx: RecordsInTransaction, connection: ConnectionRow): Promise<void> {
  const { storeId, id, shopName } = connection;
  const count = await tx.links.countFindings({ storeId, connectionId: id });
  if (count === 0) await tx.issues.clear(storeId, linksFaultyKey(id));
  else await tx.issues.raise({ storeId, ...linksFaulty({ id, name: shopName }, count) });
}
