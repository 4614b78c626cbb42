// What the catalogue remembers besides its products, SKUs and images: plain data, saved and reset with the rest.
import type { PartyRow } from "./party-rows.ts";

export const STANDINGS = [
  "AVAILABLE",
  "INVITE_ONLY",
  "NON_MAIN_CATEGORY",
  "PROHIBITED",
  "WITHDRAWN",
] as const;
/** WITHDRAWN is not the platform's word: the category is gone from the tree. */
export type Standing = (typeof STANDINGS)[number];

/** The platform's names for what a shop must have done before it lists; the spelling of the account is its own. */
export const SHOP_CHECKS = [
  "SHOP_STATUS",
  "SHOP_TAX",
  "PICKUP_WAREHOUSE",
  "RETURN_WAREHOUSE",
  "DELIVERY_OPTION",
  "SHIPPING_TEMPLATE",
  "PRODUCT_QUANTITY_LIMIT",
  "EXTENDED_PRODUCER_RESPONSIBILITY",
  "BANk_ACCOUNT",
  "CONTACT_INFO",
] as const;
export type ShopCheck = (typeof SHOP_CHECKS)[number];

export type SellerBrandRow = {
  readonly id: string;
  readonly openId: string;
  readonly name: string;
  readonly createTime: number;
};

export type CatalogState = {
  /** What creating once answered to an idempotency key, as JSON, by `${shopId} ${key}`. */
  readonly createReplies: Map<string, string>;
  /** By digest. */
  readonly imageBytes: Map<string, Uint8Array>;
  /** By id: brands that sellers made. */
  readonly brands: Map<string, SellerBrandRow>;
  /** By id: manufacturers and responsible persons that sellers registered. */
  readonly parties: Map<string, PartyRow>;
  /** Set by hand, by `${shopId} ${categoryId}`; a category's own standing holds otherwise. */
  readonly categoryStandings: Map<string, Standing>;
  /** By shop: how many listings it began on which day (days since 1970). */
  readonly listingsToday: Map<string, { day: number; count: number }>;
  /** By shop: the most it may begin a day, where set by hand. */
  readonly listingQuotas: Map<string, number>;
  /** By shop: the checks of its own set-up that fail. */
  readonly failedChecks: Map<string, readonly ShopCheck[]>;
  /** How auditors that act by themselves decide. */
  readonly auditors: { rejectShare: number; reasons: readonly string[] };
};

export function emptyCatalogState(): CatalogState {
  return {
    createReplies: new Map(),
    imageBytes: new Map(),
    brands: new Map(),
    parties: new Map(),
    categoryStandings: new Map(),
    listingsToday: new Map(),
    listingQuotas: new Map(),
    failedChecks: new Map(),
    auditors: { rejectShare: 0, reasons: [] },
  };
}
