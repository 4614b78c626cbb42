// What few products carry: papers, a size chart, cash on delivery, a least order, who answers for it in the Union.
import { object, objects, text, texts, whole } from "./body.ts";
import type { CategoryRules } from "./category-rules.ts";
import { ruleFor } from "./market-rules.ts";
import { partyOf } from "./parties.ts";
import type { PartyKind } from "./party-rows.ts";
import { PARTIES } from "./party-rules.ts";
import type { Certification, ProductExtras } from "./product-rows.ts";
import { refuse } from "./refusal.ts";
import type { Json } from "./route.ts";
import { deliveryOptionIdsOf } from "./warehouses.ts";
import type { Writing } from "./writing.ts";

const MOST_CERTIFICATIONS = 10;

/** Null when the product has nothing of all this. */
export function readExtras(writing: Writing, body: Json, rules: CategoryRules): ProductExtras | null {
  const extras: ProductExtras = {
    certifications: readCertifications(writing, body, rules),
    sizeChartUri: readSizeChart(writing, body, rules),
    takesCash: readCash(body, rules),
    isNotForSale: flag(body, "is_not_for_sale"),
    minimumOrder: readMinimumOrder(writing, body),
    deliveryOptionIds: readDeliveryOptions(writing, body),
    manufacturerIds: readParties(writing, body, rules, "manufacturer"),
    responsiblePersonIds: readParties(writing, body, rules, "responsible-person"),
  };
  const isEmpty = Object.values(extras).every((value) =>
    Array.isArray(value) ? value.length === 0 : value === null || value === false,
  );
  return isEmpty ? null : extras;
}

function readCertifications(
  { core, mode }: Writing,
  body: Json,
  { certifications: wanted }: CategoryRules,
): readonly Certification[] {
  const given = (objects(body, "certifications") ?? []).map((row) => {
    const id = text(row, "id") || refuse(12052650, "A certification has no id");
    if ((objects(row, "files") ?? []).length > 0)
      refuse(12052910, "The field certifications.files is not supported here: give images");
    const imageUris = (objects(row, "images") ?? []).map((image) => uploaded(core, text(image, "uri") ?? ""));
    return { id, imageUris };
  });
  if (given.length > MOST_CERTIFICATIONS)
    refuse(12052651, `A product can have at most ${MOST_CERTIFICATIONS} certifications`);
  const unknown = given.find(({ id }) => !wanted.some((certification) => certification.id === id));
  if (unknown) refuse(12052652, `The certification ${unknown.id} does not belong to the category`);
  const missing = wanted.find(({ id }) => !given.some((row) => row.id === id && row.imageUris.length > 0));
  if (missing && mode === "LISTING")
    refuse(12052105, `The certification ${missing.name} (${missing.id}) is missing`);
  return given;
}

function readSizeChart({ core, mode }: Writing, body: Json, { asks }: CategoryRules): string | null {
  const chart = object(body, "size_chart");
  const template = chart && object(chart, "template");
  if (template) refuse(12052128, `The size chart template ${text(template, "id") ?? ""} does not exist`);
  const image = chart && object(chart, "image");
  if (image) return uploaded(core, text(image, "uri") ?? "");
  if (asks.has("size-chart") && mode === "LISTING")
    refuse(12052670, "A size chart is required in this category");
  return null;
}

function uploaded(core: Writing["core"], uri: string): string {
  if (!core.state.images.has(uri)) refuse(12052722, `The image uri ${uri} was not uploaded to TikTok Shop`);
  return uri;
}

function readCash(body: Json, { takesCash }: CategoryRules): boolean {
  const isAllowed = flag(body, "is_cod_allowed");
  if (isAllowed && !takesCash) refuse(12052222, "The category does not support cash on delivery");
  return isAllowed;
}

function flag(body: Json, name: string): boolean {
  const value = body[name] ?? false;
  return typeof value === "boolean" ? value : refuse(98001004, `${name} must be a boolean`);
}

function readMinimumOrder({ core, shop }: Writing, body: Json): number | null {
  const quantity = whole(body, "minimum_order_quantity");
  if (quantity === undefined) return null;
  const span = ruleFor(core, shop, "minimumOrder");
  if (!span) refuse(12052910, `minimum_order_quantity is not available in ${shop.region}`);
  if (quantity < span.least || quantity > span.most)
    refuse(12052910, `minimum_order_quantity must be between ${span.least} and ${span.most}`);
  return quantity;
}

function readDeliveryOptions({ core, shop }: Writing, body: Json): readonly string[] {
  const ids = texts(body, "delivery_option_ids", { count: 100, code: 12052402 }) ?? [];
  if (ids.length > 0 && !ruleFor(core, shop, "deliveryOptions"))
    refuse(12052402, `delivery_option_ids is not available in ${shop.region}`);
  const unknown = ids.find((id) => !deliveryOptionIdsOf().includes(id));
  return unknown ? refuse(12052403, `The delivery option ${unknown} does not exist`) : ids;
}

function readParties(
  { core, shop, mode }: Writing,
  body: Json,
  { asks }: CategoryRules,
  party: PartyKind,
): readonly string[] {
  const { field, codes } = PARTIES[party];
  const ids = texts(body, field, { count: 10, code: 12052910 }) ?? [];
  const unknown = ids.find((id) => !partyOf(core, shop.openId, { kind: party, id }));
  if (unknown !== undefined) refuse(codes.unknown, `${field} holds ${unknown}, which does not exist`);
  const isUnion = ruleFor(core, shop, "compliance");
  if (asks.has(party) && isUnion && ids.length === 0 && mode === "LISTING")
    refuse(codes.missing, `${field} is required in this category`);
  return isUnion ? ids : [];
}
