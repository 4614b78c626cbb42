// Decimal strings added up without losing cents.

/** Minor units of a decimal string with at most two places. */
export function cents(amount: string | number): number {
  return Math.round(Number(amount) * 100);
}

export function decimal(minor: number): string {
  return (minor / 100).toFixed(2);
}

export type Money = { readonly amount: string; readonly currencyCode: string };

/** Shop and presentment money: the twin's stores sell in their own currency. */
export function moneyBag(minor: number, currencyCode: string): { shopMoney: Money; presentmentMoney: Money } {
  const money = { amount: decimal(minor), currencyCode };
  return { shopMoney: money, presentmentMoney: money };
}
