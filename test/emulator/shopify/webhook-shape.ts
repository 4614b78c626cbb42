// What one subscription gets of a payload: whether its filter lets it through, the fields it asked for, and metafields.
import { type FieldKind, searchFor } from "./search-match.ts";
import { type Query, readQuery, type Term } from "./search-query.ts";
import type { Metafield, Shop } from "./state.ts";
import { legacyId } from "./world.ts";

type Json = Readonly<Record<string, unknown>>;

/** Shopify's search syntax on the payload: nested fields by dots, a list matches when one of its entries does. */
export function passes(filter: string | null, payload: object, now: number): boolean {
  if (!filter) return true;
  const document: Record<string, readonly string[]> = {};
  const fields: Record<string, FieldKind> = {};
  for (const { field, comparator } of termsOf(readQuery(filter))) {
    if (field === null) continue;
    document[field] = valuesAt(payload, field.split("."));
    fields[field] = comparator ? kindOf(document[field]) : "keyword";
  }
  return searchFor(filter, { fields, bare: [], listed: new Set(), now }).matches(document);
}

/** Whether a filter says of each of its terms which field it is about; Shopify refuses one that does not. */
export function namesItsFields(filter: string): boolean {
  const terms = termsOf(readQuery(filter));
  return terms.length > 0 && terms.every(({ field }) => field !== null);
}

function termsOf(query: Query): readonly Term[] {
  if (query.kind === "term") return [query];
  return query.kind === "not" ? termsOf(query.part) : query.parts.flatMap(termsOf);
}

/** How values of a payload compare: as times where they are times, else as numbers. */
function kindOf(values: readonly string[]): FieldKind {
  return values.some((value) => /^\d{4}-\d{2}-\d{2}/.test(value)) ? "time" : "number";
}

function valuesAt(value: unknown, path: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => valuesAt(entry, path));
  const [head, ...rest] = path;
  if (head === undefined) return isScalar(value) ? [String(value)] : [];
  return typeof value === "object" && value !== null ? valuesAt((value as Json)[head], rest) : [];
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** Only the fields named, nested ones by dots; everything when none is named. */
export function onlyFields(payload: object, fields: readonly string[]): object {
  return fields.length === 0
    ? payload
    : (picked(
        payload,
        fields.map((field) => field.split(".")),
      ) as object);
}

function picked(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (Array.isArray(value)) return value.map((entry) => picked(entry, paths));
  if (typeof value !== "object" || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    const here = paths.filter(([head]) => head === name).map((path) => path.slice(1));
    if (here.length === 0) continue;
    kept[name] = here.some((path) => path.length === 0) ? inner : picked(inner, here);
  }
  return kept;
}

/** The payload with the metafields of the namespaces named, where the thing told of has an id of its own. */
export function withMetafields(shop: Shop, payload: object, namespaces: readonly string[]): object {
  const ownerId = (payload as Json)["admin_graphql_api_id"];
  if (namespaces.length === 0 || typeof ownerId !== "string") return payload;
  const metafields = [...shop.metafields.values()].filter(
    (metafield) => metafield.ownerId === ownerId && namespaces.includes(metafield.namespace),
  );
  return { ...payload, metafields: metafields.map(metafieldPayload) };
}

function metafieldPayload(metafield: Metafield): object {
  const { id, namespace, key, value, type, ownerId } = metafield;
  return {
    id: legacyId(id),
    namespace,
    key,
    value,
    description: null,
    owner_id: legacyId(ownerId),
    created_at: metafield.createdAt,
    updated_at: metafield.updatedAt,
    owner_resource: /^gid:\/\/shopify\/(\w+)\//.exec(ownerId)?.[1]?.toLowerCase() ?? "",
    type,
    admin_graphql_api_id: id,
  };
}
