// Refusals of a listing that mean something to us beyond their words, by the platform's codes ("Error codes", read
// 2026-05).
import { CATEGORY_CHANGED, DAY_IS_FULL } from "../../use-cases/ports/marketplace.ts";
import { isPlatformError, PlatformError } from "../../use-cases/ports/platform-error.ts";

const LISTING_QUOTA_SPENT = "12052093";

// Codes of the category itself (gone, no leaf, closed, of another tree), of its attributes, and of the papers, measures
// and parties it demands.
const OF_CATEGORY: readonly (readonly [number, number])[] = [
  [12052023, 12052025],
  [12052104, 12052105],
  [12052116, 12052116],
  [12052182, 12052183],
  [12052220, 12052221],
  [12052223, 12052227],
  [12052230, 12052230],
  [12052240, 12052256],
  [12052282, 12052296],
  [12052650, 12052658],
  [12052670, 12052673],
];

/** The same refusal under our name of it, where it has one. */
export function inOurWords(error: unknown): unknown {
  if (!isPlatformError(error, "rejected")) return error;
  const code = codeOf(error.facts.code ?? "");
  return code === undefined ? error : new PlatformError({ ...error.facts, code }, { cause: error });
}

function codeOf(code: string): string | undefined {
  if (code === LISTING_QUOTA_SPENT) return DAY_IS_FULL;
  const number = Number(code);
  return OF_CATEGORY.some(([first, last]) => number >= first && number <= last)
    ? CATEGORY_CHANGED
    : undefined;
}
