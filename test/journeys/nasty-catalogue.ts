// A merchant's export with every kind of trouble in it, a product each, and what must become of it: live, a reason that
// the app names, or a row that Shopify itself would not take.

export type Fate =
  /** Listed and on sale, every variant of it. */
  | "live"
  /** Not for sale in the store, so nothing is owed. */
  | "not for sale"
  /** Not in the store at all: the import names row and column. */
  | { readonly refused: string }
  /** Not listed, with a sentence that the merchant can act on. */
  | { readonly says: RegExp };

type Cells = Readonly<Record<string, string>>;
export type Trouble = { readonly handle: string; readonly fate: Fate; readonly rows: readonly Cells[] };

const HEADER = [
  ...["Handle", "Title", "Body (HTML)", "Vendor", "Type", "Tags", "Published"],
  ...["Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value", "Option3 Name", "Option3 Value"],
  ...["Option4 Name", "Option4 Value", "Variant SKU", "Variant Grams", "Variant Inventory Tracker"],
  ...["Variant Inventory Qty", "Variant Inventory Policy", "Variant Price", "Variant Compare At Price"],
  ...["Variant Requires Shipping", "Variant Barcode", "Image Src", "Image Position", "Status"],
];

const GOOD: Cells = {
  "Body (HTML)": "<p>Poured by hand in small batches, and made to last for years.</p>",
  Vendor: "Fernweh",
  Type: "Soap",
  Published: "true",
  "Variant Grams": "250",
  "Variant Inventory Tracker": "shopify",
  "Variant Inventory Qty": "12",
  "Variant Inventory Policy": "deny",
  "Variant Price": "14.00",
  "Variant Requires Shipping": "true",
  Status: "active",
};

const said = (handle: string, fate: Fate, ...[change, ...more]: Cells[]): Trouble => {
  const [sku, image] = [handle.toUpperCase(), `https://img.example/${handle}.jpg`];
  const title = `${handle.replaceAll("-", " ")}, a thing of the merchant's`;
  const first = { Title: title, ...GOOD, "Variant SKU": sku, "Image Src": image, ...change };
  return { handle, fate, rows: [first, ...more].map((row) => ({ Handle: handle, ...row })) };
};
const variant = (sku: string, options: Cells, change: Cells = {}): Cells => ({
  ...options,
  "Variant SKU": sku,
  ...Object.fromEntries(
    ["Variant Grams", "Variant Inventory Qty", "Variant Inventory Tracker", "Variant Price"].map((name) => [
      name,
      GOOD[name] ?? "",
    ]),
  ),
  ...change,
});
const color = (value: string): Cells => ({ "Option1 Name": "Color", "Option1 Value": value });

const SPELLING: readonly Trouble[] = [
  said("plain-soap", "live", {}),
  said(
    "emoji-title",
    { says: /TikTok Shop refuses that/ },
    { Title: "🧼 Lavender soap bar 🌿 by hand, 100 g 👩🏽‍🌾" },
  ),
  said("hebrew-title", "live", { Title: "סבון לבנדר בעבודת יד, מאה גרם, ללא בישום" }),
  said("arabic-body", "live", { "Body (HTML)": '<p dir="rtl">صابون طبيعي مصنوع يدويًا من زيت الزيتون</p>' }),
  said(
    "chinese-title",
    { says: /TikTok Shop refuses that/ },
    { Title: "手工薰衣草香皂，一百克，天然橄榄油制作，适合敏感肌肤使用，不含香精" },
  ),
  said("script-body", "live", {
    "Body (HTML)":
      '<script>alert(1)</script><p onclick="steal()">Safe <iframe src="https://evil.example"></iframe>words about a soap.</p><style>p{}</style>',
  }),
  said("quotes-and-lines", "live", {
    Title: 'A 12" tray, "Oak", for bread & butter',
    "Body (HTML)": "<p>One line,\nanother; and\ta tab.</p>",
  }),
  said("formula-title", "live", { Title: '=HYPERLINK("https://evil.example";"soap") for the bath' }),
  said(
    "entities",
    { says: /TikTok Shop refuses that/ },
    { Title: "Salt &amp; pepper set &lt;two pieces&gt; in beech", Tags: "a, ,b,,>" },
  ),
  said("hidden-letters", "live", { Title: "Zero\u200bwidth\u00a0and\u202eturned\u202c words in a title" }),
  said("long-title", { refused: "Title" }, { Title: `Soap ${"very ".repeat(60)}long` }),
  said("short-title", "live", { Title: "Cup" }),
  said("empty-body", { says: /description/i }, { "Body (HTML)": "" }),
  said("only-script-body", { says: /description/i }, { "Body (HTML)": "<script>1</script><img src=x>" }),
  said("endless-body", "live", { "Body (HTML)": `<p>${"words ".repeat(4_000)}</p>` }),
];

const PICTURES: readonly Trouble[] = [
  said("no-image", { says: /image/i }, { "Image Src": "" }),
  said("image-is-no-address", { says: /image/i }, { "Image Src": "not an address" }),
  said(
    "twelve-images",
    "live",
    {},
    ...Array.from({ length: 11 }, (_, at) => ({
      "Image Src": `https://img.example/twelve-${at}.jpg`,
      "Image Position": String(at + 2),
    })),
  ),
];

