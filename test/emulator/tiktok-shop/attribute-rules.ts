// The attributes of a listing against those of its category: known ids and values, how many, in which form, and which
// must be there. The platform lists 12052240 to 12052256 for these; which is whose beyond the first is concluded.
import { objects, text } from "./body.ts";
import { attributesOf, valueIdsOf } from "./category-rules.ts";
import type { AttributeRow } from "./category-rules-data.ts";
import type { ProductAttribute } from "./product-rows.ts";
import { refuse } from "./refusal.ts";
import type { Json } from "./route.ts";
import type { Writing } from "./writing.ts";

const LONGEST_CUSTOM_VALUE = 2_000;
const NONE: readonly ProductAttribute[] = [];

export function readAttributes(
  { mode }: Writing,
  body: Json,
  categoryId: string,
): readonly ProductAttribute[] {
  const given = (objects(body, "product_attributes") ?? []).map((attribute) => ({
    id: text(attribute, "id") || refuse(12052240, "A product attribute has no id"),
    values: (objects(attribute, "values") ?? []).map((value) => readValue(value)),
  }));
  if (new Set(given.map((attribute) => attribute.id)).size < given.length)
    refuse(12052556, "A product attribute is given twice");
  if (categoryId === "") return given;
  const known = attributesOf(categoryId);
  for (const attribute of given) checkValues(known, attribute);
  if (mode === "LISTING") checkRequired(known, given);
  return given.length === 0 ? NONE : given;
}

function readValue(value: Json): { id?: string; name?: string } {
  const [id, name] = [text(value, "id"), text(value, "name")];
  if (!id && !name) refuse(12052241, "An attribute value has neither id nor name");
  if (name && name.length > LONGEST_CUSTOM_VALUE)
    refuse(12052242, `An attribute value is longer than ${LONGEST_CUSTOM_VALUE} characters`);
  // The id wins over the name.
  return id ? { id } : { name: name ?? "" };
}

function checkValues(known: readonly AttributeRow[], { id, values }: ProductAttribute): void {
  const attribute = known.find((candidate) => candidate.id === id && candidate.type === "PRODUCT_PROPERTY");
  if (!attribute) refuse(12052243, `The attribute ${id} does not belong to the category`);
  if (values.length > 1 && !attribute.isMultiple)
    refuse(12052244, `The attribute ${attribute.name} (${id}) takes one value`);
  for (const value of values) checkValue(attribute, value);
}

function checkValue(attribute: AttributeRow, { id, name }: ProductAttribute["values"][number]): void {
  if (id !== undefined) {
    const isListed = valueIdsOf(attribute).some((value) => value.id === id);
    if (!isListed) refuse(12052245, `The value ${id} does not belong to the attribute ${attribute.id}`);
    return;
  }
  if (attribute.onlyListedValues)
    refuse(12052246, `The attribute ${attribute.name} (${attribute.id}) takes its listed values only`);
  const isNumber = /^(?!0+(?:\.0+)?$)\d{1,12}(?:\.\d{1,6})?$/.test(name ?? "");
  if (attribute.format && !isNumber)
    refuse(12052247, `The value of ${attribute.name} (${attribute.id}) must be a positive number`);
}

function checkRequired(known: readonly AttributeRow[], given: readonly ProductAttribute[]): void {
  const isAnswered = (id: string) =>
    given.some((attribute) => attribute.id === id && attribute.values.length > 0);
  for (const { id, name, isRequired, requiredBy } of known) {
    if (isAnswered(id)) continue;
    if (isRequired) refuse(12052104, `The required attribute ${name} (${id}) is missing`);
    const isCalledFor = requiredBy?.some(({ attributeId, valueId }) =>
      given.some((other) => other.id === attributeId && other.values.some((value) => value.id === valueId)),
    );
    if (isCalledFor) refuse(12052182, `The attribute ${name} (${id}) is required by the value of another`);
  }
}
