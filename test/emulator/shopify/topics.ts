// Every topic the twin sends, and the access scopes of which one is needed to subscribe to it (WebhookSubscriptionTopic in
// Shopify's schema). A topic that does not stand here cannot be announced; a test has each of them really sent.

const fulfillmentOrders = [
  "read_assigned_fulfillment_orders",
  "read_merchant_managed_fulfillment_orders",
  "read_third_party_fulfillment_orders",
  "read_marketplace_fulfillment_orders",
] as const;

export const SENT_TOPICS = {
  "app/uninstalled": [],
  "bulk_operations/finish": [],
  "customers/data_request": [],
  "customers/redact": [],
  "fulfillment_events/create": ["read_fulfillments", "read_orders"],
  "fulfillment_holds/added": fulfillmentOrders,
  "fulfillment_holds/released": fulfillmentOrders,
  "fulfillment_orders/cancellation_request_accepted": fulfillmentOrders,
  "fulfillment_orders/cancellation_request_rejected": fulfillmentOrders,
  "fulfillment_orders/cancellation_request_submitted": fulfillmentOrders,
  "fulfillment_orders/cancelled": fulfillmentOrders,
  "fulfillment_orders/fulfillment_request_accepted": fulfillmentOrders,
  "fulfillment_orders/fulfillment_request_rejected": fulfillmentOrders,
  "fulfillment_orders/fulfillment_request_submitted": fulfillmentOrders,
  "fulfillment_orders/fulfillment_service_failed_to_complete": fulfillmentOrders,
  "fulfillment_orders/hold_released": fulfillmentOrders,
  "fulfillment_orders/manually_reported_progress_stopped": fulfillmentOrders,
  "fulfillment_orders/merged": fulfillmentOrders,
  "fulfillment_orders/moved": fulfillmentOrders,
  "fulfillment_orders/order_routing_complete": fulfillmentOrders,
  "fulfillment_orders/placed_on_hold": fulfillmentOrders,
  "fulfillment_orders/progress_reported": fulfillmentOrders,
  "fulfillment_orders/rescheduled": fulfillmentOrders,
  "fulfillment_orders/scheduled_fulfillment_order_ready": fulfillmentOrders,
  "fulfillment_orders/split": fulfillmentOrders,
  "fulfillments/create": ["read_fulfillments", "read_orders"],
  "fulfillments/update": ["read_fulfillments", "read_orders"],
  "inventory_levels/connect": ["read_inventory"],
  "inventory_levels/disconnect": ["read_inventory"],
  "inventory_levels/update": ["read_inventory"],
  "locations/create": ["read_locations"],
  "orders/cancelled": ["read_orders"],
  "orders/create": ["read_orders"],
  "orders/fulfilled": ["read_orders"],
  "orders/partially_fulfilled": ["read_orders"],
  "orders/updated": ["read_orders"],
  "products/create": ["read_products"],
  "products/delete": ["read_products"],
  "products/update": ["read_products"],
  "shop/redact": [],
} as const satisfies Record<string, readonly string[]>;

export type SentTopic = keyof typeof SENT_TOPICS;
