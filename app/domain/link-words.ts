// The sentences of the link doctor: what is wrong with which SKU, and what is proposed.
import type { LinkFix } from "./link-finding.ts";

/** A SKU as merchants see it, whatever it holds. */
export function quoted(sku: string | null): string {
  return sku ? `SKU ${sku}` : "a SKU without a name";
}

export const SAID = {
  dead: (name: string, sku: string | null) =>
    `"${name}" (${quoted(sku)}) is linked to something that TikTok Shop no longer has.`,
  missing: (name: string, sku: string | null) =>
    `TikTok Shop sells ${quoted(sku)}, but it is not linked to "${name}".`,
  absent: (name: string, sku: string | null) =>
    `The listing of "${name}" stands in TikTok Shop without ${quoted(sku)}.`,
  repeated: (name: string, sku: string | null, count: number) =>
    `TikTok Shop has ${quoted(sku)} ${count} times. Your store has it once, as "${name}".`,
  sharedInStore: (sku: string, names: readonly string[]) =>
    `TikTok Shop sells SKU ${sku}, but several variants in your store carry it: ${listed(names)}.`,
  manyVariants: (shown: string, names: readonly string[]) =>
    `One SKU in TikTok Shop (${shown || "without a name"}) is linked to several variants: ${listed(names)}.`,
  manySkus: (name: string, shown: readonly string[]) =>
    `"${name}" is linked to several SKUs in TikTok Shop: ${shown.map((sku) => sku || "one without a name").join(", ")}.`,
  crossed: (name: string, sku: string | null, shown: string) =>
    `"${name}" (${quoted(sku)}) is linked to SKU ${shown} in TikTok Shop, which is another thing.`,
  spelled: (name: string, sku: string | null, shown: string) =>
    `TikTok Shop spells it ${shown}, your store ${sku ?? ""}: "${name}".`,
  spelledLike: (shown: string, names: readonly string[]) =>
    `TikTok Shop sells SKU ${shown}. Several of your variants are spelled nearly so: ${listed(names)}.`,
  unknown: (shown: string, title: string) =>
    `TikTok Shop sells ${quoted(shown)} ("${title}"). Nothing in your store carries it.`,
} as const;

/** What accepting does, in a merchant's words. */
export const PROPOSED = {
  link: "Link the two.",
  relink: "Link it to the one that carries its SKU.",
  unlink: "Remove the link and send the listing again.",
  "pick-one":
    "Keep one. Orders for the others mean the same variant; their stock is no longer kept up to date.",
  rename: "Send your store's spelling to TikTok Shop.",
  publish: "Send the listing again, with it.",
  leave: "Leave it alone: it is not sold from this store. Orders for it wait for you.",
  "by-hand": "Give each variant its own SKU in your store, then compare again.",
} as const satisfies Record<LinkFix, string>;

const MOST_NAMED = 4;

function listed(names: readonly string[]): string {
  const named = names.slice(0, MOST_NAMED).map((name) => `"${name}"`);
  const more = names.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${more} more` : named.join(", ");
}
