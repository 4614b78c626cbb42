// Every topic of shopify.app.toml and what it may have changed. A notice names the thing; the use-case re-reads it.
import type { Notice } from "../../use-cases/ports/notice.ts";

/** A webhook's body with every number as the digits it was written in: ids may exceed what a double holds. */
export type Payload = Readonly<Record<string, unknown>>;

type ToNotices = (payload: Payload, messageId: string) => readonly Notice[];

const none: ToNotices = () => [];
const product: ToNotices = (payload) => notice("import-products", gid("Product", payload["id"]));
const inventory: ToNotices = (payload) =>
  notice("import-inventory", gid("InventoryItem", payload["inventory_item_id"]));
const shipment: ToNotices = (payload) => notice("record-store-shipments", gid("Order", payload["order_id"]));
const privacy: ToNotices = (_payload, messageId) => notice("answer-privacy-request", messageId);

/** Total over the subscriptions of shopify.app.toml. */
export const TOPICS = {
  "app/uninstalled": () => notice("disconnect-store", "store"),
  "app/scopes_update": none,
  "bulk_operations/finish": () => notice("import-catalog", "catalog"),
  "customers/data_request": privacy,
  "customers/redact": privacy,
  "fulfillment_orders/cancellation_request_submitted": (payload) => asked(payload["fulfillment_order"]),
  "fulfillment_orders/fulfillment_request_submitted": (payload) =>
    asked(payload["submitted_fulfillment_order"]),
  "fulfillments/create": shipment,
  "fulfillments/update": shipment,
  "inventory_levels/connect": inventory,
  "inventory_levels/disconnect": inventory,
  "inventory_levels/update": inventory,
  "products/create": product,
  "products/delete": product,
  "products/update": product,
  "shop/redact": privacy,
} as const satisfies Record<string, ToNotices>;

export type Topic = keyof typeof TOPICS;

export function isTopic(topic: string): topic is Topic {
  return Object.hasOwn(TOPICS, topic);
}

function asked(fulfillmentOrder: unknown): readonly Notice[] {
  const id =
    typeof fulfillmentOrder === "object" && fulfillmentOrder !== null && "id" in fulfillmentOrder
      ? fulfillmentOrder.id
      : undefined;
  return notice("answer-fulfillment-requests", gid("FulfillmentOrder", id));
}

function notice(verb: Notice["verb"], subject: string | undefined): readonly Notice[] {
  return subject === undefined ? [] : [{ verb, subject }];
}

/** Payloads name things by number here and by gid there; we always keep the gid. */
function gid(type: string, id: unknown): string | undefined {
  if (typeof id !== "string") return undefined;
  if (id.startsWith(`gid://shopify/${type}/`)) return id;
  return /^\d+$/.test(id) ? `gid://shopify/${type}/${id}` : undefined;
}
