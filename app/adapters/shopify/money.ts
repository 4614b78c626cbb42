// Reads Shopify's decimals, weights and dates into ours; a decimal that is none fails the schema, by path.
import { z } from "zod";
import { type Money, parseMoney, printMoney } from "../../domain/money.ts";

/** `MoneyV2`, read into minor units. */
export const moneyV2 = z
  .object({ amount: z.string(), currencyCode: z.string() })
  .transform((value, context) => {
    const money = parseMoney(value.amount, value.currencyCode);
    if (!money) context.addIssue({ code: "custom", message: "not a decimal amount" });
    return money ?? { minor: 0, currency: value.currencyCode };
  });

/** A `MoneyBag`, of which we use the store's side. */
export const moneyBag = z.object({ shopMoney: moneyV2 }).transform((bag) => bag.shopMoney);

/** A `MoneyBagInput`: in the store's currency alone, or with what the buyer paid beside it. */
export function moneyBagInput(shop: Money, presentment: Money = shop): unknown {
  const bag = { shopMoney: moneyInput(shop) };
  return presentment.currency === shop.currency ? bag : { ...bag, presentmentMoney: moneyInput(presentment) };
}

function moneyInput(money: Money): unknown {
  return { amount: printMoney(money), currencyCode: money.currency };
}

/** The scalar `Money`: a decimal whose currency is the store's. */
export const decimal = z.string().regex(/^-?\d{1,13}(\.\d+)?$/);

/** A checked decimal in the given currency. */
export function moneyOf(checked: string, currency: string): Money {
  const money = parseMoney(checked, currency);
  if (!money) throw new Error("a decimal that passed its schema must be readable");
  return money;
}

const GRAMS_PER = { GRAMS: 1, KILOGRAMS: 1000, OUNCES: 28.349523125, POUNDS: 453.59237 } as const;

export const weight = z.object({
  unit: z.enum(["GRAMS", "KILOGRAMS", "OUNCES", "POUNDS"]),
  value: z.number(),
});

/** Whole grams. Shopify writes zero where the merchant gave none: that is no weight. */
export function toGrams(value: z.output<typeof weight> | null | undefined): number | null {
  if (!value || value.value <= 0) return null;
  return Math.max(1, Math.round(value.value * GRAMS_PER[value.unit]));
}

/** An ISO 8601 moment. */
export const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
