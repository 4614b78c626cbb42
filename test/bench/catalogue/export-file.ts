// A bulk export of any size, written as Shopify writes it: roots and children as lines of their own, children of many
// products in between one another.
import { once } from "node:events";
import { createWriteStream } from "node:fs";

const VARIANTS = 3;
const MEDIA = 2;
/** Lines a product has in all: itself, its pictures, its variants, and a level and a picture of each variant. */
export const LINES_PER_PRODUCT = 1 + MEDIA + VARIANTS * 2;
/** So many products' children are mixed. */
const MIXED = 50;

/** Writes products until `lines` is reached, and answers how many there are. */
export async function writeExport(file: string, lines: number): Promise<number> {
  const products = Math.ceil(lines / LINES_PER_PRODUCT);
  const out = createWriteStream(file);
  for (let at = 0; at < products; at += MIXED) {
    const some = Array.from({ length: Math.min(MIXED, products - at) }, (_, index) =>
      productLines(at + index),
    );
    const rounds = Array.from({ length: LINES_PER_PRODUCT }, (_, round) => some.map((one) => one[round]));
    if (!out.write(`${rounds.flat().join("\n")}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
  return products;
}

function productLines(number: number): readonly string[] {
  const id = `gid://shopify/Product/${8_000_000_000 + number}`;
  const product = {
    id,
    title: `Product ${number}`,
    descriptionHtml: "<p>Keeps warm, dries fast and weighs next to nothing on a long way.</p>",
    vendor: "Fernweh",
    productType: "Outdoor",
    tags: ["outdoor", "new"],
    status: "ACTIVE",
    updatedAt: "2026-11-01T10:00:00Z",
  };
  return [
    JSON.stringify(product),
    ...Array.from({ length: MEDIA }, (_, index) => mediaLine(id, number * 10 + index)),
    ...Array.from({ length: VARIANTS }, (_, index) => variantLines(id, number * 10 + index)).flat(),
  ];
}

function mediaLine(parent: string, number: number): string {
  const url = `https://cdn.shopify.com/s/files/1/${number}.jpg?v=1700000000`;
  return JSON.stringify({
    id: `gid://shopify/MediaImage/${9_000_000_000 + number}`,
    alt: null,
    image: { url },
    __parentId: parent,
  });
}

function variantLines(product: string, number: number): readonly string[] {
  const id = `gid://shopify/ProductVariant/${40_000_000_000 + number}`;
  const item = `gid://shopify/InventoryItem/${50_000_000_000 + number}`;
  const variant = {
    id,
    sku: `SKU-${number}`,
    title: `Size ${number % 10}`,
    position: (number % 10) + 1,
    price: "19.99",
    compareAtPrice: null,
    barcode: null,
    inventoryPolicy: "DENY",
    selectedOptions: [{ name: "Size", value: String(number % 10) }],
    inventoryItem: { id: item, tracked: true, measurement: { weight: { unit: "GRAMS", value: 250 } } },
    __parentId: product,
  };
  const level = {
    id: `gid://shopify/InventoryLevel/${60_000_000_000 + number}?inventory_item_id=${50_000_000_000 + number}`,
    location: { id: "gid://shopify/Location/1" },
    quantities: [{ name: "available", quantity: number % 50 }],
    updatedAt: "2026-11-01T10:00:00Z",
    __parentId: item,
  };
  return [JSON.stringify(variant), JSON.stringify(level)];
}
