import fc from "fast-check";
import { expect, test } from "vitest";
import { productsFromCsv } from "./csv.ts";

const OLDER =
  "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Variant Requires Shipping,Variant Barcode,Image Src,Image Position,Image Alt Text,Variant Image,Status";
const CURRENT =
  "Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,Barcode,Option1 name,Option1 value,Price,Compare-at price,Inventory tracker,Inventory quantity,Continue selling when out of stock,Weight value (grams),Weight unit for display,Requires shipping,Product image URL,Image position,Image alt text,Variant image URL";

test("rows of one handle make one product with its variants and images", () => {
  const csv = `${OLDER}
tent,Two-person tent,<p>Light.</p>,Fernweh,Tents,"camping, tents",TRUE,Color,Green,Size,S,T-G-S,1800,4,deny,199.00,249.00,TRUE,400001,https://img.example/2.jpg,2,Back,,active
tent,,,,,,,,Green,,L,T-G-L,2100,0,continue,229.5,,TRUE,,https://img.example/1.jpg,1,Front,https://img.example/1.jpg,
tent,,,,,,,,,,,,,,,,,,,https://img.example/3.jpg,3,,,
`;
  const { products, refused } = productsFromCsv(csv);
  expect(refused).toEqual([]);
  expect(products).toEqual([
    {
      handle: "tent",
      title: "Two-person tent",
      descriptionHtml: "<p>Light.</p>",
      vendor: "Fernweh",
      productType: "Tents",
      tags: ["camping", "tents"],
      status: "ACTIVE",
      images: [
        { url: "https://img.example/1.jpg", altText: "Front" },
        { url: "https://img.example/2.jpg", altText: "Back" },
        { url: "https://img.example/3.jpg", altText: null },
      ],
      variants: [
        {
          sku: "T-G-S",
          options: [
            { name: "Color", value: "Green" },
            { name: "Size", value: "S" },
          ],
          price: "199.00",
          compareAtPrice: "249.00",
          barcode: "400001",
          weightGrams: 1800,
          requiresShipping: true,
          quantity: 4,
          imageUrl: null,
          taxable: true,
          inventoryPolicy: "DENY",
        },
        {
          sku: "T-G-L",
          options: [
            { name: "Color", value: "Green" },
            { name: "Size", value: "L" },
          ],
          price: "229.50",
          compareAtPrice: null,
          barcode: null,
          weightGrams: 2100,
          requiresShipping: true,
          quantity: 0,
          imageUrl: "https://img.example/1.jpg",
          taxable: true,
          inventoryPolicy: "CONTINUE",
        },
      ],
    },
  ]);
});

test("the current format's names are read, with a byte-order mark, CRLF and line breaks inside a cell", () => {
  const csv = `\uFEFF${CURRENT}\r\nEnamel mug,enamel-mug,"<p>Line one\r\nline two, with ""quotes""</p>",Fernweh,,Mugs,kitchen,TRUE,Draft,MUG-1,'0123456789,Title,Default Title,12,,shopify,7,TRUE,350,g,TRUE,https://img.example/mug.jpg,1,A mug,\r\n`;
  const { products, refused } = productsFromCsv(csv);
  expect(refused).toEqual([]);
  expect(products[0]).toMatchObject({
    handle: "enamel-mug",
    status: "DRAFT",
    descriptionHtml: '<p>Line one\r\nline two, with "quotes"</p>',
    images: [{ url: "https://img.example/mug.jpg", altText: "A mug" }],
    variants: [
      {
        sku: "MUG-1",
        barcode: "0123456789",
        price: "12.00",
        quantity: 7,
        weightGrams: 350,
        inventoryPolicy: "CONTINUE",
        options: [{ name: "Title", value: "Default Title" }],
      },
    ],
  });
});

test("columns may come in any order and case, be missing, and be separated by semicolons", () => {
  const { products, refused } = productsFromCsv("variant PRICE;TITLE;handle\n9.99;A lamp;lamp\n");
  expect(refused).toEqual([]);
  expect(products).toMatchObject([
    {
      handle: "lamp",
      title: "A lamp",
      status: "ACTIVE",
      variants: [{ price: "9.99", sku: null, options: [] }],
    },
  ]);
});

