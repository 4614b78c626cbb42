// Which webhook types we read, and what each makes us look at. A type that is not here is kept and not acted upon.
//
// Subjects that are not our own ids say so, and the use-case resolves them:
//   refresh-listings        "marketplace:PRODUCT_ID"   the marketplace's product id
//   record-warehouse-stock  "goods:GOODS_ID"           the platform warehouse's goods id
//   record-shipments        "EXTERNAL_ID/MCF_ID"       our fulfillment order's id and the warehouse's number for it
import { z } from "zod";
import type { Notice } from "../../use-cases/ports/notice.ts";

type Topic = { readonly name: string; readonly notices: (data: unknown) => readonly Notice[] };

// A message of a known type whose data we cannot read still says that something happened: the sweep finds out what.
const sweep = {
  listings: { verb: "reconcile-listings", subject: "all" },
  orders: { verb: "reconcile-orders", subject: "all" },
  inventory: { verb: "reconcile-inventory", subject: "all" },
  shipments: { verb: "reconcile-shipments", subject: "all" },
} satisfies Record<string, Notice>;

function reading<T>(schema: z.ZodType<T>, otherwise: Notice, notices: (data: T) => readonly Notice[]) {
  return (data: unknown): readonly Notice[] => {
    const parsed = schema.safeParse(data);
    return parsed.success ? notices(parsed.data) : [otherwise];
  };
}

const id = z.union([z.string().min(1), z.number().int().transform(String)]);
const order = reading(z.object({ order_id: id }), sweep.orders, (data) => [importOrder(data.order_id)]);
const packages = reading(
  z.object({ package_list: z.array(z.object({ order_id_list: z.array(id) })).min(1) }),
  sweep.orders,
  (data) => data.package_list.flatMap((entry) => entry.order_id_list.map(importOrder)),
);
const product = reading(z.object({ product_id: id }), sweep.listings, (data) => [
  { verb: "refresh-listings", subject: `marketplace:${data.product_id}` },
]);
const goods = reading(z.object({ goods_id: id }), sweep.inventory, (data) => [
  { verb: "record-warehouse-stock", subject: `goods:${data.goods_id}` },
]);
const outboundOrder = reading(
  z.object({ mcf_order: z.object({ external_order_id: id, mcf_order_id: id }) }),
  sweep.shipments,
  ({ mcf_order }) => [
    { verb: "record-shipments", subject: `${mcf_order.external_order_id}/${mcf_order.mcf_order_id}` },
  ],
);

function importOrder(subject: string): Notice {
  return { verb: "import-orders", subject };
}

const TOPICS: ReadonlyMap<number, Topic> = new Map([
  [1, { name: "ORDER_STATUS_CHANGE", notices: order }],
  [3, { name: "RECIPIENT_ADDRESS_UPDATE", notices: order }],
  [4, { name: "PACKAGE_UPDATE", notices: packages }],
  [5, { name: "PRODUCT_STATUS_CHANGE", notices: product }],
  // The next call is refused, and that is what pauses the connection: a message alone never does.
  [6, { name: "SELLER_DEAUTHORIZATION", notices: () => [sweep.orders] }],
  [7, { name: "UPCOMING_AUTHORIZATION_EXPIRATION", notices: () => [] }],
  [11, { name: "CANCELLATION_STATUS_CHANGE", notices: order }],
  [15, { name: "PRODUCT_INFORMATION_CHANGE", notices: product }],
  [16, { name: "PRODUCT_CREATION", notices: () => [] }],
  // Units that arrived or a seller newly enrolled: which goods it concerns is not said.
  [21, { name: "INBOUND_FBT_ORDER_STATUS_CHANGE", notices: () => [sweep.inventory] }],
  [22, { name: "FBT_MERCHANT_ONBOARDING", notices: () => [sweep.inventory] }],
  [23, { name: "GOODS_MATCH", notices: goods }],
  [24, { name: "FBT_INVENTORY_UPDATE", notices: goods }],
  [37, { name: "PRODUCT_AUDIT_STATUS_CHANGE", notices: product }],
  [58, { name: "FBT_MCF_ORDER_STATUS", notices: outboundOrder }],
]);

/** The topics the registration call takes; the platform-warehouse ones are set for the whole app in Partner Center. */
export const SUBSCRIBED = [
  "ORDER_STATUS_CHANGE",
  "RECIPIENT_ADDRESS_UPDATE",
  "PACKAGE_UPDATE",
  "PRODUCT_STATUS_CHANGE",
  "SELLER_DEAUTHORIZATION",
  "UPCOMING_AUTHORIZATION_EXPIRATION",
  "CANCELLATION_STATUS_CHANGE",
  "PRODUCT_INFORMATION_CHANGE",
  "PRODUCT_AUDIT_STATUS_CHANGE",
] as const;

/** What we know of a webhook type; undefined for one we do not read. */
export function topicOf(type: number): Topic | undefined {
  return TOPICS.get(type);
}
