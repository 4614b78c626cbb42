// The store's calls to our fulfillment service: a wake-up that says something was asked of us, and two reads (stock and
// tracking) answered from our own tables.
import type { IncomingMessage, ServerResponse } from "node:http";
import { answerEmpty, answerJson } from "./answer.ts";
import { readNotification } from "./fulfillment-notification.ts";
import { type Intake, takeWebhook } from "./intake.ts";
import { isSignedQuery } from "./shopify-callback-signature.ts";

/** What the two reads answer, by the store's domain. Must be fast: own tables only, never a platform. */
export type ServiceAnswers = {
  /** Units available by SKU at our service's location; all SKUs when none is named. */
  stock(domain: string, sku: string | null): Promise<Readonly<Record<string, number>>>;
  /** Tracking numbers by fulfillment name ("#1001.1"); one that is unknown is absent. */
  trackingNumbers(domain: string, names: readonly string[]): Promise<Readonly<Record<string, string>>>;
};

export type FulfillmentServiceDoor = Intake & {
  readonly shopifyApiSecret: string;
  readonly answers: ServiceAnswers;
};

/** Takes a call below /fulfillment-service; `action` is the rest of the path. */
export async function takeServiceCall(
  door: FulfillmentServiceDoor,
  action: string,
  exchange: { req: IncomingMessage; res: ServerResponse },
): Promise<void> {
  if (action === "fulfillment_order_notification") {
    return takeWebhook(
      door,
      (headers, body) => readNotification(door.shopifyApiSecret, headers, body),
      exchange,
    );
  }
  const { req, res } = exchange;
  req.resume();
  if (action !== "fetch_stock.json" && action !== "fetch_tracking_numbers.json") return answerEmpty(res, 404);
  if (req.method !== "GET") return answerEmpty(res, 405, { allow: "GET" });
  const url = new URL(req.url ?? "/", "http://door");
  if (!isSignedQuery(door.shopifyApiSecret, req.headers, url)) return answerEmpty(res, 401);
  const domain = url.searchParams.get("shop");
  if (!domain) return answerEmpty(res, 400);
  try {
    answerJson(res, await answerRead(door.answers, { action, domain, query: url.searchParams }));
  } catch (error) {
    door.log.error("a fulfillment service read could not be answered", { error });
    answerEmpty(res, 500);
  }
}

async function answerRead(
  answers: ServiceAnswers,
  read: {
    action: "fetch_stock.json" | "fetch_tracking_numbers.json";
    domain: string;
    query: URLSearchParams;
  },
): Promise<unknown> {
  if (read.action === "fetch_stock.json") return answers.stock(read.domain, read.query.get("sku") || null);
  const names = read.query.getAll("order_names[]");
  const tracking_numbers = await answers.trackingNumbers(read.domain, names);
  return { tracking_numbers, message: "Tracking numbers as the warehouse reported them", success: true };
}
