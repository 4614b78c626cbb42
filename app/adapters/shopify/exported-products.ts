// The result of the catalogue's export, read product by product: lines of both files are grouped by their product and
// become one product with its levels, or one sentence that says which line could not be read.
import { z } from "zod";
import type { Metafield } from "../../domain/product.ts";
import type { ExportedProduct, PlacedProduct } from "../../use-cases/ports/store.ts";
import type { Download } from "../http/download.ts";
import { describeMismatch } from "../http/parse.ts";
import type { Line } from "./export-lines.ts";
import { levelNode, toLevel } from "./inventory.ts";
import { spoolLines } from "./jsonl-spool.ts";
import { image, productNode, toProduct, variantFields } from "./product-nodes.ts";

/** Streams products from the addresses of an export's files, a space between them; not those up to the place `after`. */
export async function* readExport(
  parts: { download: Download; currency: string },
  url: string,
  after = 0,
): AsyncGenerator<PlacedProduct> {
  const exchange = { platform: "shopify", operation: "catalogExport", idempotent: "safe" } as const;
  const spool = await spoolLines(
    downloads(url.split(" ").map((one) => parts.download({ ...exchange, url: one }))),
  );
  try {
    // The spool keeps the order of the export, so that a place means the same whenever it is read.
    let place = 0;
    for (const { line, reason } of spool.unplaced) {
      place += 1;
      if (place > after) yield { kind: "unreadable", line, reason, place };
    }
    for await (const lines of spool.products()) {
      place += 1;
      if (place <= after) continue;
      const product = readProduct(lines, parts.currency);
      if (product) yield { ...product, place };
    }
  } finally {
    await spool.remove();
  }
}

// One after the other as one stream of lines, whether or not a file ends its last one.
async function* downloads(streams: readonly AsyncIterable<Uint8Array>[]): AsyncGenerator<Uint8Array> {
  for (const stream of streams) {
    yield* stream;
    yield NEWLINE;
  }
}
const NEWLINE = new TextEncoder().encode("\n");

// Compiled, for they read millions of lines: what is well-formed goes through one function each, the rest is read as ever.
const child = { __parentId: z.string() };
const productLine = z.compile(productNode, { strict: true });
const variantLine = z.compile(z.object({ ...variantFields, ...child }), { strict: true });
const levelLine = z.compile(levelNode.extend(child), { strict: true });
const collectionLine = z.compile(z.object({ title: z.string() }), { strict: true });
const metafieldLine = z.compile(z.object({ namespace: z.string(), key: z.string(), value: z.string() }), {
  strict: true,
});
const mediaLine = z.compile(image.partial().extend(child), { strict: true });
type Lines = {
  product?: z.output<typeof productNode>;
  variants: z.output<typeof variantLine>[];
  levels: z.output<typeof levelLine>[];
  media: z.output<typeof mediaLine>[];
  collections: string[];
  metafields: Metafield[];
  isKnownByExtras: boolean;
};

/** A product with one bad line is not told at all: without that variant it would look as if the merchant had removed it. */
function readProduct(given: readonly Line[], currency: string): ExportedProduct | undefined {
  const lines: Lines = {
    variants: [],
    levels: [],
    media: [],
    collections: [],
    metafields: [],
    isKnownByExtras: false,
  };
  for (const { line, text } of given) {
    const reason = readLine(lines, text);
    if (reason !== undefined) return { kind: "unreadable", line, reason };
  }
  const { product } = lines;
  // Made while the exports ran: its own webhook tells of it.
  if (!product && lines.isKnownByExtras) return undefined;
  if (!product) return { kind: "unreadable", line: given[0]?.line ?? 0, reason: "not a product" };
  const mediaOf = imagesByParent(lines.media);
  const images = mediaOf.get(product.id) ?? [];
  const variants = lines.variants.map((variant) => ({
    ...variant,
    media: { nodes: mediaOf.get(variant.id) ?? [] },
  }));
  const itemOf = new Map(
    lines.variants.flatMap(({ id, inventoryItem: item }) => [
      [id, item.id],
      [item.id, item.id],
    ]),
  );
  const levels = lines.levels.map((level) =>
    toLevel(itemOf.get(level.__parentId) ?? level.__parentId, level),
  );
  const { collections, metafields } = lines;
  const whole = toProduct({ product, variants, images, collections, metafields }, currency);
  return { kind: "product", product: whole, levels };
}

function imagesByParent(media: Lines["media"]): ReadonlyMap<string, z.output<typeof image>[]> {
  const found = new Map<string, z.output<typeof image>[]>();
  for (const { __parentId: parent, alt = null, image = null } of media) {
    const known = found.get(parent);
    if (known) known.push({ alt, image });
    else found.set(parent, [{ alt, image }]);
  }
  return found;
}

/** Adds one line to what it is part of; the reason, when it cannot be read. */
function readLine(lines: Lines, text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "the line is not JSON";
  }
  switch (kindOf(value)) {
    case "Product":
      if (isReference(value)) {
        lines.isKnownByExtras = true;
        return undefined;
      }
      return read(productLine, value, (product) => (lines.product = product));
    case "Collection":
      return read(collectionLine, value, ({ title }) => lines.collections.push(title));
    case "Metafield":
      return read(metafieldLine, value, (metafield) => lines.metafields.push(metafield));
    case "ProductVariant":
      return read(variantLine, value, (variant) => lines.variants.push(variant));
    case "InventoryLevel":
      return read(levelLine, value, (level) => lines.levels.push(level));
    default:
      return read(mediaLine, value, (media) => lines.media.push(media));
  }
}

/** The extras' own line of a product: its id alone. */
function isReference(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 1;
}

function kindOf(value: unknown): string | undefined {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
  return typeof id === "string" ? /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] : undefined;
}

function read<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  keep: (parsed: z.output<Schema>) => unknown,
): string | undefined {
  const result = schema.safeParse(value);
  if (!result.success) return describeMismatch(result.error);
  keep(result.data);
  return undefined;
}
