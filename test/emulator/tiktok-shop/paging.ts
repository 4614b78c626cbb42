// Pages behind opaque tokens. A token is bound to the filters it was made for; one that fits other filters is refused.
import { createHash } from "node:crypto";
import { refuse } from "./refusal.ts";

export type PageRule = {
  readonly largest: number;
  /** Undefined where the platform demands a page size. */
  readonly usual?: number;
  readonly badSize: number;
  readonly badToken: number;
};

export type Page<T> = {
  readonly items: readonly T[];
  readonly next_page_token: string;
  readonly total_count: number;
};

/** One page of the matches, in the order given. */
export function pageOf<T>(
  matches: readonly T[],
  query: URLSearchParams,
  options: { rule: PageRule; filters: unknown },
): Page<T> {
  const { rule, filters } = options;
  const size = sizeOf(query, rule);
  const print = createHash("sha256").update(JSON.stringify(filters)).digest("base64").slice(0, 8);
  const offset = offsetOf(query, print, rule.badToken);
  const end = offset + size;
  const more = end < matches.length;
  return {
    items: matches.slice(offset, end),
    next_page_token: more ? Buffer.from(`${end}:${print}`).toString("base64") : "",
    total_count: matches.length,
  };
}

/** Where the page asked for begins. */
export function offsetIn(query: URLSearchParams): number {
  return (
    Number(
      Buffer.from(query.get("page_token") ?? "", "base64")
        .toString()
        .split(":")[0],
    ) || 0
  );
}

function sizeOf(query: URLSearchParams, rule: PageRule): number {
  const asked = query.get("page_size");
  if (asked === null && rule.usual !== undefined) return rule.usual;
  const size = Number(asked);
  if (asked === null || !Number.isInteger(size) || size < 1 || size > rule.largest) {
    refuse(rule.badSize, `page_size must be between 1 and ${rule.largest}`);
  }
  return size;
}

function offsetOf(query: URLSearchParams, print: string, badToken: number): number {
  const token = query.get("page_token");
  if (!token) return 0;
  const [offset, of] = Buffer.from(token, "base64").toString().split(":");
  if (of !== print || !/^\d+$/.test(offset ?? "")) refuse(badToken, "page_token is invalid or stale");
  return Number(offset);
}
