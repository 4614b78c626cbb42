// Bulk queries: the operation runs later on the clock, against the same resolvers, and leaves a JSON-lines file in
// which children follow as lines of their own that name their parent.
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLResolveInfo,
  Kind,
  parse,
  validate,
  visit,
} from "graphql";
import { connection } from "./connection.ts";
import { type Context, type Fields, payload, refuse, same } from "./fields.ts";
import type { ListArgs } from "./listing.ts";
import { type ApiVersion, adminSchema } from "./schema.ts";
import { type SearchTable, searchOf } from "./search.ts";
import type { BulkOperation } from "./state.ts";
import { gid, legacyId, now, record, type World } from "./world.ts";

/** Five at a time per app and store, since 2026-01. */
const MAX_RUNNING = 5;
const MAX_CONNECTIONS = 5;
const MAX_DEPTH = 2;

export const bulkFields: Fields = {
  BulkOperation: {
    ...same("id", "status", "errorCode", "query", "createdAt", "completedAt"),
    type: () => "QUERY",
    url: (one: BulkOperation, _args: unknown, { world }: Context) =>
      one.file && one.status === "COMPLETED" ? new URL(one.file, filesOrigin(world)).href : null,
    partialDataUrl: () => null,
    objectCount: (one: BulkOperation) => String(one.objectCount),
    rootObjectCount: (one: BulkOperation) => String(one.rootObjectCount),
    fileSize: (one: BulkOperation, _args: unknown, { world }: Context) =>
      one.file ? String(Buffer.byteLength(world.state.files.get(one.file) ?? "")) : null,
  },
  QueryRoot: {
    bulkOperation: (_root: unknown, args: { id: string }, { shop }: Context) =>
      shop.bulkOperations.get(args.id) ?? null,
    bulkOperations: (_root: unknown, args: ListArgs, context: Context, info: GraphQLResolveInfo) => {
      const search = searchOf(args.query, SEARCHED, context, info);
      const all = [...context.shop.bulkOperations.values()];
      const found = search ? all.filter((one) => search.matches(searchable(one))) : all;
      return connection(found, args, sortedBy(args.sortKey));
    },
  },
  Mutation: {
    bulkOperationRunQuery: (_root: unknown, args: { query: string }, context: Context) =>
      start(context, args.query),
    bulkOperationCancel: (_root: unknown, args: { id: string }, { shop }: Context) => {
      const one = shop.bulkOperations.get(args.id);
      if (!one) return refuse("Bulk operation does not exist", ["id"]);
      if (one.status === "RUNNING" || one.status === "CREATED") one.status = "CANCELED";
      return { bulkOperation: one, userErrors: [] };
    },
  },
  BulkOperationRunQueryPayload: payload("bulkOperation"),
  BulkOperationCancelPayload: payload("bulkOperation"),
};

const SEARCHED: SearchTable = {
  list: "bulkOperations",
  fields: { id: "number", status: "keyword", operation_type: "keyword", created_at: "time" },
  bare: [],
};

const sortedBy = (sortKey: string | null | undefined) => (one: BulkOperation) =>
  sortKey === "COMPLETED_AT" ? (one.completedAt ?? "") : sortKey === "STATUS" ? one.status : one.createdAt;

const searchable = (one: BulkOperation) => ({
  id: String(legacyId(one.id)),
  status: one.status,
  operation_type: "query",
  created_at: one.createdAt,
});

// In interception results keep their real host; a served twin has them at its files address.
function filesOrigin(world: World): string {
  const { shopifyFiles } = world.parts.settings.origins;
  return shopifyFiles === "https://cdn.shopify.com" ? "https://storage.googleapis.com" : shopifyFiles;
}

function start({ world, shop, version, scopes }: Context, query: string): object {
  const problem = problemOf(version, query);
  if (problem) return refuse(problem, ["query"], "INVALID");
  const running = [...shop.bulkOperations.values()].filter(
    ({ status }) => status === "RUNNING" || status === "CREATED",
  );
  if (running.length >= MAX_RUNNING)
    return refuse(
      "The maximum number of concurrent bulk operations has been reached.",
      null,
      "LIMIT_REACHED",
    );
  const made: BulkOperation = {
    id: gid(world, "BulkOperation"),
    status: "CREATED",
    errorCode: null,
    query,
    version,
    scopes,
    file: null,
    objectCount: 0,
    rootObjectCount: 0,
    createdAt: now(world),
    completedAt: null,
  };
  shop.bulkOperations.set(made.id, made);
  record(world, "bulkOperation.created", { bulkOperationId: made.id });
  world.parts.clock.schedule(world.parts.settings.timing.bulkMs, {
    kind: "shopify.bulk",
    data: { domain: shop.domain, id: made.id },
  });
  return { bulkOperation: { ...made }, userErrors: [] };
}

function problemOf(version: ApiVersion, query: string): string | undefined {
  try {
    const document = parse(query, { maxTokens: 5_000 });
    const [error] = validate(adminSchema(version), document);
    if (error) return `Invalid bulk query: ${error.message}`;
    const { count, depth } = measure(document);
    if (count === 0) return "Bulk queries must contain at least one connection.";
    if (count > MAX_CONNECTIONS) return `Queries can have a maximum of ${MAX_CONNECTIONS} connections.`;
    return depth > MAX_DEPTH + 1
      ? "Queries cannot contain connections with a nesting depth greater than 2."
      : undefined;
  } catch (error) {
    return `Invalid bulk query: ${error instanceof Error ? error.message : "unreadable"}`;
  }
}

function measure(document: DocumentNode): { count: number; depth: number } {
  let [count, level, depth] = [0, 0, 0];
  visit(document, {
    Field: {
      enter(node) {
        if (!isConnection(node)) return;
        count += 1;
        level += 1;
        depth = Math.max(depth, level);
      },
      leave(node) {
        if (isConnection(node)) level -= 1;
      },
    },
  });
  return { count, depth };
}

export const isConnection = (node: FieldNode): boolean =>
  node.selectionSet?.selections.some(
    (one) => one.kind === Kind.FIELD && (one.name.value === "edges" || one.name.value === "nodes"),
  ) ?? false;
