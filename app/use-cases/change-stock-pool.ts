// The merchant decides how the marketplace shops of a store share its stock: checked, saved, and every product's stock
// is told anew where it differs.
import type { StoreId } from "../domain/ids.ts";
import { type PoolRule, poolProblem } from "../domain/pool.ts";
import type { Ports } from "./ports/ports.ts";
import { markOfAll } from "./ports/product-marks.ts";

type Answer = { readonly kind: "saved" } | { readonly kind: "refused"; readonly sentence: string };

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
    await tx.work.mark([markOfAll(storeId, "push-inventory")]);
  });
  return { kind: "saved" };
}
