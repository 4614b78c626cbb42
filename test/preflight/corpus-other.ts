// Products broken by a picture, or by what their category demands in their market.
import type { AttributeRule } from "../../app/domain/listing-settings.ts";
import type { RuleName } from "../../app/domain/requirement.ts";
import { DEMO_SHOP } from "../emulator/settings.ts";
import { type AShop, aPng } from "../emulator/tiktok-shop/a-shop.ts";
import { aCase, aVariantIn, type Case, PICTURE } from "./a-case.ts";
import type { Broken } from "./corpus-product.ts";

const broken = (rule: RuleName, name: string, one: Case): Broken => ({ rule, name, one });

const picture = (rule: RuleName, name: string, bytes: Uint8Array) =>
  broken(rule, `picture: ${name}`, aCase("US", {}, { pictures: new Map([[PICTURE, bytes]]) }));
const ofVariant = (rule: RuleName, name: string, bytes: Uint8Array) => {
  const url = "https://cdn.example/variant.png";
  const options = [{ name: "Color", value: "Red" }];
  return broken(
    rule,
    `picture of a variant: ${name}`,
    aCase(
      "US",
      { variants: [aVariantIn("US", { imageUrl: url, options })] },
      { pictures: new Map([[PICTURE, aPng(600, 600)] as const, [url, bytes] as const]) },
    ),
  );
};
const words = (text: string) => Buffer.from(text, "latin1");

const PICTURES: readonly Broken[] = [
  ...["US", "JP"].map((region) => broken("image", `no picture in ${region}`, aCase(region, { images: [] }))),
  picture("image-format", "a page", words("<!doctype html><p>Not found</p>")),
  picture("image-format", "nothing", Buffer.alloc(0)),
  picture("image-format", "a GIF", words("GIF89a\x58\x02\x58\x02".padEnd(200, "\0"))),
  picture(
    "image-format",
    "an SVG",
    words('<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"/>'),
  ),
  picture("image-format", "an AVIF", words("\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf".padEnd(200, "\0"))),
  picture("image-format", "a TIFF", words("II*\0\x08\0\0\0".padEnd(200, "\0"))),
  picture("image-format", "a PDF", words("%PDF-1.7\n")),
  picture("image-format", "a PNG cut off", aPng(600, 600).subarray(0, 18)),
  picture("image-bytes", "more than 10 MB", Buffer.concat([aPng(600, 600), Buffer.alloc(10 * 1024 * 1024)])),
  picture("image-small", "299 wide", aPng(299, 600)),
  picture("image-small", "299 high", aPng(600, 299)),
  picture("image-small", "one pixel", aPng(1, 1)),
  picture("image-large", "4001 wide", aPng(4_001, 600)),
  picture("image-large", "4001 high", aPng(600, 4_001)),
  ofVariant("image-small", "99 wide", aPng(99, 200)),
  ofVariant("image-large", "20001 wide", aPng(20_001, 100)),
  ofVariant("image-format", "a page", words("<!doctype html>")),
];

const [SUNSCREEN, BATTERY, SOAP, DRESS, POTS, KNIVES] = [
  "601509",
  "604517",
  "601517",
  "601241",
  "600170",
  "600162",
];
const [BATTERY_TYPE, CAPACITY, SPF] = ["101610", "101611", "100392"];
const fixed = (attributeId: string, value: string): AttributeRule => ({
  attributeId,
  categoryId: null,
  source: { kind: "fixed", value },
});

type Change = Parameters<typeof aCase>[2];
type Where = readonly [region: string, categoryId: string];
const inCategory = (rule: RuleName, [region, categoryId]: Where, change: Change = {}) =>
  broken(
    rule,
    `${rule} of category ${categoryId} in ${region}`,
    aCase(region, {}, { categoryId, ...change }),
  );
const set = (standing: "WITHDRAWN" | "NON_MAIN_CATEGORY" | "INVITE_ONLY" | "PROHIBITED") => (shop: AShop) =>
  shop.twin.catalog.setCategory(DEMO_SHOP, SOAP, standing);
const severalSpf: AttributeRule = {
  attributeId: SPF,
  categoryId: null,
  source: { kind: "metafield", namespace: "skin", key: "spf" },
};

const CATEGORIES: readonly Broken[] = [
  inCategory("category-gone", ["US", "999999999"]),
  inCategory("category-gone", ["US", "601450"]),
  inCategory("category-gone", ["US", "603190"]),
  inCategory("category-gone", ["GB", "844105"]),
  inCategory("category-gone", ["US", SOAP], { arrange: set("WITHDRAWN") }),
  inCategory("category-not-main", ["US", SOAP], { arrange: set("NON_MAIN_CATEGORY") }),
  inCategory("category-invited", ["US", SOAP], { arrange: set("INVITE_ONLY") }),
  inCategory("category-prohibited", ["US", SOAP], { arrange: set("PROHIBITED") }),
  inCategory("category-invited", ["GB", KNIVES]),
  ...["ID", "MX"].map((region) => inCategory("category-prohibited", [region, BATTERY])),
  ...["US", "GB", "JP"].map((region) => inCategory("attribute", [region, SUNSCREEN])),
  ...["US", "GB"].map((region) => inCategory("attribute", [region, BATTERY])),
  inCategory("attribute", ["JP", BATTERY], { attributes: [fixed(BATTERY_TYPE, "Lithium Ion")] }),
  inCategory("attribute-value", ["US", BATTERY], { attributes: [fixed(BATTERY_TYPE, "Steam")] }),
  inCategory("attribute-number", ["US", BATTERY], {
    attributes: [fixed(BATTERY_TYPE, "Lithium Ion"), fixed(CAPACITY, "a lot")],
  }),
  broken(
    "attribute-many",
    "two values of an attribute that takes one",
    aCase(
      "US",
      { metafields: [{ namespace: "skin", key: "spf", value: '["SPF 30","SPF 50"]' }] },
      { categoryId: SUNSCREEN, attributes: [severalSpf] },
    ),
  ),
  ...["US", "GB"].map((region) =>
    inCategory("certification", [region, BATTERY], { attributes: [fixed(BATTERY_TYPE, "None")] }),
  ),
  ...["GB", "DE", "MX"].map((region) => inCategory("size-chart", [region, DRESS])),
  ...["JP", "MX", "DE"].map((region) => inCategory("package-size", [region, POTS])),
  inCategory("manufacturer", ["DE", SOAP]),
  inCategory("responsible-person", ["DE", SOAP]),
];

export const OTHER_CORPUS = [...PICTURES, ...CATEGORIES];
