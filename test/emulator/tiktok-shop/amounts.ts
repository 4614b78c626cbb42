// Minor units and the decimal strings of the wire; currencies without decimals are written without.

const ZERO_DECIMAL = ["IDR", "JPY", "VND"];

export function toMinor(amount: string, currency: string): number {
  return Math.round(Number(amount) * (ZERO_DECIMAL.includes(currency) ? 1 : 100));
}

export function toAmount(minor: number, currency: string): string {
  return ZERO_DECIMAL.includes(currency) ? String(minor) : (minor / 100).toFixed(2);
}
