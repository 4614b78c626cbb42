// A product changed in the store: re-read it whole, keep it, mark what follows. One that is gone is marked deleted.
import { forgetProducts, keepPage } from "./ports/catalog-steps.ts";
import { BY_ITEM } from "./ports/notice.ts";
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
  const outcomes = new Map<string, typeof done>(subjects.map((subject) => [subject, done]));
  const wanted = await productsMeant(ports, storeId, subjects);
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const asked = wanted.slice(at, at + AT_ONCE);
    const seenAt = ports.now();
    const items = await store.products(asked);
    const found = new Set(items.map((item) => item.product.storeProductId));
    await ports.records.transaction(async (tx) => {
      await keepPage(tx, storeId, { items, seenAt });
      const gone = asked.filter((id) => !found.has(id));
      await forgetProducts(tx, storeId, await tx.catalog.markDeleted(storeId, gone, seenAt));
    });
  }
  return outcomes;
}

// An item that no variant of ours has is one of a product that its own webhook, or the next comparison, tells of.
async function productsMeant(
  ports: Pick<Ports, "records">,
  storeId: Batch["storeId"],
  subjects: readonly string[],
): Promise<readonly string[]> {
  const items = subjects.flatMap((one) => (one.startsWith(BY_ITEM) ? [one.slice(BY_ITEM.length)] : []));
  const products = subjects.filter((one) => !one.startsWith(BY_ITEM));
  const ofItems = items.length > 0 ? await ports.records.inventory.productsOfItems(storeId, items) : [];
  return [...new Set([...products, ...ofItems])];
}
