// What can be ruled about a product in a market, and what a dated row of such a rule says.

export type Span = { readonly least: number; readonly most: number };

export type MarketRules = {
  /** Characters. */
  readonly title: Span;
  readonly description: {
    readonly mostCharacters: number;
    readonly mostImages: number;
    /** Pixels of an image's width and height. */
    readonly longestSide: number;
    /** "any" but the forbidden ones. */
    readonly tags: readonly string[] | "any";
    readonly mostNesting: number;
  };
  /** Whether texts may hold Chinese characters. */
  readonly chinese: boolean;
  readonly mainImages: { readonly count: Span; readonly side: Span };
  readonly skus: Span;
  readonly salesAttributes: {
    readonly mostAttributes: number;
    readonly mostNameCharacters: number;
    readonly mostValueCharacters: number;
    /** Further pictures of a value; none where the market has no such field. */
    readonly mostFurtherImages: number;
  };
  /** Characters. */
  readonly sellerSku: Span;
  readonly weight: { readonly units: readonly string[]; readonly mostGrams: number };
  readonly dimensions: { readonly units: readonly string[]; readonly longestCentimeters: number };
  readonly price: Span & { readonly decimals: number };
  /** Units in one warehouse when a SKU is made; an update may set none. */
  readonly stock: Span;
  /** New listings a day; null while the platform names no number. */
  readonly dailyListings: number | null;
  /** The category trees that may be named; the first is meant when none is. Null: it must be named. */
  readonly categoryTrees: { readonly versions: readonly ("v1" | "v2")[]; readonly usual: "v1" | null };
  readonly deliveryOptions: boolean;
  /** Null: the field does not exist here. */
  readonly minimumOrder: Span | null;
  /** Whether a product must name its maker and who answers for it in the Union, where its category says so. */
  readonly compliance: boolean;
};

export type Dated<Value> = {
  readonly markets: readonly string[] | "all";
  /** The first day, UTC. */
  readonly from: string;
  readonly value: Value;
  /** Stated by the platform's documents or its generated client; or concluded from them. */
  readonly sure: "stated" | "concluded";
  readonly source: string;
};

export type RuleTable = { readonly [Name in keyof MarketRules]: readonly Dated<MarketRules[Name]>[] };
