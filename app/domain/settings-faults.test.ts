// Settings that cannot be meant are named, each in its place.
import { describe, expect, it } from "vitest";
import type { Category } from "./category.ts";
import { type ListingSettings, STORES_OWN } from "./listing-settings.ts";
import { settingsFaults } from "./settings-faults.ts";

const leaf: Category = { categoryId: "7", parentId: null, name: "Soap", isLeaf: true, standing: "open" };
const tree = [leaf, { ...leaf, categoryId: "8", standing: "prohibited" as const }];
const find = (id: string) => tree.find((one) => one.categoryId === id);
const faults = (change: Partial<ListingSettings>, before = STORES_OWN) =>
  settingsFaults({ ...STORES_OWN, ...change }, before, find).map((fault) => fault.field);

const rule = (value: string, categoryId = "7") => ({ field: "tag", value, categoryId }) as const;
const size = { length: 1, width: 2, height: 3 };
const parcel = { categoryId: null, weightGrams: 100, size: null };
const attribute = { attributeId: "1", categoryId: null, source: { kind: "fixed", value: "x" } } as const;

describe("settings", () => {
  it("of the store's own words are without fault, and so are all kinds of rules", () => {
    expect(faults({})).toEqual([]);
    expect(
      faults({
        titleTemplate: "{vendor} {title} {option:Size}",
        categories: [rule("a"), rule("b")],
        attributes: [attribute],
        packages: [parcel, { ...parcel, categoryId: "7", size }],
      }),
    ).toEqual([]);
  });

  it.each([
    [{ descriptionTemplate: "{name}" }, "descriptionTemplate"],
    [{ titleTemplate: "{option:}" }, "titleTemplate"],
    [{ titleTemplate: "x".repeat(501) }, "titleTemplate"],
    [{ categories: [rule("a"), rule(" A ")] }, "categories.1"],
    [{ categories: [rule("a", "8")] }, "categories.0"],
    [{ categories: [rule("x".repeat(256))] }, "categories.0"],
    [{ attributes: [{ ...attribute, attributeId: "" }] }, "attributes.0"],
    [{ attributes: [{ ...attribute, categoryId: "9" }] }, "attributes.0"],
    [{ attributes: [{ ...attribute, source: { kind: "fixed", value: " " } }] }, "attributes.0"],
    [{ attributes: [{ ...attribute, source: { kind: "option", name: "" } }] }, "attributes.0"],
    [
      { attributes: [{ ...attribute, source: { kind: "metafield", namespace: "a", key: "" } }] },
      "attributes.0",
    ],
    [{ packages: [{ ...parcel, weightGrams: null }] }, "packages.0"],
    [{ packages: [{ ...parcel, weightGrams: 0 }] }, "packages.0"],
    [{ packages: [{ ...parcel, size: { ...size, width: 0 } }] }, "packages.0"],
    [{ packages: [parcel, parcel] }, "packages.1"],
    [{ packages: [{ ...parcel, categoryId: "9" }] }, "packages.0"],
    [{ price: { ...STORES_OWN.price, change: { kind: "percent", basisPoints: -10_000 } } }, "price"],
    [{ price: { ...STORES_OWN.price, rateMillionths: 0 } }, "price"],
    [{ stock: { ...STORES_OWN.stock, ceiling: 0 } }, "stock"],
    [{ brands: { fernweh: "" } }, "brands.0"],
    [{ brands: { "": "7" } }, "brands.0"],
    [{ listingsPerDay: 0 }, "listingsPerDay"],
  ] as const)("with %o are refused", (change, field) => {
    expect(faults(change)).toEqual([field]);
  });

  it("of more rules than anybody keeps in mind are refused as a whole", () => {
    const categories = Array.from({ length: 501 }, (_, at) => rule(`value ${at}`));
    expect(faults({ categories })).toEqual(["categories"]);
  });

  it("keep a category that was withdrawn since: what is new alone is questioned", () => {
    const before = { ...STORES_OWN, categories: [rule("a", "9")] };
    expect(faults({ categories: [rule("a", "9")], titleTemplate: "{title}!" }, before)).toEqual([]);
  });
});
