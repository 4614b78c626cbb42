// How many units of a variant the store may still sell.
import type { Shop, Variant } from "./state.ts";
import { levelsOf } from "./world.ts";

/** What all active locations together may still sell. */
export function totalAvailable(shop: Shop, variant: Pick<Variant, "itemId">): number {
  return levelsOf(shop, variant.itemId).reduce((sum, { available }) => sum + available, 0);
}
