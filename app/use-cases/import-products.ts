// A product changed in the store: re-read it whole, keep it, mark what follows. One that is gone is marked deleted.
// Where very many changed at once, the catalogue is exported instead: that costs the store's budget next to nothing.
import { forgetProducts, keepPage } from "./ports/catalog-steps.ts";
import { BY_ITEM } from "./ports/notice.ts";
import type { Ports } from "./ports/ports.ts";
import { type Batch, done, type Outcomes } from "./ports/work.ts";

// The store answers up to 50 products at once.
const AT_ONCE = 50;
// About what the budget of a standard plan reads in the time of an export: 100 points a second, 20 for five products.
const MANY = 1_000;
// An export brings the whole catalogue, however little of it changed.
const SHARE = 1 / 20;
// Those that are told while the export is not begun are in it.
const COLLECT_MS = 5_000;

/** Re-reads products by the store's ids; one call for up to 50. */
export async function importProducts(
  ports: Pick<Ports, "records" | "storeFor" | "now">,
  { storeId, subjects }: Batch,
): Promise<Outcomes> {
  const outcomes = new Map<string, typeof done>(subjects.map((subject) => [subject, done]));
  if (subjects.length >= AT_ONCE && (await isFlood(ports, storeId))) {
    const dueAt = new Date(ports.now().getTime() + COLLECT_MS);
    await ports.records.work.mark([{ storeId, verb: "import-catalog", subject: "anew", dueAt }]);
    return outcomes;
  }
  const store = await ports.storeFor(storeId);
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

// Where an export is to begin anyway it serves all that wait; one that is under way does not: it may have passed them.
async function isFlood({ records }: Pick<Ports, "records">, storeId: Batch["storeId"]): Promise<boolean> {
  const { work, catalog } = records;
  if ((await work.waiting({ storeId, verb: "import-catalog", subject: "anew" }, 1)) > 0) return true;
  const waitAtLeast = async (many: number) =>
    (await work.waiting({ storeId, verb: "import-products" }, many)) >= many;
  return (await waitAtLeast(MANY)) && waitAtLeast(Math.ceil((await catalog.size(storeId)) * SHARE));
}
