// Whether an accepted write did what it said: what was sent against what the marketplace shows afterwards.
import type { Money } from "./money.ts";

/** Of an accepted write what the marketplace can be asked for again. */
export type SentListing = {
  readonly title: string;
  readonly imageCount: number;
  readonly skus: readonly string[];
  /** Absent from what was sent before hashes were kept here, too: a second copy shows when the listing's own is wrong. */
  readonly contentHash?: string;
  readonly descriptionHtml?: string;
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

/** Sent as often as it is, without effect: the merchant was told, and it is not sent again before it changes. */
export const MOST_SENDS = 2;

export function givenUp(sent: SentListing, unheeded: number): boolean {
  return sent.isSettled && unheeded >= MOST_SENDS;
}

type Read = {
  readonly sent: SentListing;
  readonly shown: ShownFacts;
  /** The marketplace's moment of its last change, read now. */
  readonly changedAt: Date;
};

/**
 * The parts that do not show; none when the write took effect. Only to be asked once its review is over. Of what was
 * settled before, these are parts that somebody changed in the marketplace since.
 */
export function unheededParts({ sent, shown, changedAt }: Read): readonly string[] {
  const skus = new Set(shown.skus.map((sku) => sku.sku));
  const parts = [
    ...(shown.title.trim() === sent.title.trim() ? [] : ["the title"]),
    ...(shown.imageCount === sent.imageCount ? [] : ["the pictures"]),
    ...(skus.size === sent.skus.length && sent.skus.every((sku) => skus.has(sku)) ? [] : ["the variants"]),
  ];
  if (parts.length > 0) return parts;
  if (sent.isSettled) return [];
  // A change moves the marketplace's own moment; by its clock alone, so that no two clocks are compared.
  return sent.changedBefore === changedAt.toISOString() ? ["anything of it"] : [];
}

type Description = {
  readonly sent: SentListing;
  /** As it was last shown since it was accepted; null when nobody read it yet. */
  readonly before: string | null;
  /** Null where a page was read that tells none. */
  readonly shown: string | null;
  /** The listing was changed in the marketplace since it was last read, and not by us. */
  readonly isNews: boolean;
};

/**
 * Whether somebody rewrote an accepted description. How the marketplace writes ours is its own affair: what counts is a
 * change of that, or other words where it was not read before.
 */
export function isRewritten({ sent, before, shown, isNews }: Description): boolean {
  if (!sent.isSettled || shown === null) return false;
  if (before !== null) return before !== shown;
  return isNews && sent.descriptionHtml !== undefined && wordsOf(sent.descriptionHtml) !== wordsOf(shown);
}

function wordsOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

// The marketplace tells its moments in whole seconds, and by a clock of its own.
const CLOCKS_MS = 5_000;

/** Whether the marketplace's moment of a listing's last change is later than all we know of. */
export function isNews(changedAt: Date, known: readonly (Date | null)[]): boolean {
  const latest = Math.max(...known.map((moment) => moment?.getTime() ?? 0));
  return changedAt.getTime() > latest + CLOCKS_MS;
}

type PriceRead = {
  readonly marketplaceSkuId: string | null;
  readonly sku: string;
  readonly sentPriceMinor: number | null;
};

/** SKUs whose price is not the one that was accepted. */
export function unheededPrices<Link extends PriceRead>(
  links: readonly Link[],
  shown: {
    readonly skus: readonly { readonly marketplaceSkuId: string; readonly price: Money | null }[];
  },
): readonly { readonly link: Link; readonly shownMinor: number }[] {
  const prices = new Map(shown.skus.map((sku) => [sku.marketplaceSkuId, sku.price]));
  return links.flatMap((link) => {
    const price = prices.get(link.marketplaceSkuId ?? "");
    if (!price || link.sentPriceMinor === null || link.sentPriceMinor === price.minor) return [];
    return [{ link, shownMinor: price.minor }];
  });
}
