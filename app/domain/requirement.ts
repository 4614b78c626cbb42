// The one table of what a listing may fail: for each rule the field it concerns, the sentence a merchant reads, and the
// way to fix it. Nothing else in the app words a requirement.
import type { UnmetRequirement } from "./listing.ts";
import type { Found, MendingSetting, RuleWords } from "./requirement-words.ts";
import { CATEGORY_RULES } from "./requirement-words-category.ts";
import { PRODUCT_RULES } from "./requirement-words-product.ts";

const RULES = { ...PRODUCT_RULES, ...CATEGORY_RULES };
export type RuleName = keyof typeof RULES;

const WORDS: ReadonlyMap<string, RuleWords> = new Map(Object.entries(RULES));

/** The part of the settings that mends what fails a rule or has a cause; undefined where none does. */
export function mendingSetting(ruleOrCause: string): MendingSetting | undefined {
  return WORDS.get(ruleOrCause.split(":")[0] ?? "")?.setting;
}

const MOST_NAMED = 5;

type Failure = {
  readonly value?: string | number;
  readonly limit?: string | number;
  readonly things?: readonly string[];
  /** What one fix would mend for many products at once, where that is narrower than the rule: a category, a currency. */
  readonly of?: string;
};

/** One unmet requirement, worded. However many things fail it, it is one. */
export function unmet(rule: RuleName, failure: Failure = {}): UnmetRequirement {
  const words: RuleWords = RULES[rule];
  const { value = "", limit = "", things = [], of } = failure;
  const found: Found = { value: String(value), limit: String(limit), things: fewOf(things) };
  return {
    rule,
    cause: of === undefined ? rule : `${rule}:${of}`,
    field: words.field,
    value: found.value || found.things,
    limit: found.limit,
    heading: words.heading(found),
    sentence: words.sentence(found),
    fix: words.fix(found),
  };
}

function fewOf(things: readonly string[]): string {
  if (things.length <= MOST_NAMED) return things.join(", ");
  return `${things.slice(0, MOST_NAMED).join(", ")} and ${things.length - MOST_NAMED} more`;
}
