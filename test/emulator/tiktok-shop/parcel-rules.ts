// Weight and size of the parcel: units per market, one system of measures, the number of decimals each unit allows.
import { object, text } from "./body.ts";
import type { Dimensions, Measure } from "./product-rows.ts";
import { refuse } from "./refusal.ts";
import type { Json } from "./route.ts";
import type { Writing } from "./writing.ts";

const DECIMALS: Readonly<Record<string, RegExp>> = {
  GRAM: /^\d+$/,
  KILOGRAM: /^\d+(?:\.\d{1,3})?$/,
  POUND: /^\d+(?:\.\d{1,2})?$/,
};

function weightUnits(region: string): readonly string[] {
  if (region === "US") return ["KILOGRAM", "POUND"];
  return ["BR", "JP", "MX"].includes(region) ? ["KILOGRAM", "GRAM"] : ["KILOGRAM"];
}

export function checkParcel(
  writing: Writing,
  body: Json,
): { weight: Measure | null; dimensions: Dimensions | null } {
  const weight = readWeight(writing, object(body, "package_weight"));
  const dimensions = readDimensions(writing.shop.region, object(body, "package_dimensions"));
  const isImperial = (unit: string) => unit === "POUND" || unit === "INCH";
  if (weight && dimensions && isImperial(weight.unit) !== isImperial(dimensions.unit)) {
    refuse(12052916, "Weight and dimensions must use the same system of measures");
  }
  return { weight, dimensions };
}

function readWeight({ shop, mode }: Writing, weight: Json | undefined): Measure | null {
  if (!weight) return mode === "AS_DRAFT" ? null : refuse(12019011, "package_weight is required");
  const [value, unit] = [text(weight, "value") ?? "", text(weight, "unit") ?? ""];
  if (!weightUnits(shop.region).includes(unit)) {
    if (unit === "POUND") refuse(12019061, "Imperial units can only be used in the US");
    refuse(12052915, `The weight unit ${unit} cannot be used in ${shop.region}`);
  }
  if (!DECIMALS[unit]?.test(value)) refuse(12052006, `The weight ${value} ${unit} has a wrong format`);
  if (Number(value) === 0) refuse(12052181, "The weight must be greater than zero");
  return { value, unit };
}

function readDimensions(region: string, dimensions: Json | undefined): Dimensions | null {
  if (!dimensions) return null;
  const unit = text(dimensions, "unit") ?? "";
  if (unit === "INCH" && region !== "US") refuse(12019061, "Imperial units can only be used in the US");
  if (unit !== "INCH" && unit !== "CENTIMETER") refuse(12052915, `The dimension unit ${unit} is invalid`);
  const side = (name: string, code: number) => {
    const value = text(dimensions, name) ?? "";
    return /^[1-9]\d*$/.test(value) ? value : refuse(code, `The parcel's ${name} must be a positive integer`);
  };
  return {
    height: side("height", 12052003),
    width: side("width", 12052004),
    length: side("length", 12052005),
    unit,
  };
}