const NUMBERS: readonly Trouble[] = [
  said("free-price", { says: /price/i }, { "Variant Price": "0.00" }),
  said("no-price", { says: /price/i }, { "Variant Price": "" }),
  said("word-price", { refused: "Variant Price" }, { "Variant Price": "cheap" }),
  said("minus-price", { refused: "Variant Price" }, { "Variant Price": "-4.00" }),
  said("dear-price", { says: /price/i }, { "Variant Price": "9999999.00" }),
  said("comma-price", { refused: "Variant Price" }, { "Variant Price": "14,00" }),
  said("compare-below", "live", { "Variant Compare At Price": "2.00" }),
  said("no-weight", { says: /weight/i }, { "Variant Grams": "" }),
  said("heavy", { says: /weigh/i }, { "Variant Grams": "9000000" }),
  said("word-weight", { refused: "Variant Grams" }, { "Variant Grams": "1,5 kg" }),
  said("minus-stock", "live", { "Variant Inventory Qty": "-3" }),
  said("word-stock", { refused: "Variant Inventory Qty" }, { "Variant Inventory Qty": "many" }),
  said("sells-on", "live", { "Variant Inventory Policy": "continue", "Variant Inventory Qty": "0" }),
  said("not-tracked", "live", { "Variant Inventory Tracker": "", "Variant Inventory Qty": "0" }),
  said("scientific-barcode", "live", { "Variant Barcode": "4.26E+12" }),
];

const SKUS: readonly Trouble[] = [
  said("shared-one", { says: /SKU/ }, { "Variant SKU": "SHARED" }),
  said("shared-other", { says: /SKU/ }, { "Variant SKU": "SHARED" }),
  said("no-sku", { says: /SKU/ }, { "Variant SKU": "" }),
  said("long-sku", { says: /SKU/ }, { "Variant SKU": "S".repeat(80) }),
  said("case-sku-low", "live", { "Variant SKU": "case-1" }),
  said("case-sku-high", "live", { "Variant SKU": "CASE-1" }),
];

const OPTIONS: readonly Trouble[] = [
  said("three-options", "live", {
    ...color("Red"),
    ...{ "Option2 Name": "Size", "Option2 Value": "M", "Option3 Name": "Fabric", "Option3 Value": "Wool" },
  }),
  said(
    "four-options",
    // Shopify has three options: a row that differs in a fourth is the same variant again, and is named.
    "live",
    { ...color("Red"), "Option4 Name": "Length", "Option4 Value": "Short" },
    variant("FOUR-OPTIONS-2", { "Option1 Value": "Red", "Option4 Value": "Long" }),
  ),
  said("missing-option", { refused: "Option1 Value" }, { "Option1 Name": "Color", "Option1 Value": "" }),
  said("options-by-case", "live", color("red"), variant("OPTIONS-BY-CASE-2", { "Option1 Value": "RED" })),
  said("long-option", { says: /option|value|characters/i }, color("x".repeat(120))),
  said(
    "thirty-variants",
    "live",
    color("Color 0"),
    ...Array.from({ length: 29 }, (_, at) =>
      variant(`THIRTY-${at}`, { "Option1 Value": `Color ${at + 1}` }, { "Variant Grams": "90" }),
    ),
  ),
];

const STANDING: readonly Trouble[] = [
  said("draft", "not for sale", { Status: "draft" }),
  said("archived", "not for sale", { Status: "archived" }),
  said("odd-status", { refused: "Status" }, { Status: "publishd" }),
  said("odd-published", { refused: "Published" }, { Published: "maybe" }),
  said("odd-shipping", { refused: "Variant Requires Shipping" }, { "Variant Requires Shipping": "perhaps" }),
  said("unknown-type", "live", { Type: "Quantum flux capacitors", Title: "Zzyzx qwrt flrm 88 xx, by Bxq" }),
  said(
    "forbidden-words",
    { says: /TikTok Shop switched off the listing/ },
    { Title: "Replica designer watch, 100% cures cancer, CBD oil" },
  ),
];

const HANDLES: readonly Trouble[] = [
  // Its second half stands at the end of the file, with another title: one product.
  said("twice", "live", color("Black")),
  { handle: "", fate: { refused: "Handle" }, rows: [{ ...GOOD, "Variant SKU": "NOBODY" }] },
  {
    handle: "twice",
    fate: "live",
    rows: [
      { Handle: "twice", Title: "Twice, once more", ...variant("TWICE-2", { "Option1 Value": "White" }) },
    ],
  },
];

export const TROUBLES: readonly Trouble[] = [
  ...SPELLING,
  ...PICTURES,
  ...NUMBERS,
  ...SKUS,
  ...OPTIONS,
  ...STANDING,
  ...HANDLES,
];

/** The file as the merchant would upload it. */
export function nastyCsv(): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = TROUBLES.flatMap(({ rows }) => rows).map((row) =>
    HEADER.map((name) => cell(row[name] ?? "")).join(","),
  );
  return [HEADER.join(","), ...lines, ""].join("\r\n");
}
