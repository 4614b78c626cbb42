// Reads Shopify's own product export: several rows make one product, one per variant and further ones for images.
// A row that cannot be read is named with its row, its column and the reason, and the rest goes on.
import { imageUrl, status, truth } from "./csv/cells.ts";
import type { Column, Header } from "./csv/columns.ts";
import { type Refusal, type Row, refusal, tableOf } from "./csv/rows.ts";
import { holdsVariant, optionNamesOf, variantOf } from "./csv/variant.ts";
import type { SeedProduct, SeedVariant } from "./platform.ts";

export type { Refusal } from "./csv/rows.ts";

/** Shopify's own limit. */
const TITLE_LENGTH = 255;

/** Any text at all gives an answer. Products come in the order of their first rows. */
export function productsFromCsv(text: string): { products: SeedProduct[]; refused: Refusal[] } {
  const { header, rows, refused: unreadable } = tableOf(text);
  const refused = [...unreadable];
  const products: SeedProduct[] = [];
  for (const [handle, group] of grouped(header, rows, refused)) {
    const product = productOf(header, { handle, rows: group }, refused);
    if (product) products.push(product);
  }
  return { products, refused: refused.sort((a, b) => a.row - b.row) };
}

function grouped(header: Header, rows: readonly Row[], refused: Refusal[]): Map<string, [Row, ...Row[]]> {
  const groups = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const handle = handleFrom(row.get("handle") || row.get("title"));
    const group = groups.get(handle);
    if (handle === "")
      refused.push(
        refusal(
          header,
          { row, column: "handle" },
          "is empty, so nothing says which product the row belongs to",
        ),
      );
    else if (group) group.push(row);
    else groups.set(handle, [row]);
  }
  return groups;
}

function productOf(
  header: Header,
  { handle, rows }: { handle: string; rows: [Row, ...Row[]] },
  refused: Refusal[],
): SeedProduct | undefined {
  const [first] = rows;
  const refuse = (column: Column, reason: string) => {
    refused.push(refusal(header, { row: first, column }, `${reason}; the product is left out`));
    return undefined;
  };
  const title = first.get("title");
  if (title === "") return refuse("title", "the first row of a product needs a title");
  if (title.length > TITLE_LENGTH)
    return refuse("title", `is ${title.length} characters long, ${TITLE_LENGTH} are allowed`);
  const state = status(first.get("status"));
  if (!state.ok) return refuse("status", state.reason);
  const published = truth(first.get("published"), "yes");
  if (!published.ok) return refuse("published", published.reason);
  const variants = variantsOf(header, rows, refused);
  if (variants.length === 0) return undefined;
  return {
    handle,
    title,
    descriptionHtml: first.get("description"),
    vendor: first.get("vendor"),
    productType: first.get("type"),
    tags: first
      .get("tags")
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean),
    // Before there was a status, an unpublished product was what a draft is now.
    status: header.has("status") || published.value ? state.value : "DRAFT",
    images: imagesOf(header, rows, refused),
    variants,
  };
}

function variantsOf(header: Header, rows: [Row, ...Row[]], refused: Refusal[]): SeedVariant[] {
  const names = optionNamesOf(rows[0]);
  const seen = new Map<string, number>();
  return rows.flatMap((row, index) => {
    if (index > 0 && !holdsVariant(row)) return [];
    const read = variantOf(header, row, names);
    refused.push(...read.refused);
    if (!read.variant) return [];
    const key = JSON.stringify(read.variant.options.map(({ value }) => value));
    const twin = seen.get(key);
    if (twin !== undefined) {
      refused.push(
        refusal(
          header,
          { row, column: "option1Value" },
          `has the same options as row ${twin}; the variant is left out`,
        ),
      );
      return [];
    }
    seen.set(key, row.number);
    return [read.variant];
  });
}

function imagesOf(header: Header, rows: readonly Row[], refused: Refusal[]): SeedProduct["images"] {
  const images = new Map<string, { url: string; altText: string | null; position: number }>();
  for (const [index, row] of rows.entries()) {
    const url = imageUrl(row.get("image"));
    if (!url.ok)
      refused.push(refusal(header, { row, column: "image" }, `${url.reason}; the image is left out`));
    if (!url.ok || url.value === null || images.has(url.value)) continue;
    const position = Number(row.get("imagePosition") || index + 1);
    if (!Number.isSafeInteger(position)) {
      refused.push(
        refusal(
          header,
          { row, column: "imagePosition" },
          "is not a whole number; the image keeps its place in the file",
        ),
      );
    }
    const altText = row.get("imageAlt") || null;
    images.set(url.value, {
      url: url.value,
      altText,
      position: Number.isSafeInteger(position) ? position : index + 1,
    });
  }
  return [...images.values()]
    .sort((a, b) => a.position - b.position)
    .map(({ url, altText }) => ({ url, altText }));
}

function handleFrom(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "");
}
