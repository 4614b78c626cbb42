// Pages behind opaque tokens. A token is bound to the filters it was made for and grows old; one of other filters or
// of yesterday is refused.
import { createHash } from "node:crypto";
import type { CallQuery } from "./call-query.ts";
import { refuse } from "./refusal.ts";

export type PageRule = {
  readonly largest: number;
  /** Undefined where the platform demands a page size. */
  readonly usual?: number;
  readonly badSize: number;
  readonly badToken: number;
  /** Documented for products (12052180); what other searches answer is inferred. */
  readonly beyondCap?: number;
};

/** No search can be paged beyond this many results. */
const SEARCH_CAP = 10_000;

export type Page<T> = {
  readonly items: readonly T[];
  readonly next_page_token: string;
  readonly total_count: number;
};

/** A list, or anything else that knows how many it holds and can cut a piece out. */
export type Matches<T> = {
  readonly length: number;
  slice(from: number, to: number): readonly T[];
};

/** One page of the matches, in the order given. */
export function pageOf<T>(
  matches: Matches<T>,
  query: CallQuery,
  options: { rule: PageRule; filters: unknown },
): Page<T> {
  const { rule, filters } = options;
  const size = sizeOf(query, rule);
  const print = createHash("sha256").update(JSON.stringify(filters)).digest("base64url").slice(0, 8);
  const offset = offsetOf(query, print, rule.badToken);
  if (offset >= SEARCH_CAP)
    refuse(rule.beyondCap ?? 98001004, "The search window goes beyond 10,000 results");
  const end = offset + size;
  const more = end < matches.length;
  return {
    items: matches.slice(offset, end),
    next_page_token: more ? tokenOf(end, print, query.at) : "",
    total_count: matches.length,
  };
}

/** Where the page asked for begins. */
export function offsetIn(query: URLSearchParams): number {
  return Number(partsOf(query.get("page_token") ?? "")[0]) || 0;
}

/** Veiled, and in plain base64: a client learns nothing from it and must encode its plus, slash and equals signs. */
function tokenOf(offset: number, print: string, at: number): string {
  return veiled(Buffer.from(`${offset}:${print}:${at}`)).toString("base64");
}

function partsOf(token: string): readonly string[] {
  return veiled(Buffer.from(token, "base64")).toString("latin1").split(":");
}

function veiled(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 0xe5));
}

function sizeOf(query: URLSearchParams, rule: PageRule): number {
  const asked = query.get("page_size");
  if (asked === null && rule.usual !== undefined) return rule.usual;
  const size = Number(asked);
  if (asked === null || !/^\d{1,4}$/.test(asked) || size < 1 || size > rule.largest) {
    refuse(rule.badSize, `page_size must be between 1 and ${rule.largest}`);
  }
  return size;
}

function offsetOf(query: CallQuery, print: string, badToken: number): number {
  const token = query.get("page_token");
  if (!token) return 0;
  const [offset, of, issued] = partsOf(token);
  const age = query.at - Number(issued);
  const isOurs = of === print && /^\d{1,9}$/.test(offset ?? "") && age >= 0;
  if (!isOurs || age > query.pageTokenSeconds) refuse(badToken, "page_token is invalid or stale");
  return Number(offset);
}
