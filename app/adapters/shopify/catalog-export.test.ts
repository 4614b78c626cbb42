// Reading an export whose lines come in any order, or cannot be read.
import { describe, expect, it } from "vitest";
import type { ExportedProduct, PlacedProduct } from "../../use-cases/ports/store.ts";
import { exportMethods } from "./catalog-export.ts";
import type { RunOperation } from "./operation.ts";

const noCalls: RunOperation = () => Promise.reject(new Error("reading an export calls nothing"));

/** Reads lines as an export, in chunks that respect neither lines nor characters. */
async function readLines(lines: readonly string[], chunkSize = 7): Promise<ExportedProduct[]> {
  return (await readPlaced(lines, { chunkSize })).map(({ place: _place, ...product }) => product);
}

type How = { readonly chunkSize?: number; readonly after?: number };

async function readPlaced(lines: readonly string[], how: How = {}): Promise<PlacedProduct[]> {
  const { chunkSize = 7, after } = how;
  const bytes = Buffer.from(lines.join("\n"));
  async function* download() {
    for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
  }
  const { readCatalogExport } = exportMethods(noCalls, { download, currency: "EUR" });
  const products: PlacedProduct[] = [];
  for await (const one of readCatalogExport("https://storage.example/x", after)) products.push(one);
  return products;
}

const gid = (type: string, id: number | string) => `gid://shopify/${type}/${id}`;
const product = (id: number) =>
  JSON.stringify({
    id: gid("Product", id),
    title: `Tasche ${id} – groß`,
    descriptionHtml: "",
    vendor: "V",
    productType: "",
    tags: [],
    status: "ACTIVE",
    updatedAt: "2026-11-22T10:00:00Z",
  });
const variant = (id: number, parent: number, change: object = {}) =>
  JSON.stringify({
    id: gid("ProductVariant", id),
    sku: `S${id}`,
    title: "Default",
    price: "10.00",
    compareAtPrice: null,
    barcode: null,
    inventoryPolicy: "DENY",
    position: id,
    selectedOptions: [],
    inventoryItem: {
      id: gid("InventoryItem", id),
      tracked: true,
      measurement: { weight: { unit: "KILOGRAMS", value: 0.25 } },
    },
    ...change,
    __parentId: gid("Product", parent),
  });
const level = (variantId: number, location: number, available: number) =>
  JSON.stringify({
    id: gid("InventoryLevel", `${location}?inventory_item_id=${variantId}`),
    location: { id: gid("Location", location) },
    quantities: [{ name: "available", quantity: available }],
    updatedAt: "2026-11-22T10:00:00Z",
    __parentId: gid("ProductVariant", variantId),
  });
const image = (id: number, parent: string) =>
  JSON.stringify({
    id: gid("MediaImage", id),
    alt: null,
    image: { url: `https://cdn/${id}.jpg` },
    __parentId: parent,
  });
const video = JSON.stringify({ id: gid("Video", 1), __parentId: gid("Product", 1) });

const catalogue = [
  product(1),
  video,
  image(1, gid("Product", 1)),
  variant(11, 1),
  image(2, gid("ProductVariant", 11)),
  level(11, 5, 3),
  level(11, 6, 4),
  variant(12, 1),
  product(2),
  variant(21, 2),
  level(21, 5, 9),
];

/** By product or line; levels of one product come in no order that means anything. */
function byId(products: readonly ExportedProduct[]): Map<string, ExportedProduct> {
  const found = new Map<string, ExportedProduct>();
  for (const one of products) {
    if (one.kind === "unreadable") {
      found.set(String(one.line), one);
      continue;
    }
    const levels = one.levels.toSorted((a, b) => a.storeLocationId.localeCompare(b.storeLocationId));
    found.set(one.product.storeProductId, { ...one, levels });
  }
  return found;
}

describe("an export", () => {
  it("is read into products with images, variants and levels", async () => {
    const [first, second] = await readLines(catalogue);
    if (first?.kind !== "product" || second?.kind !== "product") throw new Error("unreadable");
    expect(first.product.title).toBe("Tasche 1 – groß");
    expect(first.product.images).toEqual([{ url: "https://cdn/1.jpg", altText: null }]);
    expect(first.product.variants.map((one) => [one.sku, one.weightGrams, one.imageUrl, one.price])).toEqual([
      ["S11", 250, "https://cdn/2.jpg", { minor: 1000, currency: "EUR" }],
      ["S12", 250, null, { minor: 1000, currency: "EUR" }],
    ]);
    expect(first.levels.map((one) => [one.inventoryItemId, one.available])).toEqual([
      [gid("InventoryItem", 11), 3],
      [gid("InventoryItem", 11), 4],
    ]);
    expect(second.product.variants.map((one) => one.sku)).toEqual(["S21"]);
  });

  it("means the same whatever the order of its lines", async () => {
    const inOrder = byId(await readLines(catalogue));
    const grouped = [...catalogue].sort((a, b) => a.length - b.length);
    for (const lines of [grouped, [...grouped].reverse()])
      expect(byId(await readLines(lines))).toEqual(inOrder);
    const levelsFirst = [...catalogue].sort(
      (a, b) => Number(b.includes("Level")) - Number(a.includes("Level")),
    );
    const shuffled = byId(await readLines(levelsFirst, 1));
    expect(shuffled).toEqual(inOrder);
  });

  it("read again from any place on tells what it told after that place", async () => {
    const lines = ["null", ...catalogue, variant(31, 3)];
    const whole = await readPlaced(lines);
    expect(whole.map((one) => one.place)).toEqual([1, 2, 3, 4]);
    for (const after of [0, 1, 2, 3, 4, 5])
      expect(await readPlaced(lines, { after })).toEqual(whole.slice(after));
  });

  it("that is empty has no products", async () => {
    expect(await readLines([])).toEqual([]);
  });
});

describe("a line that cannot be read", () => {
  it("is named with its reason, keeps back its own product, and leaves the others alone", async () => {
    const lines = catalogue.map((line) =>
      line.includes('"S12"') ? variant(12, 1, { price: "cheap" }) : line,
    );
    const products = await readLines(lines);
    const [first] = products;
    expect(first).toMatchObject({ kind: "unreadable", line: 8 });
    expect(first?.kind === "unreadable" && first.reason).toMatch(/^price: /);
    expect(products[1]).toMatchObject({ kind: "product", product: { storeProductId: gid("Product", 2) } });
  });

  it("that is cut in the middle keeps back the product it names", async () => {
    const cut = `{"__parentId":"gid:\\/\\/shopify\\/Product\\/2","sku":`;
    const products = await readLines([...catalogue, cut]);
    expect(products.map((one) => one.kind)).toEqual(["product", "unreadable"]);
    expect(products[1]).toMatchObject({ line: 12, reason: "the line is not JSON" });
  });

  it("whose product is missing is told once", async () => {
    const products = await readLines([...catalogue, variant(31, 3), variant(32, 3)]);
    expect(products[0]).toEqual({
      kind: "unreadable",
      line: 12,
      reason: "part of gid://shopify/Product/3, which is not in the export",
    });
    expect(products).toHaveLength(3);
  });

  it("that is no object at all stands alone", async () => {
    const products = await readLines(["null", "[1]", "x", ...catalogue]);
    expect(products.filter((one) => one.kind === "unreadable").map((one) => one.line)).toEqual([1, 2, 3]);
    expect(products).toHaveLength(5);
  });
});
