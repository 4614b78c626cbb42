// Where products are found without looking at all of them: by shop in the order of creation, by seller SKU, by the time
// of their last change. Derived from the state and never saved: a state that was loaded is indexed when first asked.
import { type Core, type Shop, seconds } from "./core.ts";
import { type ProductRow, type SkuContent, type SkuRow, versionsOf } from "./product-rows.ts";
import type { State } from "./state.ts";

type ShopIndex = {
  /** In the order of creation. */
  readonly rows: ProductRow[];
  /** Every change in the order of time; a product stands here once for each of its changes. */
  changes: { rows: ProductRow[]; times: number[] };
  readonly bySellerSku: Map<string, Set<ProductRow> | ProductRow>;
  /** The last few scans, by what was asked; a change of any product makes them old. */
  readonly scans: Map<string, readonly ProductRow[]>;
};

const SCANS_KEPT = 4;

const indexes = new WeakMap<State, Map<string, ShopIndex>>();

export function addProduct(core: Core, product: ProductRow): void {
  const index = indexOf(core, product.shopId);
  core.state.products.set(product.id, product);
  index.rows.push(product);
  note(index, product);
}

/** The product changed now, and may have other SKUs than before. */
export function touch(core: Core, product: ProductRow): void {
  product.updateTime = seconds(core);
  if (core.state.products.get(product.id) === product) note(indexOf(core, product.shopId), product);
}

/** In the order of creation. */
export function productsOf(core: Core, shop: Shop): readonly ProductRow[] {
  return indexOf(core, shop.id).rows;
}

/** In the order of creation: those changed at that second or later. */
export function changedSince(core: Core, shop: Shop, since: number): readonly ProductRow[] {
  const { changes, rows } = indexOf(core, shop.id);
  let from = changes.times.length;
  while (from > 0 && (changes.times[from - 1] ?? 0) >= since) from -= 1;
  if (changes.times.length - from >= rows.length) return rows;
  const found = new Set(changes.rows.slice(from));
  return [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The answer to a question that needs a look at every product: kept, since its pages are asked for one after the other. */
export function scanned(
  core: Core,
  shop: Shop,
  question: { readonly key: string; readonly scan: () => readonly ProductRow[] },
): readonly ProductRow[] {
  const { scans } = indexOf(core, shop.id);
  const known = scans.get(question.key);
  if (known) return known;
  const found = question.scan();
  if (scans.size >= SCANS_KEPT) scans.clear();
  scans.set(question.key, found);
  return found;
}

/** Products of which some version has a SKU of that code, in the order of creation. */
export function productsWith(core: Core, shop: Shop, sellerSku: string): readonly ProductRow[] {
  const found = indexOf(core, shop.id).bySellerSku.get(sellerSku);
  if (!found) return [];
  const rows = found instanceof Set ? [...found] : [found];
  return rows.filter((row) =>
    versionsOf(row).some((version) => version.skus.some((sku) => sku.sellerSku === sellerSku)),
  );
}

export type LiveSku = { readonly product: ProductRow; readonly content: SkuContent; readonly sku: SkuRow };

/** The SKUs of that code that buyers can see. */
export function liveSkus(core: Core, shop: Shop, sellerSku: string): readonly LiveSku[] {
  return productsWith(core, shop, sellerSku).flatMap((product) => {
    if (product.status !== "ACTIVATE") return [];
    return (product.live?.skus ?? []).flatMap((content) => {
      const sku = core.state.skus.get(content.id);
      return content.sellerSku === sellerSku && sku ? [{ product, content, sku }] : [];
    });
  });
}

function indexOf(core: Core, shopId: string): ShopIndex {
  const shops = indexes.get(core.state) ?? indexed(core.state);
  const known = shops.get(shopId) ?? emptyIndex();
  shops.set(shopId, known);
  return known;
}

function indexed(state: State): Map<string, ShopIndex> {
  const shops = new Map<string, ShopIndex>();
  indexes.set(state, shops);
  for (const product of state.products.values()) {
    const index = shops.get(product.shopId) ?? emptyIndex();
    shops.set(product.shopId, index);
    index.rows.push(product);
    note(index, product);
  }
  for (const index of shops.values()) index.changes = inOrder(index.rows);
  return shops;
}

function emptyIndex(): ShopIndex {
  return { rows: [], changes: { rows: [], times: [] }, bySellerSku: new Map(), scans: new Map() };
}

function note(index: ShopIndex, product: ProductRow): void {
  index.scans.clear();
  index.changes.rows.push(product);
  index.changes.times.push(product.updateTime);
  if (index.changes.rows.length > 2 * index.rows.length + 1_000) index.changes = inOrder(index.rows);
  for (const version of versionsOf(product)) {
    for (const { sellerSku } of version.skus) if (sellerSku) noteSku(index, sellerSku, product);
  }
}

/** Nearly every code belongs to one product; a set is made for the others only. */
function noteSku({ bySellerSku }: ShopIndex, sellerSku: string, product: ProductRow): void {
  const known = bySellerSku.get(sellerSku);
  if (known === product) return;
  if (known === undefined) bySellerSku.set(sellerSku, product);
  else if (known instanceof Set) known.add(product);
  else bySellerSku.set(sellerSku, new Set([known, product]));
}

function inOrder(products: readonly ProductRow[]): ShopIndex["changes"] {
  const rows = [...products].sort((a, b) => a.updateTime - b.updateTime);
  return { rows, times: rows.map((row) => row.updateTime) };
}
