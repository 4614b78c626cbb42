// Whether an accepted write did what it said: what was sent against what the marketplace shows afterwards.
import type { Money } from "./money.ts";

/** Of an accepted write what the marketplace can be asked for again. */
export type SentListing = {
  readonly title: string;
  readonly imageCount: number;
  readonly skus: readonly string[];
  /** The marketplace's moment of its last change before the write, by its own clock; null when it was never read. */
  readonly changedBefore: string | null;
  /** It was seen to stand there, or given up on: not to be asked again. */
  readonly isSettled: boolean;
};

/** How the marketplace shows a listing, as last read. */
export type ShownFacts = {
  readonly title: string;
  /** Null until the listing was read by itself. */
  readonly descriptionHtml: string | null;
  readonly imageUrls: readonly string[] | null;
  readonly imageCount: number;
  readonly skus: readonly {
    readonly marketplaceSkuId: string;
    readonly sku: string;
    readonly price: Money | null;
    readonly stock: readonly { readonly marketplaceWarehouseId: string; readonly quantity: number }[];
  }[];
};

type Read = {
  readonly sent: SentListing;
  readonly shown: ShownFacts;
  /** The marketplace's moment of its last change, read now. */
  readonly changedAt: Date;
};

/** The parts that do not show; none when the write took effect. Only to be asked once its review is over. */
export function unheededParts({ sent, shown, changedAt }: Read): readonly string[] {
  const skus = new Set(shown.skus.map((sku) => sku.sku));
  const parts = [
    ...(shown.title.trim() === sent.title.trim() ? [] : ["the title"]),
    ...(shown.imageCount === sent.imageCount ? [] : ["the pictures"]),
    ...(skus.size === sent.skus.length && sent.skus.every((sku) => skus.has(sku)) ? [] : ["the variants"]),
  ];
  if (parts.length > 0) return parts;
  // A change moves the marketplace's own moment; by its clock alone, so that no two clocks are compared.
  return sent.changedBefore === changedAt.toISOString() ? ["anything of it"] : [];
}

type PriceRead = {
  readonly marketplaceSkuId: string | null;
  readonly sku: string;
  readonly sentPriceMinor: number | null;
};

/** SKUs whose price is not the one that was accepted. */
export function unheededPrices<Link extends PriceRead>(
  links: readonly Link[],
  shown: ShownFacts,
): readonly { readonly link: Link; readonly shownMinor: number }[] {
  const prices = new Map(shown.skus.map((sku) => [sku.marketplaceSkuId, sku.price]));
  return links.flatMap((link) => {
    const price = prices.get(link.marketplaceSkuId ?? "");
    if (!price || link.sentPriceMinor === null || link.sentPriceMinor === price.minor) return [];
    return [{ link, shownMinor: price.minor }];
  });
}
