// The product search: filters with both ends included, pages in the order of creation, no result beyond 10,000.
import { SCOPES } from "./auth.ts";
import { text, texts, whole } from "./body.ts";
import type { Core, Shop } from "./core.ts";
import { offsetIn, pageOf } from "./paging.ts";
import { changedSince, productsOf, productsWith, scanned } from "./product-index.ts";
import { type ProductContent, type ProductRow, shownContent } from "./product-rows.ts";
import { searchView } from "./product-view.ts";
import { refuse } from "./refusal.ts";
import type { Json, Route, ShopCall } from "./route.ts";

/** Beyond this a search cannot page. */
const SEARCH_CAP = 10_000;
const STATUSES = [
  "ALL",
  "DRAFT",
  "PENDING",
  "FAILED",
  "ACTIVATE",
  "SELLER_DEACTIVATED",
  "PLATFORM_DEACTIVATED",
  "FREEZE",
  "DELETED",
];
const AUDITS = ["AUDITING", "FAILED", "APPROVED"];
/** Filters of things that no product of this twin has. */
const NOT_HELD = ["listing_quality_tiers", "sns_filter"];

type Test = (product: ProductRow) => boolean;

function search({ core, shop, body, query }: ShopCall, version: "202309" | "202312" | "202502"): unknown {
  const filter = readFilter(body, version === "202309" ? query.get("category_version") : undefined);
  if (offsetIn(query) >= SEARCH_CAP) refuse(12052180, "The search window goes beyond 10,000 results");
  const matches = matchesOf(core, shop, filter);
  const rule = { largest: 100, badSize: 12019109, badToken: 12019108 };
  const page = pageOf(matches, query, { rule, filters: [body, query.get("category_version")] });
  return {
    products: page.items.map((product) => searchView(core, shop, product, contentIn(filter, product))),
    total_count: page.total_count,
    next_page_token: page.next_page_token,
  };
}

function matchesOf(core: Core, shop: Shop, filter: Filter): readonly ProductRow[] {
  const tests = testsOf(filter);
  const candidates = candidatesOf(core, shop, filter);
  if (tests.length === 0) return candidates;
  const scan = () => candidates.filter((row) => tests.every((test) => test(row)));
  return candidates === productsOf(core, shop)
    ? scanned(core, shop, { key: JSON.stringify(filter), scan })
    : scan();
}

type Filter = ReturnType<typeof readFilter>;

function readFilter(body: Json, versionInQuery: string | null | undefined) {
  const named = NOT_HELD.find((name) => body[name] !== undefined && body[name] !== null);
  if (named) refuse(12052910, `The filter ${named} is not supported here`);
  const filter = {
    status: oneOf(body, "status", STATUSES) ?? "ALL",
    audits: texts(body, "audit_status", { count: AUDITS.length, code: 12052910 }) ?? [],
    sellerSkus: texts(body, "seller_skus", { count: 10, code: 12019027 }) ?? [],
    skuIds: texts(body, "sku_ids", { count: 10, code: 12019087 }) ?? [],
    platforms: texts(body, "listing_platforms", { count: 10, code: 12052910 }) ?? [],
    categoryVersion:
      versionInQuery ?? (versionInQuery === undefined ? oneOf(body, "category_version", ["v1", "v2"]) : null),
    created: readRange(body, "create_time"),
    updated: readRange(body, "update_time"),
    showsDrafts: flag(body, "return_draft_version"),
  };
  const unknown = filter.audits.find((audit) => !AUDITS.includes(audit));
  if (unknown !== undefined) refuse(12052910, `audit_status ${unknown} is invalid`);
  return filter;
}

function oneOf(body: Json, name: string, values: readonly string[]): string | undefined {
  const value = text(body, name) || undefined;
  return value === undefined || values.includes(value)
    ? value
    : refuse(12052910, `${name} ${value} is invalid`);
}

function flag(body: Json, name: string): boolean {
  const value = body[name] ?? false;
  return typeof value === "boolean" ? value : refuse(98001004, `${name} must be a boolean`);
}

type Range = { readonly from: number; readonly to: number };

function readRange(body: Json, name: string): Range {
  const from = whole(body, `${name}_ge`) ?? 0;
  const to = whole(body, `${name}_le`) ?? Number.POSITIVE_INFINITY;
  if (from < 0 || to < 0) refuse(12019118, `The ${name} range is invalid`);
  return from > to ? refuse(12019119, `The ${name} range ends before it begins`) : { from, to };
}

/** The smallest list at hand that holds every match. */
function candidatesOf(
  core: Core,
  shop: Shop,
  { sellerSkus, skuIds, updated }: Filter,
): readonly ProductRow[] {
  if (skuIds.length > 0) return sorted(skuIds.flatMap((id) => productOfSku(core, shop, id)));
  if (sellerSkus.length > 0) return sorted(sellerSkus.flatMap((code) => productsWith(core, shop, code)));
  return updated.from > 0 ? changedSince(core, shop, updated.from) : productsOf(core, shop);
}

function productOfSku(core: Core, shop: Shop, skuId: string): readonly ProductRow[] {
  const product = core.state.products.get(core.state.skus.get(skuId)?.productId ?? "");
  return product?.shopId === shop.id ? [product] : [];
}

function sorted(products: readonly ProductRow[]): readonly ProductRow[] {
  return [...new Set(products)].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Only tests that can fail. */
function testsOf(filter: Filter): readonly Test[] {
  const { status, audits, sellerSkus, skuIds, platforms, categoryVersion, created, updated } = filter;
  const skuTest =
    (isMeant: (sku: ProductContent["skus"][number]) => boolean): Test =>
    (product) =>
      contentIn(filter, product).skus.some(isMeant);
  const tests: readonly (Test | false)[] = [
    status !== "ALL" && ((product) => product.status === status),
    audits.length > 0 && ((product) => audits.includes(product.audit)),
    sellerSkus.length > 0 && skuTest((sku) => sellerSkus.includes(sku.sellerSku)),
    skuIds.length > 0 && skuTest((sku) => skuIds.includes(sku.id)),
    platforms.length > 0 && (() => platforms.includes("TIKTOK_SHOP")),
    Boolean(categoryVersion) && ((product) => contentIn(filter, product).categoryVersion === categoryVersion),
    isBound(created) && ((product) => within(product.createTime, created)),
    isBound(updated) && ((product) => within(product.updateTime, updated)),
  ];
  return tests.filter((test) => test !== false);
}

function isBound({ from, to }: Range): boolean {
  return from > 0 || to !== Number.POSITIVE_INFINITY;
}

function within(time: number, { from, to }: Range): boolean {
  return time >= from && time <= to;
}

function contentIn({ showsDrafts }: Filter, product: ProductRow): ProductContent {
  return (showsDrafts ? product.draft : null) ?? shownContent(product);
}

const on = { method: "POST", scope: SCOPES.productRead, cipher: true } as const;
export const productSearchRoutes: readonly Route[] = [
  { ...on, path: "/product/202309/products/search", run: (call: ShopCall) => search(call, "202309") },
  { ...on, path: "/product/202312/products/search", run: (call: ShopCall) => search(call, "202312") },
  { ...on, path: "/product/202502/products/search", run: (call: ShopCall) => search(call, "202502") },
];
