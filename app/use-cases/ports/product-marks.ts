// Marking many products of a store page by page, for whoever decides something about all of them.
import { as, type ConnectionId, type ProductId, type StoreId } from "../../domain/ids.ts";
import type { Mark } from "./work.ts";

/** Verbs whose subjects are products. */
const PRODUCT_VERBS = ["publish-listings", "push-inventory"] as const;
type ProductVerb = (typeof PRODUCT_VERBS)[number];

/** Which products, by which verb, and the product up to which all are marked. */
export type MarkedPages = {
  readonly verb: ProductVerb;
  /** Those that wait to be listed in this shop; left out, all that are sold. */
  readonly unsentIn: ConnectionId | undefined;
  readonly after: ProductId | null;
};

const UNSENT = "unsent-in:";

/** The mark from which mark-products marks them page by page; made again meanwhile, it begins anew. */
export function markOfAll(storeId: StoreId, verb: ProductVerb): Mark {
  return markOfPage(storeId, { verb, unsentIn: undefined, after: null });
}

/** The same for the products that wait to be listed in one shop. */
export function markOfUnsent(storeId: StoreId, connectionId: ConnectionId): Mark {
  return markOfPage(storeId, { verb: "publish-listings", unsentIn: connectionId, after: null });
}

export function markOfPage(storeId: StoreId, { verb, unsentIn, after }: MarkedPages): Mark {
  const words = [verb, ...(unsentIn ? [`${UNSENT}${unsentIn}`] : []), ...(after ? [after] : [])];
  return { storeId, verb: "mark-products", subject: words.join(" ") };
}

/** Reads the subject of such a mark. */
export function markedPages(subject: string): MarkedPages {
  const [name, ...rest] = subject.split(" ");
  const verb = PRODUCT_VERBS.find((one) => one === name);
  if (!verb) throw new Error(`no verb of products: ${subject}`);
  const shop = rest.find((one) => one.startsWith(UNSENT))?.slice(UNSENT.length);
  const after = rest.find((one) => !one.startsWith(UNSENT));
  return {
    verb,
    unsentIn: shop === undefined ? undefined : as<ConnectionId>(shop),
    after: after === undefined ? null : as<ProductId>(after),
  };
}
