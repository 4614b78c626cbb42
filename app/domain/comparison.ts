// What a comparison of both sides looks for in a listing: where the marketplace shows another thing than was last
// accepted there. Pure: how it is mended is for the steps that own each kind.

import type { ListingState } from "./listing.ts";
import type { Money } from "./money.ts";
import { givenUp, MOST_SENDS, type SentListing, unheededPrices } from "./read-back.ts";

/** "product" and "store-stock" differ from the store, "record" within our own rows, the others from the marketplace. */
export type FindingKind =
  | "product"
  | "store-stock"
  | "record"
  | "title"
  | "description"
  | "pictures"
  | "variants"
  | "price"
  | "stock"
  | "state"
  | "gone";

type Stock = Readonly<Record<string, number>>;

export type RecordedListing = {
  readonly state: ListingState;
  readonly contentHash: string | null;
  readonly unheeded: number;
  readonly skus: readonly {
    readonly id: string;
    readonly sku: string;
    readonly marketplaceSkuId: string | null;
    readonly sentPriceMinor: number | null;
    readonly sentStock: Stock;
  }[];
};

/** A listing as a page of the marketplace's search shows it. */
export type ShownOnPage = {
  readonly state: ListingState;
  readonly isInReview: boolean;
  readonly title: string;
  readonly skus: readonly {
    readonly marketplaceSkuId: string;
    readonly sku: string;
    readonly price: Money | null;
    readonly stock: readonly { readonly marketplaceWarehouseId: string; readonly quantity: number }[];
  }[];
};

/** Units of one SKU by warehouse: as last accepted, and as shown. */
export type StockDrift = { readonly listingSkuId: string; readonly sent: Stock; readonly shown: Stock };

/** The kinds in which a listing differs, but for its stock. What was told to the merchant already is not found again. */
export function shownDifferences(
  listing: RecordedListing,
  sent: SentListing | null,
  shown: ShownOnPage,
): readonly FindingKind[] {
  // A draft beside it says nothing of a listing that was sent.
  const isState = shown.state !== "draft" && shown.state !== listing.state;
  const isRecord = sent?.contentHash !== undefined && sent.contentHash !== listing.contentHash;
  const isPrice =
    shown.state === "live" && listing.unheeded < MOST_SENDS && unheededPrices(listing.skus, shown).length > 0;
  return [
    ...(isState ? (["state"] as const) : []),
    ...(isRecord ? (["record"] as const) : []),
    ...contentDifferences(listing, sent, shown),
    ...(isPrice ? (["price"] as const) : []),
  ];
}

function contentDifferences(
  { unheeded }: RecordedListing,
  sent: SentListing | null,
  shown: ShownOnPage,
): readonly FindingKind[] {
  if (sent === null || shown.isInReview || givenUp(sent, unheeded)) return [];
  return [
    ...(sent.title.trim() === shown.title.trim() ? [] : (["title"] as const)),
    ...(isSameSet(sent.skus, shown) ? [] : (["variants"] as const)),
  ];
}

function isSameSet(skus: readonly string[], shown: ShownOnPage): boolean {
  const there = new Set(shown.skus.map((one) => one.sku));
  return there.size === skus.length && skus.every((sku) => there.has(sku));
}

/**
 * SKUs whose stock is another than was last accepted, warehouse by warehouse. One whose last accepted stock is not known,
 * because it was never sent or sold since, is on its way to be sent.
 */
export function stockDrift(
  skus: RecordedListing["skus"],
  shown: Pick<ShownOnPage, "skus">,
): readonly StockDrift[] {
  const bySku = new Map(shown.skus.map((one) => [one.marketplaceSkuId, one.stock]));
  return skus.flatMap((link): StockDrift[] => {
    const there = bySku.get(link.marketplaceSkuId ?? "");
    const warehouses = Object.keys(link.sentStock);
    if (!there || warehouses.some((id) => (link.sentStock[id] ?? 0) < 0)) return [];
    const now = Object.fromEntries(
      warehouses.map((id) => [id, there.find((row) => row.marketplaceWarehouseId === id)?.quantity ?? 0]),
    );
    const isSame = warehouses.every((id) => now[id] === link.sentStock[id]);
    return isSame ? [] : [{ listingSkuId: link.id, sent: link.sentStock, shown: now }];
  });
}
