// Verifies a TikTok Shop webhook on its raw bytes and says which of our things may have changed.
// Payloads are thin (ids and a status) and unordered: the use-case re-reads the thing itself.
import { createHash } from "node:crypto";
import { z } from "zod";
import type { InboxEntry, Notice, ReadWebhook, WebhookHeaders } from "../../use-cases/ports/notice.ts";
import { parseKeepingIds } from "./json.ts";
import { sameDigest, signWebhook } from "./signature.ts";
import { topicOf } from "./webhook-topics.ts";

const envelopeSchema = z.object({
  type: z.coerce.number().int(),
  tts_notification_id: z.string().min(1).optional(),
  shop_id: z.string().min(1).optional(),
  // The platform-warehouse topics name the seller instead of the shop; one sample of type 58 says creator.
  seller_open_id: z.string().min(1).optional(),
  creator_open_id: z.string().min(1).optional(),
  timestamp: z.coerce.number().optional(),
  data: z.unknown().optional(),
});

type Envelope = z.infer<typeof envelopeSchema>;

/** Reads webhooks signed for our app. */
export function createWebhookReader(app: { appKey: string; appSecret: string }) {
  return (headers: WebhookHeaders, body: Uint8Array): ReadWebhook => {
    const given = headers["authorization"];
    if (typeof given !== "string" || !sameDigest(signWebhook(app, body), given))
      return { kind: "bad-signature" };
    return readVerified(body);
  };
}

function readVerified(body: Uint8Array): ReadWebhook {
  const parsed = envelopeSchema.safeParse(parseKeepingIds(Buffer.from(body).toString("utf8")));
  if (!parsed.success) return { kind: "unreadable", detail: firstMismatch(parsed.error) };
  const owner = ownerOf(parsed.data);
  if (owner === undefined) return { kind: "unreadable", detail: "shop_id: missing" };
  return { kind: "accepted", entry: toEntry(parsed.data, owner, body) };
}

function toEntry(envelope: Envelope, owner: string, body: Uint8Array): InboxEntry {
  const topic = topicOf(envelope.type);
  return {
    source: "tiktok-shop",
    messageId: envelope.tts_notification_id ?? digestOf(body),
    topic: topic?.name ?? `TYPE_${envelope.type}`,
    owner,
    notices: topic === undefined ? [] : unique(topic.notices(envelope.data)),
    body,
    triggeredAt: sentAt(envelope),
  };
}

function ownerOf(envelope: Envelope): string | undefined {
  return envelope.shop_id ?? envelope.seller_open_id ?? envelope.creator_open_id;
}

function firstMismatch(error: z.ZodError): string {
  const [issue] = error.issues;
  return `${issue?.path.join(".") || "body"}: ${issue?.code ?? "invalid"}`;
}

// Old topics carry no id; a retry repeats the bytes, so their digest is the same on every retry.
function digestOf(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}

function sentAt(envelope: Envelope): Date | null {
  return envelope.timestamp === undefined ? null : new Date(envelope.timestamp * 1000);
}

function unique(notices: readonly Notice[]): Notice[] {
  return [...new Map(notices.map((notice) => [`${notice.verb} ${notice.subject}`, notice])).values()];
}
