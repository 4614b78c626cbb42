// What can be wrong with the links between variants and the marketplace's SKUs, and what puts each right.

export const LINK_FINDING_KINDS = [
  "crossed",
  "one-to-many",
  "ambiguous",
  "dead",
  "missing",
  "case-different",
  "unknown-at-store",
] as const;
export type LinkFindingKind = (typeof LINK_FINDING_KINDS)[number];

/** One thing to do. Each may be repeated. */
export type LinkStep =
  /** The variant is this SKU and no other, and the SKU is this variant and no other. */
  | { readonly kind: "link"; readonly variantId: string; readonly marketplaceSkuId: string }
  | { readonly kind: "unlink"; readonly linkId: string }
  /** Orders for this SKU mean the variant, though another SKU is its link; null: nothing of this store. */
  | { readonly kind: "count-as"; readonly marketplaceSkuId: string; readonly variantId: string | null }
  /** The listing is sent whole: SKUs it lacks are added, spellings corrected. */
  | { readonly kind: "publish"; readonly productId: string };

/** What is proposed, in one word; "by-hand" is nothing we can do for the merchant. */
export type LinkFix = "link" | "relink" | "unlink" | "pick-one" | "rename" | "publish" | "leave" | "by-hand";

export type LinkFinding = {
  /** The same fault has the same key whenever it is found. */
  readonly key: string;
  readonly kind: LinkFindingKind;
  /** The SKU as the merchant knows it, and the thing. */
  readonly sku: string;
  readonly name: string;
  readonly sentence: string;
  readonly fix: LinkFix;
  readonly proposal: string;
  readonly steps: readonly LinkStep[];
  readonly variantIds: readonly string[];
  readonly marketplaceSkuIds: readonly string[];
};
