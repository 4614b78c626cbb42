// What an Admin API operation is here: its text, whether repeating it is harmless, and the schema of the fields we use.
import { z } from "zod";

/** The one place that names the version of the Admin API. */
export const API_VERSION = "2026-10";

export type Operation<Data extends z.ZodType = z.ZodType> = {
  /** Complete GraphQL text; its operation name is the name in logs and errors. */
  readonly document: string;
  readonly idempotent: "safe" | "unsafe";
  readonly data: Data;
};

export type Variables = Readonly<Record<string, unknown>>;

/** Runs one operation against one store. Throws PlatformError; user errors are the caller's to judge. */
export type RunOperation = <Data extends z.ZodType>(
  operation: Operation<Data>,
  variables?: Variables,
) => Promise<z.output<Data>>;

/** The name after `query` or `mutation`. */
export function nameOf(operation: Operation): string {
  return /(?:query|mutation)\s+(\w+)/.exec(operation.document)?.[1] ?? "unnamed";
}

export const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

/** What GraphQL answers for an object none of whose fragments apply: an id of another kind, a video among images. */
export const empty = z.strictObject({}).transform(() => null);

/** A connection of the given nodes, as every list we page through is asked for. */
export function connectionOf<Node extends z.ZodType>(node: Node) {
  return z.object({ nodes: z.array(node), pageInfo });
}

export type Page<Node> = {
  readonly nodes: readonly Node[];
  readonly pageInfo: z.output<typeof pageInfo>;
};

/** All nodes of a connection, however many: the first page is at hand or fetched with a null cursor. */
export async function allNodes<Node>(
  fetchPage: (after: string | null) => Promise<Page<Node>>,
  firstPage?: Page<Node>,
): Promise<Node[]> {
  let page = firstPage ?? (await fetchPage(null));
  const nodes = [...page.nodes];
  while (page.pageInfo.hasNextPage && page.pageInfo.endCursor !== null) {
    page = await fetchPage(page.pageInfo.endCursor);
    nodes.push(...page.nodes);
  }
  return nodes;
}

/** Splits ids into calls of a bounded size, and joins what they answer. */
export async function inChunks<Item, Result>(
  items: readonly Item[],
  size: number,
  work: (chunk: readonly Item[]) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += size) results.push(...(await work(items.slice(at, at + size))));
  return results;
}
