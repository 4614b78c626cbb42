// What differs by market and is not told by any call: the currency, and which category tree applies.

export type Market = { readonly currency: string; readonly categoryVersion: "v1" | "v2" };

const v1 = (currency: string): Market => ({ currency, categoryVersion: "v1" });

// The United States must send v2; elsewhere v1 is the default the documentation still names (read 2026-05).
const MARKETS: Readonly<Record<string, Market>> = {
  US: { currency: "USD", categoryVersion: "v2" },
  GB: v1("GBP"),
  DE: v1("EUR"),
  ES: v1("EUR"),
  FR: v1("EUR"),
  IE: v1("EUR"),
  IT: v1("EUR"),
  ID: v1("IDR"),
  MY: v1("MYR"),
  PH: v1("PHP"),
  SG: v1("SGD"),
  TH: v1("THB"),
  VN: v1("VND"),
  MX: v1("MXN"),
  BR: v1("BRL"),
  JP: v1("JPY"),
};

/** Undefined for a market we do not know. "UK" is written for GB in some answers. */
export function marketOf(region: string): Market | undefined {
  return MARKETS[region === "UK" ? "GB" : region];
}
