// Marking every product of a store, for whoever decides something about all of them.
import type { StoreId } from "../../domain/ids.ts";
import type { Mark } from "./work.ts";

/** Verbs whose subjects are products. */
export const PRODUCT_VERBS = ["publish-listings", "push-inventory"] as const;

/** The mark from which mark-products marks them page by page; made again meanwhile, it begins anew. */
export function markOfAll(storeId: StoreId, verb: (typeof PRODUCT_VERBS)[number]): Mark {
  return { storeId, verb: "mark-products", subject: verb };
}
