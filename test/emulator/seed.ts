// The demo merchant: Fernweh Outfitters, with the catalogue it ships with or one of the user's own.
import { readFileSync } from "node:fs";
import { productsFromCsv, type Refusal } from "./csv.ts";
import type { Twin } from "./twin.ts";

const CATALOGUE = new URL("./demo-data/products.csv", import.meta.url);

export type Seeded = {
  readonly domain: string;
  readonly imported: number;
  readonly refused: readonly Refusal[];
};

/** The text of the catalogue the demo ships with. */
export function demoCsv(): string {
  return readFileSync(CATALOGUE, "utf8");
}

/** Fills the first store from a Shopify product CSV; what cannot be read is named and left out. */
export function seedDemo(twin: Pick<Twin, "settings" | "shopify">, csv: string = demoCsv()): Seeded {
  const domain = twin.settings.shopify.stores[0]?.domain;
  if (!domain) throw new Error("the twin has no store to fill");
  return { domain, ...importCsv(twin, domain, csv) };
}

/** Imports what a CSV holds into a store. */
export function importCsv(twin: Pick<Twin, "shopify">, domain: string, csv: string): Omit<Seeded, "domain"> {
  const { products, refused } = productsFromCsv(csv);
  twin.shopify.importProducts(domain, products);
  return { imported: products.length, refused };
}
