// Bulk queries as apps start, watch and cancel them; bulk-run.ts does the work.
import { GraphQLError, type GraphQLResolveInfo, parse, validate } from "graphql";
import { bulkProblem } from "./bulk-checks.ts";
import { connection } from "./connection.ts";
import { type Context, type Fields, payload, refuse, same } from "./fields.ts";
import type { ListArgs } from "./listing.ts";
import { adminSchema } from "./schema.ts";
import { type SearchTable, searchOf } from "./search.ts";
import type { BulkOperation } from "./state.ts";
import { unsupported } from "./unsupported.ts";
import { gid, legacyId, now, record, type World } from "./world.ts";

/** Five at a time per app and store, since 2026-01; the versions served are all later. */
const MAX_RUNNING = 5;
const MAX_TOKENS = 5_000;

type RunArgs = { readonly query: string; readonly groupObjects: boolean };

export const bulkFields: Fields = {
  BulkOperation: {
    ...same("id", "status", "errorCode", "query", "createdAt", "completedAt"),
    type: () => "QUERY",
    url: (one: BulkOperation, _args: unknown, { world }: Context) =>
      one.status === "COMPLETED" ? addressOf(world, one) : null,
    partialDataUrl: (one: BulkOperation, _args: unknown, { world }: Context) =>
      ["FAILED", "CANCELED", "EXPIRED"].includes(one.status) ? addressOf(world, one) : null,
    objectCount: (one: BulkOperation) => String(one.objectCount),
    rootObjectCount: (one: BulkOperation) => String(one.rootObjectCount),
    fileSize: (one: BulkOperation) => (one.file && one.completedAt ? String(one.fileSize) : null),
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
    bulkOperationRunQuery: (_root: unknown, args: RunArgs, context: Context) => start(context, args),
    bulkOperationCancel: (_root: unknown, args: { id: string }, { shop }: Context) => {
      const one = shop.bulkOperations.get(args.id);
      if (!one) return refuse("Bulk operation does not exist", ["id"]);
      if (isOver(one)) {
        return {
          bulkOperation: one,
          ...refuse(`A bulk operation cannot be canceled when it is ${one.status.toLowerCase()}`, null),
        };
      }
      one.status = "CANCELING";
      return { bulkOperation: { ...one }, userErrors: [] };
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
function addressOf(world: World, one: BulkOperation): string | null {
  const { shopifyFiles } = world.parts.settings.origins;
  const origin = shopifyFiles === "https://cdn.shopify.com" ? "https://storage.googleapis.com" : shopifyFiles;
  return one.file ? new URL(one.file, origin).href : null;
}

export function isOver({ status }: BulkOperation): boolean {
  return ["COMPLETED", "FAILED", "CANCELED", "EXPIRED"].includes(status);
}

function start(context: Context, { query, groupObjects }: RunArgs): object {
  const { world, shop, version, scopes } = context;
  const problem = problemOf(context, query);
  if (problem) return refuse(problem, ["query"], "INVALID");
  if ([...shop.bulkOperations.values()].filter((one) => !isOver(one)).length >= MAX_RUNNING) {
    const message = "The maximum number of concurrent bulk operations has been reached.";
    return refuse(message, null, "LIMIT_REACHED");
  }
  const made: BulkOperation = {
    id: gid(world, "BulkOperation"),
    status: "CREATED",
    errorCode: null,
    query,
    groupObjects,
    version,
    scopes,
    failure: shop.nextBulkFailure,
    file: null,
    fileSize: 0,
    objectCount: 0,
    rootObjectCount: 0,
    createdAt: now(world),
    completedAt: null,
  };
  shop.nextBulkFailure = null;
  shop.bulkOperations.set(made.id, made);
  record(world, "bulkOperation.created", { bulkOperationId: made.id });
  world.parts.clock.schedule(Math.floor(world.parts.settings.timing.bulkMs / 2), {
    kind: "shopify.bulk",
    data: { domain: shop.domain, id: made.id },
  });
  return { bulkOperation: { ...made }, userErrors: [] };
}

function problemOf({ version, fields }: Context, query: string): string | undefined {
  const schema = adminSchema(version);
  try {
    const document = parse(query, { maxTokens: MAX_TOKENS });
    const [error] = validate(schema, document);
    if (error) return `Invalid bulk query: ${error.message}`;
    const problem = bulkProblem(schema, document);
    if (problem) return problem;
    const [missing] = unsupported(schema, document, fields);
    if (missing) throw missing;
    return undefined;
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions["code"] === "UNSUPPORTED_BY_TWIN") throw error;
    return `Invalid bulk query: ${error instanceof Error ? error.message : "unreadable"}`;
  }
}
