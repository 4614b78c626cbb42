// Runs a bulk query to its end and writes its file: every object of a connection is a line, children name the line
// they belong to.
import { type DocumentNode, execute, Kind, parse, visit } from "graphql";
import { isConnection } from "./bulk.ts";
import type { Caller, Context, Fields } from "./fields.ts";
import { contextOf, resolversOf } from "./graphql.ts";
import { adminSchema } from "./schema.ts";
import type { BulkOperation } from "./state.ts";
import { unsupported } from "./unsupported.ts";
import { announce } from "./webhooks.ts";
import { legacyId, now, record } from "./world.ts";

type Line = Record<string, unknown>;

/** No store holds more; bulk queries know no pages. */
const EVERYTHING = "1000000000";

/** Runs a bulk operation to its end: called by the clock. */
export async function runBulk(caller: Caller, fields: Fields, id: string): Promise<void> {
  const { world, shop } = caller;
  const context = contextOf(caller, () => "");
  const one = shop.bulkOperations.get(id);
  if (!one || one.status !== "CREATED") return;
  one.status = "RUNNING";
  const document = parse(one.query);
  const [missing] = unsupported(adminSchema(context.version), document, fields);
  if (missing) Object.assign(one, { status: "FAILED", errorCode: "INTERNAL_SERVER_ERROR" });
  else writeFile(context, one, linesOf(context, fields, document));
  one.completedAt = now(world);
  record(
    world,
    "bulkOperation.finished",
    { bulkOperationId: one.id },
    { status: one.status, objects: one.objectCount },
  );
  announce(world, shop, { topic: "bulk_operations/finish", payload: finishPayload(one) });
}

function writeFile({ world, shop }: Context, one: BulkOperation, lines: readonly Line[]): void {
  one.status = "COMPLETED";
  one.objectCount = lines.length;
  one.rootObjectCount = lines.filter((line) => line["__parentId"] === undefined).length;
  // An operation that found nothing has no file.
  if (lines.length === 0) return;
  one.file = `/shopify-bulk/${legacyId(shop.id)}/bulk-${legacyId(one.id)}.jsonl`;
  world.state.files.set(one.file, `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`);
}

function finishPayload(one: BulkOperation): object {
  return {
    admin_graphql_api_id: one.id,
    completed_at: one.completedAt,
    created_at: one.createdAt,
    error_code: one.errorCode?.toLowerCase() ?? null,
    status: one.status.toLowerCase(),
    type: "query",
  };
}

function linesOf(context: Context, fields: Fields, document: DocumentNode): readonly Line[] {
  const result = execute({
    schema: adminSchema(context.version),
    document: withoutPages(document),
    contextValue: context,
    ...resolversOf(fields),
  });
  if (result instanceof Promise) throw new Error("a resolver of the twin waits for something");
  if (result.errors?.[0]) throw result.errors[0];
  const lines: Line[] = [];
  flatten(result.data ?? {}, undefined, lines);
  return lines;
}

function withoutPages(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field(node) {
      if (!isConnection(node)) return undefined;
      const kept = (node.arguments ?? []).filter(
        ({ name }) => !["first", "last", "after", "before"].includes(name.value),
      );
      const first = {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: "first" },
        value: { kind: Kind.INT, value: EVERYTHING },
      } as const;
      return { ...node, arguments: [...kept, first] };
    },
  });
}

// Takes the connections out of an object, writing their nodes as lines behind it; answers what is left of it.
function flatten(object: Line, parentId: string | undefined, lines: Line[]): Line {
  const rest: Line = {};
  const children: Line[] = [];
  for (const [key, value] of Object.entries(object)) {
    const nodes = nodesOf(value);
    if (nodes) children.push(...nodes);
    else rest[key] = isPlain(value) ? flatten(value, parentId, lines) : value;
  }
  for (const child of children) {
    const line: Line = {};
    lines.push(line);
    const left = flatten(child, typeof child["id"] === "string" ? child["id"] : parentId, lines);
    Object.assign(line, left, parentId === undefined ? {} : { __parentId: parentId });
  }
  return rest;
}

function nodesOf(value: unknown): readonly Line[] | undefined {
  if (!isPlain(value)) return undefined;
  if (Array.isArray(value["nodes"])) return value["nodes"] as Line[];
  if (Array.isArray(value["edges"])) return (value["edges"] as { node: Line }[]).map(({ node }) => node);
  return undefined;
}

function isPlain(value: unknown): value is Line {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
