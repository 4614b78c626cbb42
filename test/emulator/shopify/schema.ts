// Shopify's own Admin schema, so that what Shopify would refuse is refused here. Parsed when first asked for;
// descriptions and the raw JSON are dropped to keep the twin small.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";

export const API_VERSIONS = ["2026-07", "2026-10"] as const;
export type ApiVersion = (typeof API_VERSIONS)[number];

/** What a type or field asks of an offline token: any one of the scopes. */
export type ScopeRow = {
  readonly typeName: string;
  readonly fieldName?: string;
  readonly requiredAccess: string;
  readonly offlineScopes: readonly string[];
};

/** Any one of the scopes is enough; `requiredAccess` says so in Shopify's words. */
export type Access = { readonly requiredAccess: string; readonly anyOf: readonly string[] };

type Vendored = { data: IntrospectionQuery; offline_scopes: { items: ScopeRow[] } };

type Described = { readonly name: string; readonly description?: string | null };

const filters = new Map<ApiVersion, ReadonlyMap<string, ReadonlySet<string>>>();
const schemas = new Map<ApiVersion, GraphQLSchema>();
const scopes = new Map<ApiVersion, ReadonlyMap<string, Access>>();

/** The Admin schema of a version. */
export function adminSchema(version: ApiVersion): GraphQLSchema {
  const known = schemas.get(version);
  if (known) return known;
  const vendored = read(version);
  const schema = buildClientSchema(vendored.data, { assumeValid: true });
  schemas.set(version, schema);
  scopes.set(version, scopeTable(vendored.offline_scopes.items));
  return schema;
}

/** What is asked for by "Type.field" and by "Type"; what is open to every app is absent. */
export function accessTable(version: ApiVersion): ReadonlyMap<string, Access> {
  adminSchema(version);
  return scopes.get(version) ?? new Map();
}

/** The filters that Shopify lists for the search of a root query. */
export function searchFilters(version: ApiVersion, query: string): ReadonlySet<string> {
  adminSchema(version);
  return filters.get(version)?.get(query) ?? new Set();
}

/** The rows as Shopify publishes them, for checks that want its words; read anew each time. */
export function offlineScopes(version: ApiVersion): readonly ScopeRow[] {
  return read(version).offline_scopes.items;
}

/** A version that is not served falls forward to the oldest that is, as Shopify does. */
export function servedVersion(asked: string): ApiVersion {
  return API_VERSIONS.find((version) => version === asked) ?? API_VERSIONS[0];
}

function read(version: ApiVersion): Vendored {
  const file = join(import.meta.dirname, "vendor", `admin_${version}.json.gz`);
  const vendored = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as Vendored;
  filters.set(version, filtersIn(vendored.data));
  dropDescriptions(vendored.data);
  return vendored;
}

function dropDescriptions(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  const record = value as Record<string, unknown>;
  if (typeof record["description"] === "string") record["description"] = null;
  for (const child of Object.values(record)) dropDescriptions(child);
}

function scopeTable(rows: readonly ScopeRow[]): ReadonlyMap<string, Access> {
  const table = new Map<string, Access>();
  for (const { typeName, fieldName, requiredAccess, offlineScopes } of rows) {
    if (offlineScopes.length === 0) continue;
    table.set(fieldName ? `${typeName}.${fieldName}` : typeName, { requiredAccess, anyOf: offlineScopes });
  }
  return table;
}

// They stand in the description of the argument only, as rows of a table whose first column is the name.
function filtersIn({ __schema: schema }: IntrospectionQuery): ReadonlyMap<string, ReadonlySet<string>> {
  const root = schema.types.find(({ name }) => name === schema.queryType.name);
  const fields = root?.kind === "OBJECT" ? root.fields : [];
  return new Map(
    fields.flatMap((field) => {
      const search = (field.args as readonly Described[]).find(({ name }) => name === "query");
      const names = [...(search?.description ?? "").matchAll(/^\| ([\w.{}]+) \|/gm)].map(
        ([, name]) => name ?? "",
      );
      return names.length > 0 ? [[field.name, new Set(names)] as const] : [];
    }),
  );
}
