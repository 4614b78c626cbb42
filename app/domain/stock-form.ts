// A stock rule as a merchant types it, and back: whole numbers as text, with what is wrong in words.
import { MOST_LISTED } from "./inventory.ts";
import type { StockFeed, StockRule } from "./stock-rule.ts";

export type StockForm = {
  readonly sharePercent: string;
  readonly buffer: string;
  readonly ceiling: string;
  readonly threshold: string;
  readonly feeds: readonly StockFeed[];
};

type NumberField = Exclude<keyof StockForm, "feeds">;
export type StockFaults = Partial<Record<NumberField, string>>;

const SPANS = {
  sharePercent: { least: 0, most: 100 },
  buffer: { least: 0, most: MOST_LISTED },
  ceiling: { least: 1, most: MOST_LISTED },
  threshold: { least: 0, most: MOST_LISTED },
} as const satisfies Record<NumberField, { least: number; most: number }>;

const FIELDS = Object.keys(SPANS) as readonly NumberField[];

export function stockForm(rule: StockRule): StockForm {
  const { sharePercent, buffer, ceiling, threshold, feeds } = rule;
  return {
    sharePercent: String(sharePercent),
    buffer: String(buffer),
    ceiling: String(ceiling),
    threshold: String(threshold),
    feeds,
  };
}

/** The rule, or what is wrong by field. */
export function stockRuleFrom(
  form: StockForm,
): { readonly rule: StockRule } | { readonly faults: StockFaults } {
  const faults: StockFaults = Object.fromEntries(
    FIELDS.flatMap((field) => {
      const { least, most } = SPANS[field];
      const isFine = /^\d{1,5}$/.test(form[field].trim()) && within(Number(form[field]), least, most);
      return isFine
        ? []
        : [[field, `Enter a whole number from ${least} to ${most.toLocaleString("en")}.`] as const];
    }),
  );
  if (Object.keys(faults).length > 0) return { faults };
  return {
    rule: {
      sharePercent: Number(form.sharePercent),
      buffer: Number(form.buffer),
      ceiling: Number(form.ceiling),
      threshold: Number(form.threshold),
      feeds: form.feeds,
    },
  };
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
