// Settings of listings were saved: the products whose listing they would make different are marked, and no other. Works
// a bounded number of pages at a time; settings saved meanwhile begin anew and know what stood before.
import type { CategoryAttribute } from "../domain/category.ts";
import { as, type ConnectionId, type StoreId } from "../domain/ids.ts";
import { differ, type Surroundings, settingsOutcome } from "../domain/settings-outcome.ts";
import type { ConnectionRow } from "./ports/foundation-records.ts";
import type { Ports } from "./ports/ports.ts";
import type { DecidableProduct, SettingsRun } from "./ports/settings-records.ts";
import { type Batch, done, each, type Mark, type Outcome, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "now">;

const PAGE = 250;
// So that a store of 100,000 products takes its turns among others.
const PAGES_A_TURN = 20;

/** Subjects are connections. Repeatable: a run at its end marks nothing. */
export async function applySettings(ports: Needs, batch: Batch): Promise<Outcomes> {
  const { storeId } = batch;
  return each(batch, (subject) => applyTo(ports, storeId, as<ConnectionId>(subject)));
}

async function applyTo(ports: Needs, storeId: StoreId, connectionId: ConnectionId): Promise<Outcome> {
  const connection = await ports.records.stores.connection(storeId, connectionId);
  if (connection?.state !== "active") return done;
  const known = new Map<string, readonly CategoryAttribute[] | undefined>();
  for (let page = 0; page < PAGES_A_TURN; page++) {
    const run = await ports.records.settings.settingsRun(storeId, connectionId);
    if (!run || (await onePage(ports, { connection, run, known }))) return done;
  }
  return { kind: "later", dueAt: ports.now(), reason: "More products are to be looked at." };
}

type Page = {
  readonly connection: ConnectionRow;
  readonly run: SettingsRun;
  readonly known: Map<string, readonly CategoryAttribute[] | undefined>;
};

/** Answers whether it was the last. */
async function onePage(ports: Needs, { connection, run, known }: Page): Promise<boolean> {
  const { storeId, id } = connection;
  const products = await ports.records.settings.decidablePage(storeId, id, { after: run.after, limit: PAGE });
  await learnAttributes(ports, connection, { products, run, known });
  const restock = run.from.some((one) => JSON.stringify(one.stock) !== JSON.stringify(run.settings.stock));
  const marks = products.flatMap(({ product, ...rest }): Mark[] => {
    const subject = product.id;
    const around = surroundings(connection, rest, known);
    const after = settingsOutcome(product, run.settings, around);
    const isConcerned = run.from.some((one) => differ(settingsOutcome(product, one, around), after));
    return [
      ...(isConcerned ? [{ storeId, verb: "publish-listings", subject, backlog: true } as const] : []),
      ...(restock ? [{ storeId, verb: "push-inventory", subject, backlog: true } as const] : []),
    ];
  });
  const last = products.length < PAGE;
  await ports.records.transaction(async (tx) => {
    const after = last ? null : (products.at(-1)?.product.id ?? null);
    // Saved anew meanwhile: the new run looks at these products as well.
    if (!(await tx.settings.saveSettingsRun(storeId, id, { version: run.version, after }))) return;
    // What keeps products back may be another thing now.
    await tx.work.mark(last ? [...marks, { storeId, verb: "check-listings", subject: id }] : marks);
  });
  return last;
}

// Only what is kept already: a category nobody asked about yet has no listing that would change.
async function learnAttributes(
  ports: Needs,
  { storeId, id }: ConnectionRow,
  { products, run, known }: Pick<Page, "run" | "known"> & { products: readonly DecidableProduct[] },
): Promise<void> {
  const settings = [run.settings, ...run.from];
  if (settings.every((one) => one.attributes.length === 0)) return;
  const named = settings.flatMap((one) => one.categories.map((rule) => rule.categoryId));
  const ids = products.flatMap((one) => [one.choice.categoryId, one.recommendedCategoryId]);
  for (const categoryId of new Set([...named, ...ids])) {
    if (categoryId === null || known.has(categoryId)) continue;
    const kept = await ports.records.categories.categoryRequirements(storeId, id, categoryId);
    known.set(categoryId, kept?.requirements.attributes);
  }
}

function surroundings(
  { currency }: ConnectionRow,
  { choice, recommendedCategoryId }: Omit<DecidableProduct, "product">,
  known: Page["known"],
): Surroundings {
  return {
    currency,
    chosen: choice,
    recommendedCategoryId,
    attributesOf: (categoryId) => known.get(categoryId),
  };
}