test.each([
  [
    "a price that is none",
    "a,A,x",
    { row: 2, column: "Variant Price", reason: expect.stringContaining('"x" is not an amount') },
  ],
  [
    "a price below zero",
    "a,A,-1",
    { row: 2, column: "Variant Price", reason: expect.stringContaining("below zero") },
  ],
  [
    "a product without a title",
    "a,,1",
    { row: 2, column: "Title", reason: expect.stringContaining("needs a title") },
  ],
  ["a row of nobody", ",,1", { row: 2, column: "Handle", reason: expect.stringContaining("which product") }],
])("%s is named, and the rest goes on", (_what, bad, expected) => {
  const { products, refused } = productsFromCsv(`Handle,Title,Variant Price\n${bad}\nb,B,2\n`);
  expect(refused).toEqual([expected]);
  expect(products.map((product) => product.handle)).toEqual(["b"]);
});

test("a variant that no tracker is named for is not counted, where the file speaks of trackers at all", () => {
  const trackedIn = (csv: string) =>
    productsFromCsv(csv).products.map((product) => product.variants[0]?.tracked ?? "as the store does");
  expect(trackedIn("Handle,Title,Variant Inventory Tracker\na,A,\nb,B,shopify\n")).toEqual([
    false,
    "as the store does",
  ]);
  expect(trackedIn("Handle,Title\na,A\n")).toEqual(["as the store does"]);
});

test("a bad variant is left out and its product stays", () => {
  const csv =
    "Handle,Title,Option1 Name,Option1 Value,SKU,Price,Inventory quantity,Weight value (grams),Requires shipping\na,A,Size,S,A-S,1,1.5,,\na,,,M,A-M,1,2,light,\na,,,L,A-L,1,2,5,maybe\na,,,XL,A-XL,1,2,5,\na,,,XL,A-XXL,1,2,5,\na,,,,A-0,1,2,5,\n";
  const { products, refused } = productsFromCsv(csv);
  expect(products[0]?.variants.map((variant) => variant.sku)).toEqual(["A-XL"]);
  expect(refused.map(({ row, column }) => [row, column])).toEqual([
    [2, "Inventory quantity"],
    [3, "Weight value (grams)"],
    [4, "Requires shipping"],
    [6, "Option1 Value"],
    [7, "Option1 Value"],
  ]);
});

test("an image without an address and a shortened barcode are left out, their variant stays", () => {
  const { products, refused } = productsFromCsv(
    "Handle,Title,Image Src,Variant Barcode\na,A,pictures/a.jpg,4.05E+12\n",
  );
  expect(products[0]).toMatchObject({ images: [], variants: [{ barcode: null }] });
  expect(refused.map(({ column }) => column).sort()).toEqual(["Image Src", "Variant Barcode"]);
});

test("rows are counted as a spreadsheet shows them, blank ones and ones with line breaks included", () => {
  const { refused } = productsFromCsv('Handle,Title,Price\na,"A\nlong\ntitle",1\n\nb,B,bad\n');
  expect(refused).toMatchObject([{ row: 4 }]);
});

test("a quotation mark that never closes is named, and the rows before it are read", () => {
  const { products, refused } = productsFromCsv('Handle,Title,Price\na,A,1\nb,"B,2\nc,C,3\n');
  expect(products.map((product) => product.handle)).toEqual(["a"]);
  expect(refused).toMatchObject([{ row: 3, reason: expect.stringContaining("never closes") }]);
});

test("a file of something else is refused in one sentence", () => {
  expect(productsFromCsv("name,age\nEva,30\n")).toEqual({
    products: [],
    refused: [{ row: 1, column: "header", reason: expect.stringContaining("not a Shopify product export") }],
  });
});

test("no text makes it throw", () => {
  const word = fc.constantFrom('"', ",", "\n", "\r\n", "a", "Handle", "1.5", "https://x", " ", "\uFEFF", "é");
  const rough = fc
    .array(word, { maxLength: 60 })
    .map((words) => `Handle,Title,Price,Image Src\n${words.join("")}`);
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), rough), (text) => {
      const { products, refused } = productsFromCsv(text);
      expect(refused.every((entry) => entry.row >= 1 && entry.reason !== "")).toBe(true);
      expect(products.every((product) => product.title !== "" && product.variants.length > 0)).toBe(true);
    }),
    { numRuns: 120 },
  );
});
