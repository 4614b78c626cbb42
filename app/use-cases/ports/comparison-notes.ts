// What an import found changed in the store, told to the comparison that is under way, if there is one.
import type { ProductId, StoreId } from "../../domain/ids.ts";
import type { Finding } from "./comparison-records.ts";
import type { RecordsInTransaction } from "./records.ts";

/** A product that changed is one difference, whatever else of it did. Repeatable. */
export async function noteFound(
  tx: RecordsInTransaction,
  storeId: StoreId,
  found: { readonly changed: readonly ProductId[]; readonly restocked: readonly ProductId[] },
): Promise<void> {
  const changed = new Set(found.changed);
  const findings = [
    ...[...changed].map((id): Finding => ({ subject: id, productId: id, kind: "product" })),
    ...found.restocked
      .filter((id) => !changed.has(id))
      .map((id): Finding => ({ subject: id, productId: id, kind: "store-stock" })),
  ];
  await tx.comparisons.note(storeId, findings);
}
