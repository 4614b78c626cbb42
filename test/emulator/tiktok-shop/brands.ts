// Brands: the list with its filters, brands a seller makes itself, and which may stand on a listing.
import { SCOPES } from "./auth.ts";
import { requiredText } from "./body.ts";
import { BRANDS, type BrandRow } from "./brands-data.ts";
import { leafIn, treeOf } from "./category-tree.ts";
import { type Core, newId, type Shop, seconds } from "./core.ts";
import { pageOf } from "./paging.ts";
import { refuse } from "./refusal.ts";
import type { Call, Route, ShopCall } from "./route.ts";

const DAY_SECONDS = 86_400;
const MOST_A_DAY = 50;
const MOST = 1_000;

function list({ core, shop, query }: ShopCall): unknown {
  const categoryId = query.get("category_id");
  if (categoryId) leafIn(treeOf(core, shop, query.get("category_version")), categoryId);
  const wanted = query.get("is_authorized");
  if (wanted !== null && !["0", "1", "true", "false"].includes(wanted))
    refuse(12052910, "is_authorized is invalid");
  const isWanted = wanted === null ? undefined : wanted === "1" || wanted === "true";
  const prefix = (query.get("brand_name") ?? "").toLowerCase();
  const matches = brandsOf(core, shop).filter(
    (brand) =>
      brand.name.toLowerCase().startsWith(prefix) &&
      (isWanted === undefined || (brand.standing === "AUTHORIZED") === isWanted),
  );
  const rule = { largest: 100, badSize: 12019109, badToken: 12019108 };
  const page = pageOf(matches, query, { rule, filters: ["brands", categoryId, wanted, prefix] });
  return {
    brands: page.items.map((brand) => brandView(brand, categoryId !== null)),
    total_count: page.total_count,
    next_page_token: page.next_page_token,
  };
}

function brandView(brand: BrandRow, isForCategory: boolean): object {
  const isAuthorized = brand.standing === "AUTHORIZED";
  return {
    id: brand.id,
    name: brand.name,
    // The platform's own misspelling.
    authorized_status: isAuthorized ? "AUTHORIZED" : "UNAUTHORIEZD",
    ...(isAuthorized && isForCategory ? { brand_status: "AVAILABLE" } : {}),
    is_t1_brand: brand.isT1,
  };
}

/** The seller's own come last. They belong to the seller, not to one of its shops. */
function brandsOf(core: Core, { openId }: Pick<Shop, "openId">): readonly BrandRow[] {
  const own = [...core.state.brands.values()].filter((brand) => brand.openId === openId);
  return [
    ...BRANDS,
    ...own.map(({ id, name }) => ({ id, name, isT1: false, standing: "UNAUTHORIZED" as const })),
  ];
}

function create({ core, grant, body }: Call): unknown {
  const name = requiredText(body, "name").trim();
  const length = [...name].length;
  if (length < 2 || length > 30) refuse(12019013, "A brand's name must have 2 to 30 characters");
  if (/\p{Script=Han}/u.test(name)) refuse(12019013, "A brand's name must not contain Chinese characters");
  const isKnown = brandsOf(core, grant).some((brand) => brand.name.toLowerCase() === name.toLowerCase());
  if (isKnown) refuse(12019013, `The brand ${name} exists`);
  const own = [...core.state.brands.values()].filter((brand) => brand.openId === grant.openId);
  const today = own.filter((brand) => sameDay(brand.createTime, seconds(core)));
  if (own.length >= MOST || today.length >= MOST_A_DAY)
    refuse(12052109, `A seller can make ${MOST_A_DAY} brands a day and ${MOST} in all`);
  const row = { id: newId(core, "brand"), openId: grant.openId, name, createTime: seconds(core) };
  core.state.brands.set(row.id, row);
  return { id: row.id };
}

function sameDay(one: number, other: number): boolean {
  return Math.floor(one / DAY_SECONDS) === Math.floor(other / DAY_SECONDS);
}

export function brandOf(core: Core, shop: Shop, brandId: string): BrandRow | undefined {
  return brandsOf(core, shop).find((brand) => brand.id === brandId);
}

/** Authorized ones and those of nobody in particular; the brand of an owner needs the owner's word. */
export function checkBrand(core: Core, shop: Shop, brandId: string): void {
  const brand = brandOf(core, shop, brandId) ?? refuse(12052026, `Brand ${brandId} does not exist`);
  if (brand.standing === "EXPIRED") refuse(12052200, `The authorization for ${brand.name} has expired`);
  if (brand.isT1 && brand.standing !== "AUTHORIZED")
    refuse(12052201, `The brand ${brand.name} needs its owner's authorization`);
}

const path = "/product/202309/brands";
export const brandRoutes: readonly Route[] = [
  { method: "GET", path, scope: SCOPES.productRead, cipher: true, run: list },
  { method: "POST", path, scope: SCOPES.productWrite, cipher: false, run: create },
];
