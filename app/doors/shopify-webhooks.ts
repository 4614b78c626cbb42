// POST /webhooks/shopify: every topic of the store comes to this one address.
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Intake, type ReadWebhookBytes, takeWebhook } from "./intake.ts";

export const SHOPIFY_WEBHOOKS = "/webhooks/shopify";

export function takeShopifyWebhook(
  door: Intake & { readonly readShopifyWebhook: ReadWebhookBytes },
  exchange: { req: IncomingMessage; res: ServerResponse },
): Promise<void> {
  return takeWebhook(door, door.readShopifyWebhook, exchange);
}
