// Pages of a list as Shopify's connections give them: opaque cursors that survive changes to the list.
import { GraphQLError } from "graphql";
import { comparePlaces } from "./ordered.ts";
import { legacyId } from "./world.ts";

export type PageArgs = {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly reverse?: boolean | null;
};

/** A connection that the resolvers of every ...Connection type read; edges and cursors are made when asked for. */
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

/** Where a page ends: the id and the value it was sorted by. */
export type Cursor = { readonly number: number; readonly key: string };

/** `valueOf` names what the list is sorted by; without it the list keeps its order and cursors go by id. */
export function connection<T extends { readonly id: string }>(
  list: readonly T[],
  args: PageArgs,
  valueOf?: (item: T) => string,
): Connection<T> {
  checkPage(args);
  const cursorOf = (item: T): Cursor => ({ number: legacyId(item.id), key: valueOf?.(item) ?? "" });
  const sorted = valueOf ? [...list].sort((a, b) => comparePlaces(cursorOf(a), cursorOf(b))) : list;
  const ordered = args.reverse ? [...sorted].reverse() : sorted;
  const direction = args.reverse ? -1 : 1;
  // In a list without an order of its own the place of a cursor is where its object stands.
  const placeOf = (cursor: Cursor, side: 0 | 1) => {
    const at = valueOf
      ? ordered.findIndex((item) => comparePlaces(cursorOf(item), cursor) * direction >= side)
      : ordered.findIndex((item) => legacyId(item.id) === cursor.number) + side;
    return at < 0 ? ordered.length : at;
  };
  const start = args.after ? placeOf(decode(args.after), 1) : 0;
  const end = args.before ? placeOf(decode(args.before), 0) : ordered.length;
  const range = ordered.slice(start, end);
  const page =
    args.first == null
      ? range.slice(Math.max(0, range.length - (args.last ?? 0)))
      : range.slice(0, args.first);
  return asConnection(page, cursorOf, {
    hasNextPage: args.first == null ? end < ordered.length : range.length > page.length,
    hasPreviousPage: args.first == null ? range.length > page.length : start > 0,
  });
}

export function asConnection<T>(
  nodes: readonly T[],
  cursorOf: (node: T) => Cursor,
  more: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean },
): Connection<T> {
  const cursorAt = (at: number) => {
    const node = nodes.at(at);
    return node === undefined ? null : encode(cursorOf(node));
  };
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({ node, cursor: encode(cursorOf(node)) }));
    },
    pageInfo: {
      ...more,
      get startCursor() {
        return cursorAt(0);
      },
      get endCursor() {
        return cursorAt(-1);
      },
    },
  };
}

export function checkPage(args: PageArgs): void {
  if (args.first == null && args.last == null) {
    throw refused("you must provide one of first or last");
  }
  if (args.first != null && args.last != null) {
    throw refused("providing both first and last is not supported");
  }
  const size = args.first ?? args.last ?? 0;
  if (size < 0) throw refused(`first and last must not be negative, got ${size}`);
}

function refused(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });
}

function encode({ number, key }: Cursor): string {
  const cursor = key === "" ? { last_id: number } : { last_id: number, last_value: key };
  return Buffer.from(JSON.stringify(cursor)).toString("base64");
}

export function decode(text: string): Cursor {
  try {
    const cursor = JSON.parse(Buffer.from(text, "base64").toString("utf8")) as Record<string, unknown>;
    const { last_id: number, last_value: key } = cursor;
    if (typeof number === "number" && (key === undefined || typeof key === "string"))
      return { number, key: key ?? "" };
  } catch {
    // Falls through to Shopify's own words.
  }
  throw refused("Invalid cursor for current pagination sort.");
}
