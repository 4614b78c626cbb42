// What each market allows of a product, since when, and how sure that is. Rules change without a change of code here.
import type { RuleTable, Span } from "./market-rule-rows.ts";

const EU = ["DE", "ES", "FR", "IE", "IT"];
const SEA = ["ID", "MY", "PH", "SG", "TH", "VN"];
const START = "2023-09-01";
const CLIENT = "fields of the platform's generated client, October 2025";
const ERRORS = "the platform's list of product error codes";
const GUESS = "no number is published";

const stated = { from: START, sure: "stated", source: CLIENT } as const;
const concluded = { from: START, sure: "concluded", source: GUESS } as const;
const span = (least: number, most: number): Span => ({ least, most });

export const RULES: RuleTable = {
  title: [
    { ...stated, markets: "all", value: span(25, 255) },
    { ...stated, markets: [...EU, "GB", "JP", "US"], value: span(1, 255) },
    { ...stated, markets: ["BR", "MX"], value: span(1, 300) },
  ],
  description: [
    {
      from: START,
      sure: "stated",
      source: `${ERRORS}, which names these tags only`,
      markets: "all",
      value: {
        mostCharacters: 10_000,
        mostImages: 30,
        longestSide: 4_000,
        tags: ["p", "img", "ul", "ol", "li", "br", "strong", "b", "i", "em", "u"],
        mostNesting: 5,
      },
    },
    {
      from: "2025-10-01",
      sure: "stated",
      source: `${CLIENT}, which takes all tags`,
      markets: "all",
      value: { mostCharacters: 10_000, mostImages: 30, longestSide: 4_000, tags: "any", mostNesting: 20 },
    },
  ],
  chinese: [
    { ...stated, source: ERRORS, markets: "all", value: false },
    { ...concluded, source: "Japanese is written with the same characters", markets: ["JP"], value: true },
  ],
  mainImages: [{ ...stated, markets: "all", value: { count: span(1, 9), side: span(300, 4_000) } }],
  skus: [
    { ...stated, markets: "all", value: span(1, 100) },
    { ...stated, markets: [...EU, "BR", "GB", "JP", "MX", "US"], value: span(1, 300) },
  ],
  salesAttributes: [
    {
      ...stated,
      markets: "all",
      value: { mostAttributes: 3, mostNameCharacters: 20, mostValueCharacters: 50, mostFurtherImages: 0 },
    },
    {
      ...stated,
      markets: ["US"],
      value: { mostAttributes: 3, mostNameCharacters: 20, mostValueCharacters: 50, mostFurtherImages: 8 },
    },
  ],
  sellerSku: [{ ...stated, markets: "all", value: span(1, 50) }],
  // The units are stated. The most a parcel may weigh or measure is not: the limit of the standard delivery option of
  // the US stands for all.
  weight: [
    { ...stated, markets: "all", value: { units: ["KILOGRAM"], mostGrams: 68_039 } },
    { ...stated, markets: ["BR", "JP", "MX"], value: { units: ["KILOGRAM", "GRAM"], mostGrams: 68_039 } },
    { ...stated, markets: ["US"], value: { units: ["KILOGRAM", "POUND"], mostGrams: 68_039 } },
  ],
  dimensions: [
    { ...stated, markets: "all", value: { units: ["CENTIMETER"], longestCentimeters: 153 } },
    { ...stated, markets: ["US"], value: { units: ["CENTIMETER", "INCH"], longestCentimeters: 153 } },
  ],
  price: [
    { ...concluded, markets: "all", value: { ...span(0.01, 1_000_000), decimals: 2 } },
    { ...concluded, markets: ["JP"], value: { ...span(1, 100_000_000), decimals: 0 } },
    { ...concluded, markets: ["ID", "VN"], value: { ...span(1, 10_000_000_000), decimals: 0 } },
    // Stated of the list price, taken for the price too.
    { ...stated, markets: ["US"], value: { ...span(0.01, 7_600), decimals: 2 } },
    {
      ...stated,
      source: "the platform's page on prices, BR",
      markets: ["BR"],
      value: { ...span(0.5, 10_000), decimals: 2 },
    },
  ],
  stock: [{ ...stated, markets: "all", value: span(1, 99_999) }],
  dailyListings: [{ ...concluded, markets: "all", value: null }],
  categoryTrees: [
    { ...stated, markets: "all", value: { versions: ["v1"], usual: "v1" } },
    { ...stated, markets: ["US"], value: { versions: ["v2"], usual: null } },
    {
      from: "2026-01-01",
      sure: "concluded",
      source:
        "the platform's documents of 2026 name South-East Asia besides the US; the old tree is not said to end",
      markets: SEA,
      value: { versions: ["v1", "v2"], usual: "v1" },
    },
  ],
  deliveryOptions: [
    { ...stated, markets: "all", value: false },
    { ...stated, markets: [...SEA, "MX"], value: true },
  ],
  minimumOrder: [
    { ...stated, markets: "all", value: null },
    { ...stated, markets: SEA, value: span(1, 20) },
  ],
  compliance: [
    { ...stated, markets: "all", value: false },
    { ...stated, markets: EU, value: true },
  ],
};
