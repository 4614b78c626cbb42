// POST /webhooks/tiktok-shop: every type comes to this one address. The platform waits three seconds for a 200.
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Intake, type ReadWebhookBytes, takeWebhook } from "./intake.ts";

export const TIKTOK_SHOP_WEBHOOKS = "/webhooks/tiktok-shop";

export function takeTikTokShopWebhook(
  door: Intake & { readonly readTikTokShopWebhook: ReadWebhookBytes },
  exchange: { req: IncomingMessage; res: ServerResponse },
): Promise<void> {
  return takeWebhook(door, door.readTikTokShopWebhook, exchange);
}
