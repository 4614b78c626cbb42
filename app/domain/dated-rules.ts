// The shape of a market's rules: what a row may demand, from which day, and how sure that is.

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
  /** Whether listings may name who answers for the product: its manufacturer and a responsible person. */
  readonly namesParties: boolean;
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
