// The owner changed the store itself: its name, its clock, its money. A price is nothing without its currency, and no
// product changes with that: where it changed the whole catalogue is read by it.
import type { Ports } from "./ports/ports.ts";
import { checkRate } from "./ports/rate-check.ts";
import { type Batch, done, type Outcomes } from "./ports/work.ts";

/** Works the one subject "store". Repeatable: what did not change marks nothing. */
export async function importStore(
  ports: Pick<Ports, "records" | "storeFor">,
  { storeId, subjects }: Batch,
): Promise<Outcomes> {
  const store = await ports.storeFor(storeId);
  const details = await store.details();
  await ports.records.transaction(async (tx) => {
    const before = await tx.stores.byId(storeId);
    await tx.stores.saveDetails(storeId, details);
    if (!before || before.currency === details.currency) return;
    await tx.work.mark([{ storeId, verb: "import-catalog", subject: "anew" }]);
    for (const { id } of await tx.stores.connections(storeId)) await checkRate(tx, storeId, id);
  });
  return new Map(subjects.map((subject) => [subject, done]));
}
