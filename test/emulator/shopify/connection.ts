// Pages of a list as Shopify's connections give them: opaque cursors that survive changes to the list.
import { GraphQLError } from "graphql";
import { legacyId } from "./world.ts";

export type PageArgs = {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly reverse?: boolean | null;
};

/** A connection that the resolvers of every ...Connection type read. */
export type Connection<T> = {
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
};

type Cursor = { last_id: number; last_value?: string };

/** `valueOf` names what the list is sorted by; without it the list keeps its order and cursors go by id. */
export function connection<T extends { readonly id: string }>(
  list: readonly T[],
  args: PageArgs,
  valueOf?: (item: T) => string,
): Connection<T> {
  checkPage(args);
  const sorted = valueOf ? [...list].sort((a, b) => compare(keyOf(a, valueOf), keyOf(b, valueOf))) : list;
  const ordered = args.reverse ? [...sorted].reverse() : sorted;
  const start = args.after
    ? positionAfter(ordered, decode(args.after), { valueOf, reverse: args.reverse })
    : 0;
  const end = args.before
    ? ordered.findIndex((item) => legacyId(item.id) === decode(args.before ?? "").last_id)
    : -1;
  const range = ordered.slice(start, end < 0 ? undefined : end);
  const page = args.first == null ? range.slice(-(args.last ?? 0)) : range.slice(0, args.first);
  const edges = page.map((node) => ({ node, cursor: encode(keyOf(node, valueOf)) }));
  return {
    nodes: page,
    edges,
    pageInfo: {
      hasNextPage: args.first == null ? end >= 0 : range.length > page.length,
      hasPreviousPage: args.first == null ? range.length > page.length : start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function checkPage(args: PageArgs): void {
  if (args.first == null && args.last == null) {
    throw refused("you must provide one of first or last");
  }
  const size = args.first ?? args.last ?? 0;
  if (size < 0) throw refused(`first and last must not be negative, got ${size}`);
}

function refused(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });
}

function keyOf<T extends { readonly id: string }>(item: T, valueOf?: (item: T) => string): Cursor {
  const last_id = legacyId(item.id);
  return valueOf ? { last_id, last_value: valueOf(item) } : { last_id };
}

function compare(a: Cursor, b: Cursor): number {
  const [left, right] = [a.last_value ?? "", b.last_value ?? ""];
  if (left !== right) return left < right ? -1 : 1;
  return a.last_id - b.last_id;
}

function positionAfter<T extends { readonly id: string }>(
  ordered: readonly T[],
  cursor: Cursor,
  by: { valueOf?: ((item: T) => string) | undefined; reverse?: boolean | null | undefined },
): number {
  const direction = by.reverse ? -1 : 1;
  const position = by.valueOf
    ? ordered.findIndex((item) => compare(keyOf(item, by.valueOf), cursor) * direction > 0)
    : ordered.findIndex((item) => legacyId(item.id) === cursor.last_id) + 1;
  return position < 0 ? ordered.length : position;
}

function encode(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64");
}

function decode(text: string): Cursor {
  try {
    const cursor = JSON.parse(Buffer.from(text, "base64").toString("utf8")) as Cursor;
    if (typeof cursor.last_id === "number") return cursor;
  } catch {
    // Falls through to Shopify's own words.
  }
  throw refused("Invalid cursor for current pagination sort.");
}
