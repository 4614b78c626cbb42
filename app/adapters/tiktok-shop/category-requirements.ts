// What a leaf category asks of a listing: its rules and its attributes.
import { z } from "zod";
import type { CategoryAttribute, CategoryRequirements } from "../../domain/category.ts";
import type { Call } from "./client.ts";
import { id, list, text } from "./fields.ts";
import { marketOf } from "./markets.ts";
import { VERSION } from "./versions.ts";

const CATEGORIES = `/product/${VERSION.product}/categories`;

const flag = z
  .object({ is_required: z.boolean().nullish() })
  .nullish()
  .transform((value) => value?.is_required ?? false);
const conditions = list(z.object({ attribute_id: text, attribute_value_id: text }));

const attributesSchema = z.object({
  attributes: list(
    z.object({
      id,
      name: z.string(),
      type: z.enum(["PRODUCT_PROPERTY", "SALES_PROPERTY"]),
      // The platform misspells its own field, and newer answers have both.
      is_requried: z.boolean().nullish(),
      is_required: z.boolean().nullish(),
      is_multiple_selection: z.boolean().nullish(),
      is_customizable: z.boolean().nullish(),
      value_data_format: text,
      values: list(z.object({ id, name: z.string() })),
      requirement_conditions: conditions,
    }),
  ),
});

const rulesSchema = z.object({
  package_dimension: flag,
  size_chart: flag,
  manufacturer: flag,
  responsible_person: flag,
  epr: flag,
  product_certifications: list(
    z.object({ id, name: text, is_required: z.boolean().nullish(), requirement_conditions: conditions }),
  ),
});

export async function readCategoryRequirements(
  call: Call,
  region: string,
  categoryId: string,
): Promise<CategoryRequirements> {
  const about = {
    method: "GET",
    params: { category_id: categoryId },
    query: { category_version: marketOf(region)?.categoryVersion },
    scope: "shop",
    repeat: "safe",
  } as const;
  const [rules, { attributes }] = await Promise.all([
    call({ ...about, path: `${CATEGORIES}/{category_id}/rules`, answer: rulesSchema }),
    call({ ...about, path: `${CATEGORIES}/{category_id}/attributes`, answer: attributesSchema }),
  ]);
  return { rules: toRules(rules), attributes: attributes.map(toAttribute) };
}

function toRules(rules: z.output<typeof rulesSchema>): CategoryRequirements["rules"] {
  return {
    needsPackageSize: rules.package_dimension,
    needsSizeChart: rules.size_chart,
    needsManufacturer: rules.manufacturer,
    needsResponsiblePerson: rules.responsible_person,
    needsProducerRegistration: rules.epr,
    certificates: rules.product_certifications.map((row) => ({
      certificateId: row.id,
      name: row.name ?? row.id,
      isRequired: row.is_required ?? false,
      requiredBy: toConditions(row.requirement_conditions),
    })),
  };
}

type AttributeRow = z.output<typeof attributesSchema>["attributes"][number];

function toAttribute(row: AttributeRow): CategoryAttribute {
  return {
    attributeId: row.id,
    name: row.name,
    kind: row.type === "PRODUCT_PROPERTY" ? "property" : "choice",
    isRequired: row.is_required ?? row.is_requried ?? false,
    requiredBy: toConditions(row.requirement_conditions),
    takesSeveral: row.is_multiple_selection ?? false,
    takesOwnValues: row.is_customizable ?? false,
    isNumber: row.value_data_format === "POSITIVE_INT_OR_DECIMAL",
    values: row.values.map((value) => ({ valueId: value.id, name: value.name })),
  };
}

function toConditions(rows: z.output<typeof conditions>): CategoryAttribute["requiredBy"] {
  return rows.flatMap((row) =>
    row.attribute_id && row.attribute_value_id
      ? [{ attributeId: row.attribute_id, valueId: row.attribute_value_id }]
      : [],
  );
}
