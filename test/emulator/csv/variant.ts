// One variant from one row. The first cell that cannot be read refuses the variant: a guessed price or stock would
// be sold.
import type { SeedVariant } from "../platform.ts";
import { amount, barcode, type Cell, grams, imageUrl, policy, truth, units } from "./cells.ts";
import type { Column, Header } from "./columns.ts";
import { type Refusal, type Row, refusal } from "./rows.ts";

const OPTION_NAMES = ["option1Name", "option2Name", "option3Name"] as const;
const OPTION_VALUES = ["option1Value", "option2Value", "option3Value"] as const;
const OF_VARIANTS = [
  ...OPTION_VALUES,
  "sku",
  "price",
  "barcode",
  "grams",
  "variantImage",
] as const satisfies readonly Column[];

/** Whether a row holds a variant, and not only one more image. */
export function holdsVariant(row: Row): boolean {
  return OF_VARIANTS.some((column) => row.get(column) !== "");
}

/** The names of a product's options, which stand on its first row alone. */
export function optionNamesOf(row: Row): readonly string[] {
  const names = OPTION_NAMES.map((column) => row.get(column));
  const count = names.findLastIndex((name) => name !== "") + 1;
  if (count === 0) return row.get("option1Value") === "" ? [] : ["Title"];
  return names.slice(0, count).map((name, index) => name || `Option${index + 1}`);
}

export type ReadVariant = { readonly variant?: SeedVariant; readonly refused: readonly Refusal[] };

export function variantOf(header: Header, row: Row, optionNames: readonly string[]): ReadVariant {
  const left: Refusal[] = [];
  const wrong: Refusal[] = [];
  const read = <T>(
    column: Column,
    parse: (text: string) => Cell<T>,
    instead: { value: T; into: Refusal[] },
  ): T => {
    const cell = parse(row.get(column));
    if (cell.ok) return cell.value;
    const what = instead.into === wrong ? "the variant is left out" : "it is left out";
    instead.into.push(refusal(header, { row, column }, `${cell.reason}; ${what}`));
    return instead.value;
  };
  /** Without this cell there is no variant; without the other kind there is one. */
  const need = <T>(column: Column, parse: (text: string) => Cell<T>, value: T) =>
    read(column, parse, { value, into: wrong });
  const take = <T>(column: Column, parse: (text: string) => Cell<T | null>) =>
    read<T | null>(column, parse, { value: null, into: left });
  const missing = OPTION_VALUES.slice(0, optionNames.length).find((column) => row.get(column) === "");
  if (missing) {
    const reason = "an option of the product has no value here; the variant is left out";
    wrong.push(refusal(header, { row, column: missing }, reason));
  }
  const variant: SeedVariant = {
    sku: row.get("sku").replace(/^'/, "") || null,
    options: optionNames.map((name, index) => ({
      name,
      value: row.get(OPTION_VALUES[index] ?? "option1Value"),
    })),
    // Shopify takes a variant without a price as free.
    price: need("price", amount, null) ?? "0.00",
    compareAtPrice: need("compareAt", amount, null),
    barcode: take("barcode", barcode),
    weightGrams: need("grams", grams, null),
    requiresShipping: need("requiresShipping", (text) => truth(text, "yes"), true),
    quantity: need("quantity", units, 0),
    imageUrl: take("variantImage", imageUrl),
    taxable: need("taxable", (text) => truth(text, "yes"), true),
    inventoryPolicy: need("policy", policy, "DENY"),
    // Named by nobody, its units are not counted; a file without the column says nothing of it.
    ...(header.has("tracker") && row.get("tracker") === "" ? { tracked: false } : {}),
  };
  return wrong.length > 0 ? { refused: wrong } : { variant, refused: left };
}
