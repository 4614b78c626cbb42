// The merchant decides how the marketplace shops of a store share its stock: checked, saved, and every product's stock
// is told anew where it differs.
import type { ProductId, StoreId } from "../domain/ids.ts";
import { type PoolRule, poolProblem } from "../domain/pool.ts";
import type { Ports } from "./ports/ports.ts";
import type { Mark } from "./ports/work.ts";

type Answer = { readonly kind: "saved" } | { readonly kind: "refused"; readonly sentence: string };

const PAGE = 500;

/** Repeatable: stock that is right already is not sent again. */
export async function changeStockPool(
  ports: Pick<Ports, "records">,
  storeId: StoreId,
  pool: PoolRule,
): Promise<Answer> {
  const sentence = poolProblem(pool);
  if (sentence !== undefined) return { kind: "refused", sentence };
  await ports.records.transaction(async (tx) => {
    await tx.settings.saveStockPool(storeId, pool);
    let after: ProductId | null = null;
    for (;;) {
      const page: readonly ProductId[] = await tx.catalog.activeProductIds(storeId, after, PAGE);
      if (page.length === 0) return;
      await tx.work.mark(
        page.map((subject): Mark => ({ storeId, verb: "push-inventory", subject, backlog: true })),
      );
      after = page.at(-1) ?? null;
    }
  });
  return { kind: "saved" };
}
