// What a shop must have done before it lists, the number of listings it may begin a day, and fields cleared by warning.
import { SCOPES } from "./auth.ts";
import { SHOP_CHECKS, type ShopCheck } from "./catalog-state.ts";
import { type Core, type Shop, seconds } from "./core.ts";
import { ruleFor } from "./market-rules.ts";
import { refuse } from "./refusal.ts";
import type { Json, Route, ShopCall } from "./route.ts";

const DAY_SECONDS = 86_400;

/** Each check with the code that creating a product refuses with while it fails; the pairing is concluded. */
const CHECKS = {
  SHOP_STATUS: 12052700,
  SHOP_TAX: 12052419,
  PICKUP_WAREHOUSE: 12052115,
  RETURN_WAREHOUSE: 12052535,
  DELIVERY_OPTION: 12052404,
  SHIPPING_TEMPLATE: 12052405,
  PRODUCT_QUANTITY_LIMIT: 12052093,
  EXTENDED_PRODUCER_RESPONSIBILITY: 12052419,
  BANk_ACCOUNT: 12052419,
  CONTACT_INFO: 12052419,
} as const satisfies Record<ShopCheck, number>;

function prerequisites({ core, shop }: ShopCall): unknown {
  const failed = failedChecks(core, shop);
  return {
    check_results: SHOP_CHECKS.map((check_item) => ({
      check_item,
      is_failed: failed.includes(check_item),
      fail_reasons: failed.includes(check_item) ? [`${check_item} is not complete`] : [],
    })),
  };
}

export function checkShop(core: Core, shop: Shop): void {
  const failed = failedChecks(core, shop).find((check) => check !== "PRODUCT_QUANTITY_LIMIT");
  if (failed) refuse(CHECKS[failed], `The shop cannot list products: ${failed} is not complete`);
}

function failedChecks(core: Core, shop: Shop): readonly ShopCheck[] {
  const set = core.state.failedChecks.get(shop.id) ?? [];
  const isSpent = begunToday(core, shop) >= quotaOf(core, shop);
  return SHOP_CHECKS.filter(
    (check) => set.includes(check) || (check === "PRODUCT_QUANTITY_LIMIT" && isSpent),
  );
}

/** Counts a new listing; refused when the day's are spent. */
export function spendQuota(core: Core, shop: Shop): void {
  const count = begunToday(core, shop);
  if (failedChecks(core, shop).includes("PRODUCT_QUANTITY_LIMIT"))
    refuse(CHECKS.PRODUCT_QUANTITY_LIMIT, "The number of products that can be listed today is reached");
  core.state.listingsToday.set(shop.id, { day: today(core), count: count + 1 });
}

function begunToday(core: Core, shop: Shop): number {
  const counted = core.state.listingsToday.get(shop.id);
  return counted?.day === today(core) ? counted.count : 0;
}

function quotaOf(core: Core, shop: Shop): number {
  return (
    core.state.listingQuotas.get(shop.id) ?? ruleFor(core, shop, "dailyListings") ?? Number.POSITIVE_INFINITY
  );
}

/** UTC; where the platform's day begins is not said. */
function today(core: Core): number {
  return Math.floor(seconds(core) / DAY_SECONDS);
}

/** Fields that are taken and thrown away, as the answer says. */
export function warningsOf(shop: Shop, body: Json): readonly { message: string }[] {
  const platforms = body["listing_platforms"];
  const isElsewhere = Array.isArray(platforms) && platforms.some((name) => name !== "TIKTOK_SHOP");
  return isElsewhere && shop.region !== "ID"
    ? [{ message: "The [listing_platforms] field is not available in this market and has been cleared" }]
    : [];
}

export const prerequisiteRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/product/202312/prerequisites",
    scope: SCOPES.productRead,
    cipher: true,
    run: prerequisites,
  },
];
