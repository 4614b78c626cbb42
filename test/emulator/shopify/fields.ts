// How a field of Shopify's schema is answered: one table of what is supported, by type and field. What is not in the
// table is refused by name before anything runs.
import type { GraphQLResolveInfo } from "graphql";
import type { ApiVersion } from "./schema.ts";
import type { Permissions } from "./scopes.ts";
import type { Shop } from "./state.ts";
import type { World } from "./world.ts";

/** Who calls: the store, the version asked for and what the token may do. */
export type Caller = {
  readonly world: World;
  readonly shop: Shop;
  readonly version: ApiVersion;
  /** The access scopes of the token that calls. */
  readonly scopes: readonly string[];
};

export type Context = Caller & {
  readonly permissions: Permissions;
  /** All that is supported, for who runs a query within a query. */
  readonly fields: Fields;
  /** The key an @idempotent field of this operation carries. */
  readonly keyOf: (field: string) => string;
  /** What was wrong with search queries without failing them; printed in the answer's extensions. */
  readonly searches: SearchNote[];
};

/** A search query as the answer's extensions show it when some of it was left out. */
export type SearchNote = {
  readonly path: readonly (string | number)[];
  readonly query: string;
  readonly parsed: object;
  readonly warnings: readonly { readonly field: string; readonly message: string; readonly code: string }[];
};

/** `never` lets each resolver name the source and arguments it takes; the schema has checked them. */
export type Resolver = (source: never, args: never, context: Context, info: GraphQLResolveInfo) => unknown;
export type Fields = Readonly<Record<string, Readonly<Record<string, Resolver>>>>;

/** Fields answered by the property of the same name. */
export function same(...names: readonly string[]): Record<string, Resolver> {
  return Object.fromEntries(names.map((name) => [name, (source: Record<string, unknown>) => source[name]]));
}

/** A mutation's payload: its fields, and its user errors. */
export function payload(...names: readonly string[]): Record<string, Resolver> {
  return same(...names, "userErrors");
}

export type UserError = {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code?: string | null;
};

/** What a mutation answers when it did nothing: every other field of its payload is null. */
export function refuse(
  message: string,
  field: readonly string[] | null = null,
  code: string | null = null,
): { userErrors: UserError[] } {
  return { userErrors: [{ message, field, code }] };
}
