// Something was decided that concerns many products of the store: they are marked a page at a time, each page together
// with the mark of the next one, so that a store of 100,000 products is no single transaction.
import type { ProductId, StoreId } from "../domain/ids.ts";
import type { Ports } from "./ports/ports.ts";
import { type MarkedPages, markedPages, markOfPage } from "./ports/product-marks.ts";
import { type Batch, done, each, type Mark, type Outcome, type Outcomes } from "./ports/work.ts";

const PAGE = 500;

/** Subjects are those of ports/product-marks.ts. Repeatable: a mark is made once. */
export async function markProducts(ports: Pick<Ports, "records">, batch: Batch): Promise<Outcomes> {
  return each(batch, (subject) => onePage(ports, batch.storeId, subject));
}

async function onePage(ports: Pick<Ports, "records">, storeId: StoreId, subject: string): Promise<Outcome> {
  const pages = markedPages(subject);
  const page = await productsOf(ports, storeId, pages);
  const last = page.at(-1);
  if (last === undefined) return done;
  const marks = page.map((id): Mark => ({ storeId, verb: pages.verb, subject: id, backlog: true }));
  await ports.records.transaction((tx) =>
    tx.work.mark([...marks, markOfPage(storeId, { ...pages, after: last })]),
  );
  return done;
}

function productsOf(
  { records }: Pick<Ports, "records">,
  storeId: StoreId,
  { unsentIn, after }: MarkedPages,
): Promise<readonly ProductId[]> {
  if (unsentIn === undefined) return records.catalog.activeProductIds(storeId, after, PAGE);
  return records.catalog.unsentProductIds(storeId, unsentIn, { after, limit: PAGE });
}
