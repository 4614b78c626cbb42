// Lists that move while a client reads them page by page: an item that slips through between two pages, and one that is
// shown on both. Only the answer is touched; the platform's own state stays as it is.
import type { WireRequest } from "./wire-request.ts";

type Platform = "shopify" | "tiktok-shop";
type List = unknown[];

/** The last items of the pages read, by platform, operation and shop; kept while a fault needs them. */
export class PagesRead {
  private readonly last = new Map<string, unknown>();

  has(read: string): boolean {
    return this.last.has(read);
  }

  /** Remembers how a page ended. */
  note(read: string, platform: Platform, text: string): void {
    const item = listsIn(platform, parsed(text))[0]?.at(-1);
    if (item !== undefined) this.last.set(read, item);
  }

  /** The page with what stood last before it standing first again. */
  repeated(read: string, platform: Platform, text: string): string {
    const answer = parsed(text);
    const item = this.last.get(read);
    for (const list of listsIn(platform, answer)) list.unshift(item);
    return JSON.stringify(answer);
  }
}

/** The page without what stood first on it. */
export function withoutFirst(platform: Platform, text: string): string {
  const answer = parsed(text);
  for (const list of listsIn(platform, answer)) list.shift();
  return JSON.stringify(answer);
}

/** Whether a request asks for a page after the first. */
export async function asksForLaterPage(platform: Platform, request: WireRequest): Promise<boolean> {
  if (platform === "tiktok-shop") return /[?&]page_token=[^&]/.test(request.url);
  const { query, variables } = (parsed(await request.clone().text()) ?? {}) as {
    query?: unknown;
    variables?: Readonly<Record<string, unknown>> | null;
  };
  const given = /\bafter:\s*(?:\$(\w+)|"[^"]+")/.exec(String(query));
  if (!given) return false;
  return given[1] === undefined || typeof variables?.[given[1]] === "string";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The first list of TikTok Shop's data; nodes or edges of Shopify's first connection. */
function listsIn(platform: Platform, answer: unknown): readonly List[] {
  const { data } = (answer ?? {}) as { data?: unknown };
  if (typeof data !== "object" || data === null) return [];
  const found = Object.values(data);
  if (platform === "tiktok-shop") return found.filter(Array.isArray).slice(0, 1);
  for (const field of found) {
    const { nodes, edges } = (field ?? {}) as { nodes?: unknown; edges?: unknown };
    const lists = [nodes, edges].filter(Array.isArray);
    if (lists.length === 1) return lists;
  }
  return [];
}
