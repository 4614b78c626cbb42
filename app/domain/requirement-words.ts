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

export type RuleWords = {
  readonly field: string;
  /** Over a group of products that fail in the same way. */
  readonly heading: (found: Found) => string;
  readonly sentence: (found: Found) => string;
  readonly fix: (found: Found) => string;
};
