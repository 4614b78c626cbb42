// Something was decided that concerns every product of the store: they are marked a page at a time, each page together
// with the mark of the next one, so that a store of 100,000 products is no single transaction.
import { as, type ProductId, type StoreId } from "../domain/ids.ts";
import type { Ports } from "./ports/ports.ts";
import { PRODUCT_VERBS } from "./ports/product-marks.ts";
import { type Batch, done, each, type Mark, type Outcome, type Outcomes } from "./ports/work.ts";

const PAGE = 500;

/** Subjects are a verb and, after a space, the product up to which all are marked. Repeatable: a mark is made once. */
export async function markProducts(ports: Pick<Ports, "records">, batch: Batch): Promise<Outcomes> {
  return each(batch, (subject) => onePage(ports, batch.storeId, subject));
}

async function onePage(ports: Pick<Ports, "records">, storeId: StoreId, subject: string): Promise<Outcome> {
  const [name, after] = subject.split(" ");
  const verb = PRODUCT_VERBS.find((one) => one === name);
  if (!verb) throw new Error(`no verb of products: ${subject}`);
  const page = await ports.records.catalog.activeProductIds(
    storeId,
    after ? as<ProductId>(after) : null,
    PAGE,
  );
  const last = page.at(-1);
  if (last === undefined) return done;
  const marks = page.map((id): Mark => ({ storeId, verb, subject: id, backlog: true }));
  await ports.records.transaction((tx) =>
    tx.work.mark([...marks, { storeId, verb: "mark-products", subject: `${verb} ${last}` }]),
  );
  return done;
}
