// Searches by window of time: which rows lie in the windows asked for, in the order asked for. The starts are inclusive,
// the ends exclusive; rows are read only where a page or a further filter needs them.
import { texts, whole } from "./body.ts";
import type { Timed, TimeIndex } from "./order-index.ts";
import type { Matches } from "./paging.ts";
import { refuse } from "./refusal.ts";
import type { Json, ShopCall } from "./route.ts";

type Field = "create_time" | "update_time";
type Window = { readonly from: number; readonly to: number };

const INVALID = 98001004;
const EVER = Number.POSITIVE_INFINITY;

export type Asked<Row> = {
  readonly index: TimeIndex<Row & Timed>;
  /** What the platform sorts by unless told otherwise. */
  readonly direction: "ASC" | "DESC";
  /** Narrows further; undefined where the search names no other filter. */
  readonly fits: ((row: Row) => boolean) | undefined;
};

export function search<Row extends Timed>(
  { shop, body, query }: ShopCall,
  { index, direction, fits }: Asked<Row>,
): Matches<Row> {
  const field = oneOf(query, "sort_field", ["create_time", "update_time"]) ?? "create_time";
  const sorted = oneOf(query, "sort_order", ["ASC", "DESC"]) ?? direction;
  const other = field === "create_time" ? "update_time" : "create_time";
  const { from, to } = windowOf(body, field);
  const rest = windowOf(body, other);
  const rows = index.of(shop.id, field).between(from, to, sorted);
  const isNarrowed = rest.from > 0 || rest.to < EVER;
  if (!fits && !isNarrowed) return rows;
  return rows
    .slice(0, rows.length)
    .filter((row) => isWithin(timeOf(row, other), rest) && (fits?.(row) ?? true));
}

function timeOf(row: Timed, field: Field): number {
  return field === "create_time" ? row.createTime : row.updateTime;
}

function isWithin(time: number, { from, to }: Window): boolean {
  return time >= from && time < to;
}

function windowOf(body: Json, field: Field): Window {
  const [from, to] = [whole(body, `${field}_ge`) ?? 0, whole(body, `${field}_lt`) ?? EVER];
  return from < 0 || to < 0 ? refuse(INVALID, `${field} must not be negative`) : { from, to };
}

export function oneOf<Word extends string>(
  query: URLSearchParams,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const asked = query.get(name);
  if (asked === null || asked === "") return undefined;
  return words.find((word) => word === asked) ?? refuse(INVALID, `${name} is invalid`);
}

/** The set of a filter that lists what is wanted; undefined where it is not given or empty. */
export function wantedIn(body: Json, name: string): ReadonlySet<string> | undefined {
  const given = texts(body, name, { count: 100, code: INVALID });
  return given?.length ? new Set(given) : undefined;
}
