// What every webhook door does: read the bytes up to a limit, have them verified, store them durably, answer.
// A door never lets an error out: whatever happens, the platform gets a status.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ReadWebhook, WebhookHeaders } from "../use-cases/ports/notice.ts";
import type { Log } from "../use-cases/ports/ports.ts";
import { answerEmpty } from "./answer.ts";
import type { GroupCommit } from "./group-commit.ts";
import { readBody } from "./read-body.ts";

export type ReadWebhookBytes = (headers: WebhookHeaders, body: Uint8Array) => ReadWebhook;

export type Intake = { readonly inbox: GroupCommit; readonly log: Log };

/**
 * Answers one webhook: 405 wrong method, 413 too large, 401 bad signature, 400 unreadable, 200 once it is committed
 * (also for one we had, or whose store we do not know), 500 only if it could not be stored.
 */
export async function takeWebhook(
  intake: Intake,
  read: ReadWebhookBytes,
  exchange: { req: IncomingMessage; res: ServerResponse },
): Promise<void> {
  const { req, res } = exchange;
  if (req.method !== "POST") {
    req.resume();
    answerEmpty(res, 405, { allow: "POST" });
    return;
  }
  const body = await readBody(req);
  if (body.kind === "aborted") return;
  if (body.kind === "too-large") {
    answerEmpty(res, 413, { connection: "close" });
    return;
  }
  answerEmpty(res, await store(intake, read(req.headers, body.bytes)));
}

async function store(intake: Intake, webhook: ReadWebhook): Promise<number> {
  if (webhook.kind === "bad-signature") return 401;
  if (webhook.kind === "unreadable") {
    intake.log.warn("a signed webhook does not read as documented", { detail: webhook.detail });
    return 400;
  }
  try {
    await intake.inbox.add(webhook.entry);
    return 200;
  } catch (error) {
    intake.log.error("a webhook could not be stored", { topic: webhook.entry.topic, error });
    return 500;
  }
}
