// Pre-flight: what keeps products from being listed, before anything is sent, grouped so that one fix is one row.
import type { UnmetRequirement } from "./listing.ts";

/** A part of the requirements that could not be judged yet: nobody has asked the marketplace, or read the picture. */
export type Unchecked = "category" | "images";

export type Checked = { readonly listingId: string; readonly unmet: readonly UnmetRequirement[] };

export type Cause = {
  readonly cause: string;
  readonly field: string;
  readonly heading: string;
  readonly fix: string;
  /** Products it keeps from being listed. */
  readonly products: number;
  /** Those that nothing else keeps: the fix alone frees them. */
  readonly frees: number;
  readonly examples: readonly { readonly listingId: string; readonly sentence: string }[];
};

const MOST_EXAMPLES = 3;

/** The causes of many products, the one whose fix frees most first. */
export function causesOf(checked: readonly Checked[]): readonly Cause[] {
  const byCause = new Map<string, { one: UnmetRequirement; failing: Checked[] }>();
  for (const product of checked) {
    for (const one of new Map(product.unmet.map((unmet) => [unmet.cause, unmet])).values()) {
      const group = byCause.get(one.cause) ?? { one, failing: [] };
      group.failing.push(product);
      byCause.set(one.cause, group);
    }
  }
  return [...byCause.values()].map(({ one, failing }) => toCause(one, failing)).sort(byWorth);
}

function toCause({ cause, field, heading, fix }: UnmetRequirement, failing: readonly Checked[]): Cause {
  const frees = failing.filter((one) => one.unmet.every((unmet) => unmet.cause === cause)).length;
  const examples = failing.slice(0, MOST_EXAMPLES).map(({ listingId, unmet }) => ({
    listingId,
    sentence: unmet.find((one) => one.cause === cause)?.sentence ?? "",
  }));
  return { cause, field, heading, fix, products: failing.length, frees, examples };
}

/** What a merchant should fix first: what frees most, then what stands in the way of most. */
export function byWorth(
  a: Pick<Cause, "frees" | "products" | "cause">,
  b: Pick<Cause, "frees" | "products" | "cause">,
): number {
  return b.frees - a.frees || b.products - a.products || (a.cause < b.cause ? -1 : 1);
}
