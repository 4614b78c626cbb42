// What a webhook told us, in our words: what may have changed, and its id. Never the content: the use-case re-reads it.
import type { Verb } from "./work.ts";

/** Before an inventory item's id: the product whose it is. */
export const BY_ITEM = "item:";

export type Notice = { readonly verb: Verb; readonly subject: string };

/** A verified webhook, ready for the inbox. `notices` is empty for a topic we keep but do not act on. */
export type InboxEntry = {
  readonly source: "shopify" | "tiktok-shop";
  /** The platform's own id of the message: the same on every retry. */
  readonly messageId: string;
  readonly topic: string;
  /** Store domain (shopify), or marketplace shop id or seller open id (tiktok-shop): whose message this is. */
  readonly owner: string;
  readonly notices: readonly Notice[];
  /** The exact bytes received, for replay. */
  readonly body: Uint8Array;
  readonly triggeredAt: Date | null;
};

/** Header names in lower case, as node:http gives them. */
export type WebhookHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What became of a webhook's bytes once its signature was checked. Never throws, whatever the bytes are. */
export type ReadWebhook =
  | { readonly kind: "accepted"; readonly entry: InboxEntry }
  /** Not from the platform, or changed on the way: nothing of it is kept. */
  | { readonly kind: "bad-signature" }
  /** Signed by the platform, and not what it documents. `detail` names path and type, never a value. */
  | { readonly kind: "unreadable"; readonly detail: string };
