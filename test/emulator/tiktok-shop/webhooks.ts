// How an event leaves: to the address that was set for its topic, enveloped, signed, given three seconds to answer 200, and
// tried four times more ("TTS webhooks overview").
import { type Core, newId, type Shop, seconds, shopOf } from "./core.ts";
import { signWebhook } from "./signature.ts";
import type { WebhookEvent } from "./webhook-data.ts";
import { TOPICS } from "./webhook-topics.ts";

const MINUTE = 60_000;
const RETRIES_AFTER_MS = [2 * MINUTE, 30 * MINUTE, 180 * MINUTE, 720 * MINUTE];
const TIMEOUT_MS = 3_000;

/** Any message, also of types that are unknown here or nowhere known. */
export type OnDemand = {
  readonly type: number;
  readonly data: Readonly<Record<string, unknown>>;
  /** An id that was sent before makes it a duplicate; old samples have none at all. */
  readonly notificationId?: string | null;
  /** Where to; the address of the topic, or of order changes, when left out. */
  readonly address?: string;
};

/** Sends an event to the address set for its topic; without one, nobody hears of it. */
export function notify(core: Core, shop: Shop, event: WebhookEvent): void {
  const address = addressFor(core, shop, event.type);
  if (address) post(core, shop, { ...event, address, messageId: newId(core, "notification") });
}

/** Sends what one likes, to see how the client takes it; answers the notification's id. */
export function sendOnDemand(core: Core, shopId: string, message: OnDemand): string {
  const shop = shopOf(core, shopId);
  const { type, data, notificationId } = message;
  const address = message.address ?? addressFor(core, shop, type) ?? addressFor(core, shop, 1);
  if (!address) throw new Error(`no address is set for webhooks of the shop ${shopId}`);
  const messageId = notificationId ?? newId(core, "notification");
  post(core, shop, { type, data, address, messageId, isNameless: notificationId === null });
  return messageId;
}

// Topics the API cannot set go where order changes go, unless Partner Center says otherwise.
function addressFor(core: Core, shop: Shop, type: number): string | undefined {
  const topic = TOPICS[type];
  const name = topic?.name ?? "";
  const ofApp = core.parts.settings.tiktokShop.gateway.appWebhooks.find(
    (webhook) => webhook.eventType === name,
  );
  const address = core.state.webhooks.get(`${shop.id} ${name}`)?.address ?? ofApp?.address;
  if (address !== undefined || !topic || topic.settable) return address;
  return addressFor(core, shop, 1);
}

type Outgoing = {
  readonly type: number;
  readonly data: unknown;
  readonly address: string;
  readonly messageId: string;
  readonly isNameless?: boolean;
};

function post(core: Core, shop: Shop, { type, data, address, messageId, isNameless }: Outgoing): void {
  const topic = TOPICS[type];
  const body = JSON.stringify({
    type,
    ...(isNameless ? {} : { tts_notification_id: messageId }),
    ...(topic?.names === "seller" ? { seller_open_id: shop.openId } : { shop_id: shop.id }),
    timestamp: seconds(core),
    data,
  });
  const { appKey, appSecret } = core.parts.settings.tiktokShop;
  core.parts.webhooks.send({
    platform: "tiktok-shop",
    topic: topic?.name ?? `TYPE_${type}`,
    messageId,
    shop: shop.id,
    url: address,
    headers: { "content-type": "application/json", authorization: signWebhook(appKey, appSecret, body) },
    body,
    timeoutMs: TIMEOUT_MS,
    onlyStatus: 200,
    retriesAfterMs: RETRIES_AFTER_MS,
    onGone: { kind: SUBSCRIPTION_GONE, data: { shopId: shop.id, topic: topic?.name ?? "" } satisfies Gone },
  });
}

const SUBSCRIPTION_GONE = "tiktok-shop.subscription-gone";

type Gone = { readonly shopId: string; readonly topic: string };

/** A registration can vanish without a word: the platform's own list of them no longer has it. */
export function startWebhooks(core: Core): void {
  core.parts.clock.on<Gone>(SUBSCRIPTION_GONE, ({ shopId, topic }) => {
    core.state.webhooks.delete(`${shopId} ${topic}`);
  });
}
