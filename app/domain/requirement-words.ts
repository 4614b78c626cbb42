// What the words of a requirement are: three sentences made of what was found.

/** What a sentence is made of. */
export type Found = {
  /** What it is now, as the merchant knows it. */
  readonly value: string;
  /** What it may be. */
  readonly limit: string;
  /** The things it is about (SKUs, options, image addresses), few of them by name. */
  readonly things: string;
};

/** The part of the app's own settings by which a merchant can mend something. */
export type MendingSetting = "words" | "categories" | "attributes" | "packages" | "parties" | "price";

export type RuleWords = {
  readonly field: string;
  /** Named by the fix; left out where only the store or Seller Center can mend it. */
  readonly setting?: MendingSetting;
  /** Over a group of products that fail in the same way. */
  readonly heading: (found: Found) => string;
  readonly sentence: (found: Found) => string;
  readonly fix: (found: Found) => string;
};
