// A product changed in the store: re-read it whole, keep it, mark what follows. One that is gone is marked deleted.
import { forgetProducts, keepPage } from "./ports/catalog-steps.ts";
import type { Ports } from "./ports/ports.ts";
import { type Batch, done, type Outcomes } from "./ports/work.ts";

// The store answers up to 50 products at once.
const AT_ONCE = 50;

/** Re-reads products by the store's ids; one call for up to 50. */
export async function importProducts(
  ports: Pick<Ports, "records" | "storeFor" | "now">,
  { storeId, subjects }: Batch,
): Promise<Outcomes> {
  const store = await ports.storeFor(storeId);
  const outcomes = new Map<string, typeof done>();
  for (let at = 0; at < subjects.length; at += AT_ONCE) {
    const asked = subjects.slice(at, at + AT_ONCE);
    const seenAt = ports.now();
    const items = await store.products(asked);
    const found = new Set(items.map((item) => item.product.storeProductId));
    await ports.records.transaction(async (tx) => {
      await keepPage(tx, storeId, { items, seenAt });
      const gone = asked.filter((id) => !found.has(id));
      await forgetProducts(tx, storeId, await tx.catalog.markDeleted(storeId, gone, seenAt));
    });
    for (const subject of asked) outcomes.set(subject, done);
  }
  return outcomes;
}
