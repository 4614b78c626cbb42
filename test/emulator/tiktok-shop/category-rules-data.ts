// What some categories ask of a listing, by market and since when. The categories are ours, so the rows are; their kinds
// are the platform's.

export type AttributeRow = {
  readonly id: string;
  readonly name: string;
  readonly type: "PRODUCT_PROPERTY" | "SALES_PROPERTY";
  /** Ids follow from the place: `${id}1`, `${id}2`, … */
  readonly values: readonly string[];
  readonly isRequired?: true;
  readonly isMultiple?: true;
  readonly onlyListedValues?: true;
  readonly format?: "POSITIVE_INT_OR_DECIMAL";
  /** Any of these values makes it required. */
  readonly requiredBy?: readonly { readonly attributeId: string; readonly valueId: string }[];
};

/** Of every category. */
export const COMMON_ATTRIBUTES: readonly AttributeRow[] = [
  {
    id: "100398",
    name: "Materials",
    type: "PRODUCT_PROPERTY",
    values: ["Cotton", "Steel", "Plastic"],
    isMultiple: true,
  },
  { id: "100401", name: "Pattern", type: "PRODUCT_PROPERTY", values: ["Plain", "Striped", "Printed"] },
  { id: "100000", name: "Color", type: "SALES_PROPERTY", values: [] },
  { id: "100007", name: "Size", type: "SALES_PROPERTY", values: [] },
];

export const LEAF_ATTRIBUTES: Readonly<Record<string, readonly AttributeRow[]>> = {
  "601509": [
    {
      id: "100392",
      name: "Sun Protection Factor",
      type: "PRODUCT_PROPERTY",
      values: ["SPF 15", "SPF 30", "SPF 50"],
      isRequired: true,
    },
  ],
  "604517": [
    {
      id: "101610",
      name: "Battery Type",
      type: "PRODUCT_PROPERTY",
      values: ["Lithium Ion", "Lithium Polymer", "None"],
      isRequired: true,
      onlyListedValues: true,
    },
    {
      id: "101611",
      name: "Battery Capacity (Wh)",
      type: "PRODUCT_PROPERTY",
      values: [],
      format: "POSITIVE_INT_OR_DECIMAL",
      requiredBy: [
        { attributeId: "101610", valueId: "1016101" },
        { attributeId: "101610", valueId: "1016102" },
      ],
    },
  ],
};

export type CategoryDemand = {
  /** Leaves, or whole branches. */
  readonly categories: readonly string[] | "all";
  readonly markets: readonly string[] | "all";
  readonly from: string;
} & (
  | { readonly demand: "size-chart" | "package-dimensions" | "manufacturer" | "responsible-person" | "epr" }
  | { readonly demand: "cash-on-delivery"; readonly kind: "allowed" }
  | { readonly demand: "certification"; readonly id: string; readonly name: string }
  | { readonly demand: "standing"; readonly standing: "INVITE_ONLY" | "NON_MAIN_CATEGORY" | "PROHIBITED" }
);

const EU = ["DE", "ES", "FR", "IE", "IT"];
const [BEAUTY, TOYS_AND_ELECTRONICS] = ["601450", "604206"];
const from = "2023-09-01";
/** Regulation (EU) 2023/988 on product safety applies from this day. */
const SAFETY = "2024-12-13";

export const DEMANDS: readonly CategoryDemand[] = [
  { demand: "size-chart", categories: ["601241"], markets: ["GB", ...EU, "MX"], from },
  { demand: "package-dimensions", categories: ["600170"], markets: ["JP", "MX", "DE"], from },
  { demand: "manufacturer", categories: [BEAUTY, TOYS_AND_ELECTRONICS], markets: EU, from: SAFETY },
  { demand: "responsible-person", categories: [BEAUTY, TOYS_AND_ELECTRONICS], markets: EU, from: SAFETY },
  { demand: "epr", categories: "all", markets: ["DE", "FR"], from },
  {
    demand: "cash-on-delivery",
    kind: "allowed",
    categories: "all",
    markets: ["ID", "MY", "PH", "TH", "VN", "SA"],
    from,
  },
  {
    demand: "certification",
    id: "7182427400245217070",
    name: "Battery safety test report",
    categories: ["604517"],
    markets: "all",
    from,
  },
  { demand: "standing", standing: "INVITE_ONLY", categories: ["600162"], markets: ["GB"], from },
  { demand: "standing", standing: "PROHIBITED", categories: ["604517"], markets: ["ID", "MX"], from },
];
