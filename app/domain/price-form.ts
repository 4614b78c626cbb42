// A price rule as a merchant types it, and back: decimals as text, with what is wrong in words.
import { exponentOf, parseMoney, printMoney } from "./money.ts";
import type { PriceEnding, PriceRule } from "./price-rule.ts";

export type PriceForm = {
  readonly direction: "add" | "take-off";
  readonly unit: "percent" | "amount";
  readonly by: string;
  readonly ending: PriceEnding;
  readonly floor: string;
  /** Units of the listing's currency for one of the store's; empty where both are the same. */
  readonly rate: string;
  readonly compareAt: PriceRule["compareAt"];
};

export type PriceFaults = Partial<Record<"by" | "floor" | "rate", string>>;

const MILLION = 1_000_000;

export function priceForm(rule: PriceRule, currency: string): PriceForm {
  const { change } = rule;
  const size = change.kind === "percent" ? change.basisPoints : change.minor;
  const by =
    change.kind === "percent"
      ? String(Math.abs(size) / 100)
      : printMoney({ minor: Math.abs(size), currency });
  return {
    direction: size < 0 ? "take-off" : "add",
    unit: change.kind,
    by,
    ending: rule.ending,
    floor: rule.floorMinor === null ? "" : printMoney({ minor: rule.floorMinor, currency }),
    rate: rule.rateMillionths === null ? "" : String(rule.rateMillionths / MILLION),
    compareAt: rule.compareAt,
  };
}

/** The rule, or what is wrong by field. `currency` is the listing's. */
export function priceRuleFrom(
  form: PriceForm,
  currency: string,
): { readonly rule: PriceRule } | { readonly faults: PriceFaults } {
  const { unit, ending, compareAt } = form;
  const size = unit === "percent" ? percent(form.by) : amount(form.by, currency);
  const floorMinor = isBlank(form.floor) ? null : amount(form.floor, currency);
  const rateMillionths = isBlank(form.rate) ? null : rateOf(form.rate);
  if (size === undefined || floorMinor === undefined || rateMillionths === undefined)
    return { faults: faultsOf({ size, floorMinor, rateMillionths }, unit, currency) };
  const change = changeOf(unit, form.direction === "add" ? size : -size);
  return { rule: { change, ending, floorMinor, rateMillionths, compareAt } };
}

type Read = {
  readonly size: number | undefined;
  readonly floorMinor: number | null | undefined;
  readonly rateMillionths: number | null | undefined;
};

function faultsOf(read: Read, unit: PriceForm["unit"], currency: string): PriceFaults {
  return {
    ...(read.size === undefined
      ? { by: `Enter a number of 0 or more, such as ${example(unit, currency)}.` }
      : {}),
    ...(read.floorMinor === undefined ? { floor: `Enter an amount in ${currency}, or nothing.` } : {}),
    ...(read.rateMillionths === undefined
      ? { rate: "Enter a rate above 0 with at most six decimals, such as 0.92." }
      : {}),
  };
}

// Zero has no sign.
function changeOf(unit: PriceForm["unit"], size: number): PriceRule["change"] {
  return unit === "percent" ? { kind: unit, basisPoints: size + 0 } : { kind: unit, minor: size + 0 };
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}

function example(unit: PriceForm["unit"], currency: string): string {
  return unit === "percent" ? "2.5" : printMoney({ minor: 2 * 10 ** exponentOf(currency), currency });
}

// Minor units of a currency with two digits are hundredths, as basis points are of a percent.
function percent(text: string): number | undefined {
  const hundredths = /^\d{1,4}(\.\d{1,2})?$/.test(text.trim()) ? parseMoney(text, "USD") : undefined;
  return hundredths?.minor;
}

const MOST_MINOR = 2_000_000_000;

function amount(text: string, currency: string): number | undefined {
  const minor = parseMoney(text, currency)?.minor;
  return minor !== undefined && minor >= 0 && minor <= MOST_MINOR ? minor : undefined;
}

function rateOf(text: string): number | undefined {
  if (!/^\d{1,7}(\.\d{1,6})?$/.test(text.trim())) return undefined;
  const millionths = Math.round(Number(text) * MILLION);
  return millionths > 0 ? millionths : undefined;
}
