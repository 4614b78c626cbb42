// The store's search: what it knows of each object, how far it lags behind, and what a query finds in it.
import type { GraphQLResolveInfo } from "graphql";
import { responsePathAsArray } from "graphql";
import type { Context } from "./fields.ts";
import { reindexed } from "./ordered.ts";
import { searchFilters } from "./schema.ts";
import { type FieldKind, type Search, type SearchSpec, searchFor } from "./search-match.ts";
import type { Indexed } from "./state.ts";
import type { World } from "./world.ts";

/** What can be searched in a list of the root query, and how. */
export type SearchTable = {
  /** The list's name in the root query: by it Shopify's own filters are known. */
  readonly list: string;
  readonly fields: Readonly<Record<string, FieldKind>>;
  readonly bare: readonly string[];
};

/** The query of a call, read; what was left out of it is noted for the answer. Undefined when it asks for nothing. */
export function searchOf(
  query: string | null | undefined,
  table: SearchTable,
  context: Context,
  info: GraphQLResolveInfo,
): Search | undefined {
  if (!query?.trim()) return undefined;
  const spec: SearchSpec = {
    fields: table.fields,
    bare: table.bare,
    listed: searchFilters(context.version, table.list),
    now: context.world.parts.clock.now(),
  };
  const search = searchFor(query, spec);
  if (search.warnings.length > 0) {
    const { parsed, warnings } = search;
    context.searches.push({ path: responsePathAsArray(info.path), query, parsed, warnings });
  }
  return search;
}

/** Notes what search will know of an object once its index has caught up; null when the object is gone. */
export function index(
  world: World,
  into: Map<string, Indexed[]>,
  entry: { id: string; fields: Indexed["fields"] },
): void {
  const versions = into.get(entry.id) ?? [];
  const settled = settledBefore(world);
  const kept = versions.filter(
    (version, at) => version.at > settled || at === lastSettled(versions, settled),
  );
  reindexed(into, { id: entry.id, before: versions.at(-1)?.fields ?? null, after: entry.fields });
  into.set(entry.id, [...kept, { at: world.parts.clock.now(), fields: entry.fields }]);
}

/** What search knows of an object now: it lags behind writes. */
export function settledFields(versions: readonly Indexed[], settled: number): Indexed["fields"] {
  const [only] = versions;
  if (only && versions.length === 1) return only.at <= settled ? only.fields : null;
  return versions[lastSettled(versions, settled)]?.fields ?? null;
}

export function settledBefore(world: World): number {
  return world.parts.clock.now() - world.parts.settings.timing.searchLagMs;
}

function lastSettled(versions: readonly Indexed[], settled: number): number {
  return versions.findLastIndex((version) => version.at <= settled);
}
