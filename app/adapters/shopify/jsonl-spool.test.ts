// Lines sorted by product, however many, however long, and what they leave on the disk.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { spoolLines } from "./jsonl-spool.ts";

afterEach(() => vi.unstubAllEnvs());

const product = (id: number, text = "") =>
  JSON.stringify({ id: `gid://shopify/Product/${id}`, title: `Größe ${id}`, descriptionHtml: text });
const variant = (id: number, parent: number) =>
  JSON.stringify({
    id: `gid://shopify/ProductVariant/${id}`,
    inventoryItem: { id: `gid://shopify/InventoryItem/${id}` },
    __parentId: `gid://shopify/Product/${parent}`,
  });
const level = (id: number, item: number) =>
  JSON.stringify({
    id: `gid://shopify/InventoryLevel/${id}`,
    __parentId: `gid://shopify/InventoryItem/${item}`,
  });

/** Products with two variants of a level each, in an order that only looks like chance. */
function catalogue(products: number, text = ""): string[] {
  const lines = Array.from({ length: products }, (_, at) => [
    product(at, text),
    ...[0, 1].flatMap((own) => [variant(at * 2 + own, at), level(at * 2 + own, at * 2 + own)]),
  ]).flat();
  const key = (at: number) => Math.imul(at + 1, 0x9e3779b1) >>> 0;
  return lines
    .map((line, at) => ({ line, key: key(at) }))
    .sort((a, b) => a.key - b.key)
    .map(({ line }) => line);
}

async function sorted(lines: readonly string[], chunkSize = 60_000) {
  const bytes = Buffer.from(lines.join("\n"));
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
  }
  const spool = await spoolLines(chunks());
  const products: { line: number; text: string }[][] = [];
  for await (const one of spool.products()) products.push([...one]);
  await spool.remove();
  return { products, unplaced: spool.unplaced };
}

function expectWhole(lines: readonly string[], products: readonly { line: number; text: string }[][]) {
  expect(products.flat()).toHaveLength(lines.length);
  for (const own of products) {
    expect(own).toHaveLength(5);
    expect(own.map(({ line, text }) => lines[line - 1] === text)).toEqual([true, true, true, true, true]);
    const numbers = own.map(({ line }) => line);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(own.filter(({ text }) => text.includes("Größe"))).toHaveLength(1);
  }
}

it("5,000 products in any order come out whole, each line as it went in", async () => {
  const lines = catalogue(5_000);
  const { products, unplaced } = await sorted(lines);
  expect(unplaced).toEqual([]);
  expect(products).toHaveLength(5_000);
  expectWhole(lines, products);
});

it("products too large to be read side by side come out whole, one by one", async () => {
  const lines = catalogue(8, "x".repeat(5_000_000));
  const { products } = await sorted(lines);
  expect(products).toHaveLength(8);
  expectWhole(lines, products);
});

it("a line said twice is in its product twice", async () => {
  const { products } = await sorted([product(1), variant(11, 1), variant(11, 1), product(1)]);
  expect(products.map((one) => one.map(({ line }) => line))).toEqual([[1, 2, 3, 4]]);
});

it("a line that never ends is no export", async () => {
  await expect(sorted([product(1), "x".repeat(20_000_000)])).rejects.toThrow(
    /begins at byte \d+ of the export is too long/,
  );
});

it("an export that breaks off yields nothing, and nothing of any export stays on the disk", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "spool-test-"));
  vi.stubEnv("TMPDIR", folder);
  async function* broken() {
    yield Buffer.from(`${product(1)}\n`);
    throw new Error("cut off");
  }
  await expect(spoolLines(broken())).rejects.toThrow("cut off");
  async function* whole() {
    for (const line of catalogue(2_000)) yield Buffer.from(`${line}\n`);
  }
  const spool = await spoolLines(whole());
  for await (const one of spool.products()) expect(one).toHaveLength(5);
  // While it is still open: a process killed here leaves nothing behind, either.
  expect(await readdir(folder)).toEqual([]);
  await spool.remove();
  await rm(folder, { recursive: true });
});
