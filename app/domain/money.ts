// Money is an integer of minor units with its currency; both platforms speak decimal strings.

export type Money = { readonly minor: number; readonly currency: string };

// ISO 4217 exponents other than 2, for the currencies of the markets we serve.
const EXPONENTS: Readonly<Record<string, number>> = {
  IDR: 0,
  JPY: 0,
  VND: 0,
  KRW: 0,
  CLP: 0,
  BHD: 3,
  KWD: 3,
};

/** Digits after the decimal point that a currency prints. Shopify prints two for IDR, TikTok Shop none: we read both. */
export function exponentOf(currency: string): number {
  return EXPONENTS[currency] ?? 2;
}

/**
 * Reads a platform's decimal string ("19.99", "19", "-0.5") into minor units, rounding half away from zero
 * beyond the currency's digits. Returns undefined for anything that is not a plain decimal number.
 */
export function parseMoney(decimal: string, currency: string): Money | undefined {
  const match = /^(-?)(\d{1,13})(?:\.(\d+))?$/.exec(decimal.trim());
  if (!match) return undefined;
  const digits = exponentOf(currency);
  const fraction = (match[3] ?? "").padEnd(digits + 1, "0");
  const whole = Number(match[2]) * 10 ** digits + Number(fraction.slice(0, digits) || "0");
  const rounded = whole + (Number(fraction[digits]) >= 5 ? 1 : 0);
  return { minor: match[1] && rounded !== 0 ? -rounded : rounded, currency };
}

/** Prints minor units as the decimal string both platforms take, with exactly the currency's digits. */
export function printMoney(money: Money): string {
  const digits = exponentOf(money.currency);
  const sign = money.minor < 0 ? "-" : "";
  const padded = String(Math.abs(money.minor)).padStart(digits + 1, "0");
  if (digits === 0) return sign + padded;
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}
