// Runs a bulk query on the clock: it waits, reads the store page by page, and leaves a file or what came of it.
import { GraphQLError, parse } from "graphql";
import { Random } from "../random.ts";
import { linesOf } from "./bulk-lines.ts";
import { pagesOf } from "./bulk-pages.ts";
import type { Caller, Context, Fields } from "./fields.ts";
import { contextOf } from "./graphql.ts";
import type { BulkOperation } from "./state.ts";
import { announce } from "./webhooks.ts";
import { legacyId, now, record } from "./world.ts";

const DAY_MS = 86_400_000;
/** An operation that has not ended by then has expired. */
const LONGEST_MS = 10 * DAY_MS;
/** How long results can be fetched. */
const KEPT_MS = 7 * DAY_MS;

/** The operation's next step: called by the clock, first to begin and then to end it. */
export async function runBulk(caller: Caller, fields: Fields, id: string): Promise<void> {
  const { world, shop } = caller;
  const one = shop.bulkOperations.get(id);
  if (one?.status === "CREATED") {
    one.status = "RUNNING";
    const { bulkMs } = world.parts.settings.timing;
    const event = { kind: "shopify.bulk", data: { domain: shop.domain, id } };
    return world.parts.clock.schedule(bulkMs - Math.floor(bulkMs / 2), event);
  }
  if (one?.status === "CANCELING") return finish(caller, one, "CANCELED");
  if (one?.status !== "RUNNING") return;
  if (world.parts.clock.now() - Date.parse(one.createdAt) > LONGEST_MS) return finish(caller, one, "EXPIRED");
  try {
    await write(
      contextOf(caller, fields, () => ""),
      one,
    );
    // Cancelled while it was reading.
    finish(caller, one, one.status === "RUNNING" ? "COMPLETED" : "CANCELED");
  } catch (error) {
    if (!(error instanceof GraphQLError || error instanceof BulkFailure)) throw error;
    const denied = error instanceof GraphQLError && error.extensions["code"] === "ACCESS_DENIED";
    one.errorCode =
      error instanceof BulkFailure ? error.message : denied ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR";
    finish(caller, one, "FAILED");
  }
}

/** Why an operation stopped half way; its message is Shopify's code. */
class BulkFailure extends Error {}

async function write(context: Context, one: BulkOperation): Promise<void> {
  const { world, shop } = context;
  const chance = one.groupObjects ? undefined : new Random(legacyId(one.id));
  const chunks: string[] = [];
  const path = `/shopify-bulk/${legacyId(shop.id)}/bulk-${legacyId(one.id)}.jsonl`;
  for (const page of pagesOf(context, parse(one.query))) {
    const { texts, roots } = linesOf(page, chance);
    const kept = one.failure ? texts.slice(0, Math.max(0, one.failure.after - one.objectCount)) : texts;
    one.objectCount += kept.length;
    one.rootObjectCount += roots;
    if (kept.length > 0) {
      const chunk = `${kept.join("\n")}\n`;
      chunks.push(chunk);
      one.fileSize += Buffer.byteLength(chunk);
      // An operation that found nothing has no file.
      one.file = path;
      world.state.files.set(path, { chunks, expiresAt: world.parts.clock.now() + KEPT_MS });
    }
    if (one.failure && one.objectCount >= one.failure.after) throw new BulkFailure(one.failure.code);
    // Others are served between pages.
    await new Promise((resolve) => setImmediate(resolve));
    if (one.status !== "RUNNING") return;
  }
  if (one.failure) throw new BulkFailure(one.failure.code);
}

function finish(
  { world, shop }: Pick<Caller, "world" | "shop">,
  one: BulkOperation,
  status: "COMPLETED" | "FAILED" | "CANCELED" | "EXPIRED",
): void {
  one.status = status;
  one.completedAt = now(world);
  const ids = { bulkOperationId: one.id };
  record(world, "bulkOperation.finished", ids, { status: one.status, objects: one.objectCount });
  announce(world, shop, { topic: "bulk_operations/finish", payload: () => finishPayload(one) });
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
