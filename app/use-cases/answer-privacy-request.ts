// What privacy law asks of us, as the store's compliance webhooks tell it: say what is held of a buyer, forget a buyer's
// data, or forget the whole store. The message is read again from the inbox: it is the request itself.
import type { StoreId } from "../domain/ids.ts";
import { PlatformError } from "./ports/platform-error.ts";
import type { Ports } from "./ports/ports.ts";
import { type Batch, done, each, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "log">;

/** Works requests by the id of their inbox message. Repeatable: what is gone stays gone. */
export async function answerPrivacyRequest(ports: Needs, batch: Batch): Promise<Outcomes> {
  const { storeId } = batch;
  return each(batch, async (subject) => {
    const message = await ports.records.inbox.body(storeId, subject);
    // Erased with the store's other rows by an earlier request, or pruned.
    if (!message) return done;
    const request = read(message.body);
    switch (message.topic.toLowerCase().replaceAll("_", "/")) {
      case "customers/data/request":
        await tell(ports, storeId, { subject, orders: request.ordersRequested });
        return done;
      case "customers/redact":
        await redactCustomer(ports, storeId, request.ordersToRedact);
        return done;
      case "shop/redact":
        await ports.records.transaction((tx) => tx.privacy.eraseStore(storeId));
        ports.log.info("store erased on request", { storeId });
        return done;
      default:
        throw unreadable("not a privacy topic");
    }
  });
}

async function redactCustomer(ports: Needs, storeId: StoreId, orders: readonly string[]): Promise<void> {
  const erased = await ports.records.transaction((tx) => tx.privacy.erasePersonalData(storeId, orders));
  ports.log.info("personal data erased on request", { storeId, orders: erased });
}

async function tell(
  ports: Needs,
  storeId: StoreId,
  { subject, orders }: { subject: string; orders: readonly string[] },
): Promise<void> {
  const held = await ports.records.privacy.personalData(storeId, orders);
  const words = held.map((one) => {
    const parts = [one.hasAddress ? "delivery address" : "", one.hasEmail ? "e-mail address" : ""].filter(
      Boolean,
    );
    return `order ${one.orderName}: ${parts.join(" and ")}`;
  });
  await ports.records.issues.raise({
    storeId,
    key: `data-request:${subject}`,
    severity: "warns",
    subject: { kind: "store", id: storeId },
    title: "A buyer asked what is stored about them.",
    advice: `We hold: ${words.length > 0 ? words.join("; ") : "nothing"}. Pass this on to the buyer within 30 days. The data itself stands on the orders named.`,
  });
}

type Request = { readonly ordersRequested: readonly string[]; readonly ordersToRedact: readonly string[] };

const GID = "gid://shopify/Order/";

function read(body: Uint8Array): Request {
  const value: unknown = parse(new TextDecoder().decode(body));
  if (typeof value !== "object" || value === null) throw unreadable("the body is not an object");
  const { orders_requested: requested, orders_to_redact: toRedact } = value as Record<string, unknown>;
  return { ordersRequested: orderIds(requested), ordersToRedact: orderIds(toRedact) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable("the body is not JSON");
  }
}

// Webhooks name orders by number, everything else by their global id.
function orderIds(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw unreadable("the orders are not a list");
  return value.map((id: unknown) => {
    if (typeof id === "number" || typeof id === "string") return `${GID}${id}`;
    throw unreadable("an order's id is neither number nor text");
  });
}

function unreadable(detail: string): PlatformError {
  return new PlatformError({ platform: "shopify", operation: "privacy webhook", kind: "malformed", detail });
}
