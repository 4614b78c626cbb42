// Every topic of shopify.app.toml and what it may have changed. A notice names the thing; the use-case re-reads it.
import { BY_ITEM, type Notice } from "../../use-cases/ports/notice.ts";

/** A webhook's body with every number as the digits it was written in: ids may exceed what a double holds. */
export type Payload = Readonly<Record<string, unknown>>;

type ToNotices = (payload: Payload, messageId: string) => readonly Notice[];

const none: ToNotices = () => [];
const product: ToNotices = (payload) => notice("import-products", gid("Product", payload["id"]));
const inventory: ToNotices = (payload) =>
  notice("import-inventory", gid("InventoryItem", payload["inventory_item_id"]));
const item: ToNotices = (payload) => {
  const id = gid("InventoryItem", payload["id"]);
  return notice("import-products", id && `${BY_ITEM}${id}`);
};
const collection: ToNotices = (payload) => notice("import-collections", gid("Collection", payload["id"]));
// Whichever it was, all of them are read: there are few.
const location: ToNotices = () => notice("import-locations", "locations");
const order = (id: unknown) => notice("record-store-shipments", gid("Order", id));
const partOfOrder: ToNotices = (payload) => order(payload["order_id"]);
const privacy: ToNotices = (_payload, messageId) => notice("answer-privacy-request", messageId);

/** Total over the subscriptions of shopify.app.toml. */
export const TOPICS = {
  "app/uninstalled": () => notice("disconnect-store", "store"),
  "app/scopes_update": none,
  "bulk_operations/finish": () => notice("import-catalog", "finished"),
  "collections/create": collection,
  "collections/delete": collection,
  "collections/update": collection,
  "customers/data_request": privacy,
  "customers/redact": privacy,
  "fulfillment_orders/cancellation_request_submitted": (payload) => asked(payload["fulfillment_order"]),
  "fulfillment_orders/fulfillment_request_submitted": (payload) =>
    asked(payload["submitted_fulfillment_order"]),
  "fulfillments/create": partOfOrder,
  "fulfillments/update": partOfOrder,
  "inventory_items/create": item,
  "inventory_items/delete": item,
  "inventory_items/update": item,
  "inventory_levels/connect": inventory,
  "inventory_levels/disconnect": inventory,
  "inventory_levels/update": inventory,
  "locations/activate": location,
  "locations/create": location,
  "locations/deactivate": location,
  "locations/delete": location,
  "locations/update": location,
  "orders/edited": (payload) => order(inner(payload["order_edit"], "order_id")),
  "products/create": product,
  "products/delete": product,
  "products/update": product,
  "refunds/create": partOfOrder,
  "shop/redact": privacy,
  "shop/update": () => notice("import-store", "store"),
} as const satisfies Record<string, ToNotices>;

export type Topic = keyof typeof TOPICS;

export function isTopic(topic: string): topic is Topic {
  return Object.hasOwn(TOPICS, topic);
}

function asked(fulfillmentOrder: unknown): readonly Notice[] {
  return notice("answer-fulfillment-requests", gid("FulfillmentOrder", inner(fulfillmentOrder, "id")));
}

function inner(part: unknown, name: string): unknown {
  return typeof part === "object" && part !== null ? (part as Payload)[name] : undefined;
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
