// The columns of Shopify's product export that we read, under the names of its current format and of the older one.

const COLUMNS = {
  handle: ["URL handle", "Handle"],
  title: ["Title"],
  description: ["Description", "Body (HTML)", "Body HTML", "Body"],
  vendor: ["Vendor"],
  type: ["Type", "Custom Product Type", "Product type"],
  tags: ["Tags"],
  published: ["Published on online store", "Published"],
  status: ["Status"],
  option1Name: ["Option1 name"],
  option1Value: ["Option1 value"],
  option2Name: ["Option2 name"],
  option2Value: ["Option2 value"],
  option3Name: ["Option3 name"],
  option3Value: ["Option3 value"],
  sku: ["SKU", "Variant SKU"],
  barcode: ["Barcode", "Variant Barcode"],
  price: ["Price", "Variant Price"],
  compareAt: ["Compare-at price", "Variant Compare At Price", "Compare at price"],
  quantity: ["Inventory quantity", "Variant Inventory Qty"],
  tracker: ["Inventory tracker", "Variant Inventory Tracker"],
  policy: ["Continue selling when out of stock", "Variant Inventory Policy"],
  grams: ["Weight value (grams)", "Variant Grams"],
  requiresShipping: ["Requires shipping", "Variant Requires Shipping"],
  taxable: ["Charge tax", "Variant Taxable"],
  image: ["Product image URL", "Image Src"],
  imagePosition: ["Image position"],
  imageAlt: ["Image alt text"],
  variantImage: ["Variant image URL", "Variant Image"],
} as const;

export type Column = keyof typeof COLUMNS;

/** Where each column we know stands in this file, and what this file calls it. */
export type Header = ReadonlyMap<Column, { readonly at: number; readonly name: string }>;

const BY_NAME = new Map<string, Column>(
  Object.entries(COLUMNS).flatMap(([column, names]) =>
    names.map((name) => [plain(name), column as Column] as const),
  ),
);

/** Reads the header row in any order and any case; the first of two columns of one name counts. */
export function headerOf(cells: readonly string[]): Header {
  const header = new Map<Column, { at: number; name: string }>();
  for (const [at, cell] of cells.entries()) {
    const column = BY_NAME.get(plain(cell));
    if (column && !header.has(column)) header.set(column, { at, name: cell.trim() });
  }
  return header;
}

/** What the file calls a column, or what Shopify calls it where the file has none. */
export function nameOf(header: Header, column: Column): string {
  return header.get(column)?.name ?? COLUMNS[column][0];
}

function plain(name: string): string {
  return name.trim().toLowerCase().replaceAll(/\s+/g, " ");
}
