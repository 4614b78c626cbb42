// What the marketplace demands in each market, since when, and how sure that is. Rows for every market come first; what
// one market has of its own stands below and wins.
import type { DatedRules } from "./dated-rules.ts";

const EU = ["DE", "ES", "FR", "IE", "IT"];
// The day of the product API's version that these rows describe (202309).
const API = "2023-09-01";
const FIELDS = "Create Product, fields and their limits, read in October 2025";
const UPLOADS = "Upload Product Image, read in October 2025";

/** Every market's: the first nine are listed, the rest stay in the store. */
export const MOST_IMAGES = 9;

export const MARKET_RULES: readonly DatedRules[] = [
  {
    markets: "every",
    since: API,
    sure: "stated",
    source: FIELDS,
    rules: {
      title: { least: 25, most: 255 },
      mostVariants: 100,
      options: { most: 3, mostName: 20, mostValue: 50 },
      mostSku: 50,
      mostUnits: 99_999,
      namesParties: false,
    },
  },
  {
    markets: "every",
    since: API,
    sure: "stated",
    source: UPLOADS,
    rules: {
      images: {
        most: MOST_IMAGES,
        mostBytes: 10 * 1024 * 1024,
        formats: ["JPEG", "PNG", "WEBP", "HEIC", "BMP"],
        side: { least: 300, most: 4_000 },
        variantSide: { least: 100, most: 20_000 },
      },
    },
  },
  {
    markets: "every",
    since: API,
    sure: "stated",
    source: "Product error codes 12052262 and 12052346: no Chinese in markets that do not write it",
    rules: { takesChinese: false },
  },
  // Price ranges stand on a page we could not read, weights are a matter of the delivery option: no limit is assumed, and
  // where there is one the marketplace says so itself.
  {
    markets: "every",
    since: API,
    sure: "inferred",
    source: "no number is published",
    rules: { price: { least: null, most: null }, mostGrams: null },
  },
  {
    markets: [...EU, "GB", "JP", "US"],
    since: API,
    sure: "stated",
    source: FIELDS,
    rules: { title: { least: 1, most: 255 }, mostVariants: 300 },
  },
  {
    markets: EU,
    since: API,
    sure: "stated",
    source: FIELDS,
    rules: { namesParties: true },
  },
  {
    markets: ["BR", "MX"],
    since: API,
    sure: "stated",
    source: FIELDS,
    rules: { title: { least: 1, most: 300 }, mostVariants: 300 },
  },
  {
    markets: ["JP"],
    since: API,
    sure: "inferred",
    source: "Japanese is written with the same characters",
    rules: { takesChinese: true },
  },
  {
    markets: ["US"],
    since: API,
    sure: "inferred",
    source: "stated of the list price, which is never below the price",
    rules: { price: { least: "0.01", most: "7600" } },
  },
  {
    markets: ["US"],
    since: API,
    sure: "inferred",
    source: "150 pounds, the most a parcel of the platform's own shipping weighs in the US",
    rules: { mostGrams: 68_039 },
  },
  {
    markets: ["BR"],
    since: API,
    sure: "stated",
    source: "Price rules of Brazil",
    rules: { price: { least: "0.50", most: "10000" } },
  },
];
