// Products that are broken in one thing of their own each: title, description, variants, SKUs, prices, options, weight.
import type { RuleName } from "../../app/domain/requirement.ts";
import { aCase, aVariantIn, type Case } from "./a-case.ts";

/** `rule` is the one it breaks; null where nobody publishes the limit that the twin assumes. */
export type Broken = { readonly name: string; readonly rule: RuleName | null; readonly one: Case };

const broken = (rule: RuleName | null, name: string, one: Case): Broken => ({ rule, name, one });
const long = (length: number) =>
  "Camp pot with a handle "
    .repeat(20)
    .slice(0, length - 1)
    .padEnd(length, "x");

const title = (rule: RuleName, said: string, region = "US") =>
  broken(rule, `title ${JSON.stringify(said.slice(0, 40))} in ${region}`, aCase(region, { title: said }));

const TITLES: readonly Broken[] = [
  ...["", "   "].map((said) => title("title-empty", said)),
  ...["US", "GB", "DE", "MY", "JP"].map((region) => title("title-long", long(256), region)),
  ...["MX", "BR"].map((region) => title("title-long", long(301), region)),
  ...["MY", "ID"].map((region) => title("title-short", "Camp pot with a handle x", region)),
  ...["🎉", "❤", "☕", "👨‍👩‍👧", "👍🏽", "🇺🇸", "1️⃣"].map((sign) => title("title-emoji", `Camp pot ${sign}`)),
  ...["&amp;", "&#39;", "&#x27;", "&nbsp;", "&frac12;"].map((sign) =>
    title("title-escape", `Pot ${sign} lid`),
  ),
  ...["\t", "\n", "\u0000", "\u0007", "\u0085"].map((sign) => title("title-control", `Pot${sign}lid`)),
  ...["***", "!!! ???", "— — —"].map((said) => title("title-symbols", said)),
  ...["Poooooooooot", "Pot----------lid", "1111111111"].map((said) => title("title-repeated", said)),
  ...["US", "GB", "DE", "MX"].map((region) => title("title-language", "Camp pot with a handle 钛锅", region)),
];

const description = (rule: RuleName, html: string, region = "US") =>
  broken(rule, `description ${JSON.stringify(html)} in ${region}`, aCase(region, { descriptionHtml: html }));

const DESCRIPTIONS: readonly Broken[] = [
  ...["", "<p></p>", "<p> &nbsp; </p>", "<br><br>", "\n\n", "<div><span></span></div>"].map((html) =>
    description("description", html),
  ),
  ...["<script>alert(1)</script>", "<style>p{color:red}</style>"].map((html) =>
    description("description", html),
  ),
  ...["US", "GB", "MY"].map((region) => description("description-language", "<p>钛锅</p>", region)),
];

type Change = Parameters<typeof aVariantIn>[1];
type Told = string | readonly [name: string, region: string];
const variants = (rule: RuleName | null, told: Told, changes: readonly Change[]) => {
  const [name, region] = typeof told === "string" ? [told, "US"] : told;
  return broken(
    rule,
    `${name} in ${region}`,
    aCase(region, { variants: changes.map((one) => aVariantIn(region, one)) }),
  );
};

const sized = (value: string, change: Change = {}): Change => ({
  sku: `POT-${value}`,
  options: [{ name: "Size", value }],
  ...change,
});
const many = (count: number) => Array.from({ length: count }, (_, at) => sized(`${at}`));

const VARIANTS: readonly Broken[] = [
  variants("variant", "no variant", []),
  ...["US", "GB", "DE", "BR", "MX", "JP"].map((region) =>
    variants("sku-count", ["301 variants", region], many(301)),
  ),
  ...["MY", "ID"].map((region) => variants("sku-count", ["101 variants", region], many(101))),
  variants("sku-length", "a SKU of 51 characters", [{ sku: "S".repeat(51) }]),
  variants("sku-length", ["a SKU of 60 characters", "GB"], [{ sku: "S".repeat(60) }]),
  ...["POT 1", "POT\t1", " POT", "POT\u00a01"].map((sku) =>
    variants("sku-spaces", `SKU ${JSON.stringify(sku)}`, [{ sku }]),
  ),
  variants("sku-unique", "one SKU on two variants", [sized("S", { sku: "POT" }), sized("L", { sku: "POT" })]),
  variants("option-count", "four options", [
    { options: ["A", "B", "C", "D"].map((name) => ({ name, value: "x" })) },
  ]),
  ...["US", "MY"].map((region) =>
    variants(
      "option-name",
      ["an option name of 21", region],
      [{ options: [{ name: "N".repeat(21), value: "x" }] }],
    ),
  ),
  ...["US", "MY"].map((region) =>
    variants(
      "option-value",
      ["an option value of 51", region],
      [{ options: [{ name: "Size", value: "v".repeat(51) }] }],
    ),
  ),
  variants("option-set", "two variants without options", [{ sku: "A" }, { sku: "B" }]),
  variants("option-set", "one variant without the option", [sized("S"), { sku: "B" }]),
  variants("option-set", "options of other names", [
    sized("S"),
    { sku: "B", options: [{ name: "Color", value: "S" }] },
  ]),
  variants("option-repeated", "the same options twice", [sized("S"), sized("S", { sku: "B" })]),
  variants("weight", "no weight", [{ weightGrams: null }]),
  variants("weight", ["a weight of nothing", "GB"], [{ weightGrams: 0 }]),
  variants("weight-limit", "68.04 kg", [{ weightGrams: 68_040 }]),
  variants(null, ["68.04 kg", "GB"], [{ weightGrams: 68_040 }]),
];

const price = (rule: RuleName | null, region: string, [minor, currency]: readonly [number, string]) =>
  variants(rule, [`a price of ${minor} (minor) ${currency}`, region], [{ price: { minor, currency } }]);

const PRICES: readonly Broken[] = [
  price("price", "US", [0, "USD"]),
  price("price", "US", [-100, "USD"]),
  price("price", "GB", [0, "GBP"]),
  price("price", "JP", [0, "JPY"]),
  price("price-high", "US", [760_001, "USD"]),
  price("price-high", "BR", [1_000_001, "BRL"]),
  price("price-low", "BR", [49, "BRL"]),
  price("currency", "US", [1_200, "EUR"]),
  price("currency", "GB", [1_200, "USD"]),
  price("currency", "ID", [1_200, "USD"]),
  price(null, "GB", [100_000_001, "GBP"]),
  price(null, "MY", [100_000_001, "MYR"]),
];

export const PRODUCT_CORPUS = [...TITLES, ...DESCRIPTIONS, ...VARIANTS, ...PRICES];
