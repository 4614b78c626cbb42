// Weight and size of the parcel: units per market, one system of measures, the number of decimals each unit allows.
import { object, text } from "./body.ts";
import { ruleFor } from "./market-rules.ts";
import type { Dimensions, Measure } from "./product-rows.ts";
import { refuse } from "./refusal.ts";
import type { Json } from "./route.ts";
import type { Writing } from "./writing.ts";

const DECIMALS: Readonly<Record<string, RegExp>> = {
  GRAM: /^\d{1,9}$/,
  KILOGRAM: /^\d{1,9}(?:\.\d{1,3})?$/,
  POUND: /^\d{1,9}(?:\.\d{1,2})?$/,
};
const GRAMS: Readonly<Record<string, number>> = { GRAM: 1, KILOGRAM: 1_000, POUND: 453.592_37 };
const IMPERIAL = ["POUND", "INCH"];

/** `sizeIsRequired`: some categories want the parcel's measures. */
export function checkParcel(
  writing: Writing,
  body: Json,
  sizeIsRequired: boolean,
): { weight: Measure | null; dimensions: Dimensions | null } {
  const weight = readWeight(writing, object(body, "package_weight"));
  const dimensions = readDimensions(writing, object(body, "package_dimensions"));
  if (!dimensions && sizeIsRequired && writing.mode === "LISTING")
    refuse(12052116, "package_dimensions is required in this category");
  if (weight && dimensions && IMPERIAL.includes(weight.unit) !== IMPERIAL.includes(dimensions.unit)) {
    refuse(12052916, "Weight and dimensions must use the same system of measures");
  }
  return { weight, dimensions };
}

function readWeight({ core, shop, mode }: Writing, weight: Json | undefined): Measure | null {
  if (!weight) return mode === "AS_DRAFT" ? null : refuse(12019011, "package_weight is required");
  const [value, unit] = [text(weight, "value") ?? "", text(weight, "unit") ?? ""];
  const rule = ruleFor(core, shop, "weight");
  if (!rule.units.includes(unit)) refuseUnit("weight", unit, shop.region);
  if (!DECIMALS[unit]?.test(value)) refuse(12052006, `The weight ${value} ${unit} has a wrong format`);
  if (Number(value) === 0) refuse(12052181, "The weight must be greater than zero");
  if (Number(value) * (GRAMS[unit] ?? 1) > rule.mostGrams)
    refuse(12019011, `The weight must not exceed ${rule.mostGrams} grams`);
  return { value, unit };
}

function refuseUnit(what: string, unit: string, region: string): never {
  if (IMPERIAL.includes(unit)) refuse(12019061, "Imperial units can only be used in the US");
  return refuse(12052915, `The ${what} unit ${unit} cannot be used in ${region}`);
}

function readDimensions({ core, shop }: Writing, dimensions: Json | undefined): Dimensions | null {
  if (!dimensions) return null;
  const unit = text(dimensions, "unit") ?? "";
  const rule = ruleFor(core, shop, "dimensions");
  if (!rule.units.includes(unit)) refuseUnit("dimension", unit, shop.region);
  const centimeters = unit === "INCH" ? 2.54 : 1;
  const side = (name: string, code: number) => {
    const value = text(dimensions, name) ?? "";
    if (!/^[1-9]\d{0,8}$/.test(value)) refuse(code, `The parcel's ${name} must be a positive integer`);
    if (Number(value) * centimeters > rule.longestCentimeters)
      refuse(12019012, `The parcel's ${name} must not exceed ${rule.longestCentimeters} centimeters`);
    return value;
  };
  return {
    height: side("height", 12052003),
    width: side("width", 12052004),
    length: side("length", 12052005),
    unit,
  };
}
