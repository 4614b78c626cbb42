// What a category demands of a listing.

import { describe, expect, it } from "vitest";
import type { Category, CategoryRules } from "./category.ts";
import { categoryRequirements, type InCategory } from "./category-requirements.ts";
import { NO_PARTIES } from "./party.ts";

const open: Category = {
  categoryId: "604517",
  parentId: "843041",
  name: "Power Banks",
  isLeaf: true,
  standing: "open",
};
const rules: CategoryRules = {
  needsPackageSize: false,
  needsSizeChart: false,
  needsManufacturer: false,
  needsResponsiblePerson: false,
  needsProducerRegistration: false,
  certificates: [],
};
const battery = {
  attributeId: "101610",
  name: "Battery Type",
  kind: "property",
  isRequired: true,
  requiredBy: [],
  takesSeveral: false,
  takesOwnValues: false,
  isNumber: false,
  values: [{ valueId: "1", name: "Lithium" }],
} as const;
const found = (change: Partial<InCategory>, of: Partial<CategoryRules> = {}) =>
  categoryRequirements({
    categoryId: "604517",
    category: open,
    requirements: { rules: { ...rules, ...of }, attributes: [] },
    chosen: { given: [], refused: [] },
    hasPackageSize: false,
    parties: NO_PARTIES,
    ...change,
  });

describe("a category", () => {
  it("that demands nothing is met", () => {
    expect(found({})).toEqual([]);
  });

  it.each([
    ["category-gone", { category: undefined }],
    ["category-gone", { category: { ...open, isLeaf: false } }],
    ["category-prohibited", { category: { ...open, standing: "prohibited" } }],
    ["category-invited", { category: { ...open, standing: "by-invitation" } }],
    ["category-not-main", { category: { ...open, standing: "not-the-main-one" } }],
    ["attribute", { requirements: { rules, attributes: [battery] } }],
  ] as const)("%s is unmet by %o", (rule, change) => {
    expect(found(change).map((one) => one.rule)).toEqual([rule]);
  });

  it.each([
    ["package-size", { needsPackageSize: true }],
    ["size-chart", { needsSizeChart: true }],
    ["manufacturer", { needsManufacturer: true }],
    ["responsible-person", { needsResponsiblePerson: true }],
    [
      "certification",
      { certificates: [{ certificateId: "7", name: "Report", isRequired: true, requiredBy: [] }] },
    ],
  ])("%s is unmet where the rules want it", (rule, of) => {
    expect(found({}, of).map((one) => one.rule)).toEqual([rule]);
  });

  it("that is closed says that alone", () => {
    expect(found({ category: { ...open, standing: "prohibited" } }, { needsSizeChart: true })).toHaveLength(
      1,
    );
  });

  it("wants a package size no more once there is one", () => {
    expect(found({ hasPackageSize: true }, { needsPackageSize: true })).toEqual([]);
  });

  it("wants a paper for a value only when that value is given", () => {
    const certificates = [
      {
        certificateId: "7",
        name: "Report",
        isRequired: false,
        requiredBy: [{ attributeId: "101610", valueId: "1" }],
      },
    ];
    const given = [{ attributeId: "101610", values: [{ valueId: "1", name: "Lithium" }] }];
    expect(found({}, { certificates })).toEqual([]);
    expect(found({ chosen: { given, refused: [] } }, { certificates })).toMatchObject([
      { rule: "certification", cause: "certification:604517:7" },
    ]);
  });
});
