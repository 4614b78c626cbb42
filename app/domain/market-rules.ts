// Which rules of the marketplace hold in a market on a day. The rules themselves are data (market-rules-data.ts): a
// change of the marketplace's mind is a new row, not new code.
import { MARKET_RULES } from "./market-rules-data.ts";

export type Span = { readonly least: number; readonly most: number };

export type MarketRules = {
  /** Characters of a title. */
  readonly title: Span;
  /** Whether texts may hold Chinese characters. */
  readonly takesChinese: boolean;
  readonly images: {
    /** Beyond these the rest stays in the store. */
    readonly most: number;
    readonly mostBytes: number;
    readonly formats: readonly ImageFormat[];
    /** Pixels of each side, for the pictures of the product. */
    readonly side: Span;
    /** The same for a variant's picture. */
    readonly variantSide: Span;
  };
  readonly mostVariants: number;
  readonly options: { readonly most: number; readonly mostName: number; readonly mostValue: number };
  /** Characters of a SKU. */
  readonly mostSku: number;
  /** Decimal strings in the market's currency; null where none is known. */
  readonly price: { readonly least: string | null; readonly most: string | null };
  /** Units one warehouse may show of a SKU. */
  readonly mostUnits: number;
  /** Null where none is known. */
  readonly mostGrams: number | null;
};

export type ImageFormat = "JPEG" | "PNG" | "WEBP" | "HEIC" | "BMP";

export type DatedRules = {
  /** ISO 3166-1 alpha-2. */
  readonly markets: readonly string[] | "every";
  /** The first day it holds, UTC. */
  readonly since: string;
  /**
   * How sure: "stated" by the marketplace's documentation or generated client, "reported" by those who met it,
   * "inferred" from either. An inferred limit is one a clean product does not come near.
   */
  readonly sure: "stated" | "reported" | "inferred";
  readonly source: string;
  readonly rules: Partial<MarketRules>;
};

/** The rules in force: of two rows that speak of the same thing the later in the table wins. */
export function marketRules(region: string, on: Date): MarketRules {
  const market = region === "UK" ? "GB" : region;
  const day = on.toISOString().slice(0, 10);
  const rows = MARKET_RULES.filter(
    (row) => (row.markets === "every" || row.markets.includes(market)) && row.since <= day,
  );
  return Object.assign({}, ...rows.map((row) => row.rules)) as MarketRules;
}
