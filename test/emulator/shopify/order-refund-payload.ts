// A refund as refunds/create and the order's own webhooks carry it.
import { cents } from "./money.ts";
import { linePayload, moneyPayload } from "./order-line-payload.ts";
import type { Order, Refund } from "./order-state.ts";
import type { Shop } from "./state.ts";
import { legacyId } from "./world.ts";

export function refundPayload(shop: Shop, order: Order, refund: Refund): object {
  return {
    id: legacyId(refund.id),
    admin_graphql_api_id: refund.id,
    order_id: legacyId(order.id),
    created_at: refund.createdAt,
    processed_at: refund.createdAt,
    note: refund.note,
    user_id: null,
    duties: [],
    total_duties_set: moneyPayload(0, order.currency),
    return: null,
    refund_shipping_lines: [],
    restock: refund.lines.some(({ restockType }) => restockType !== "NO_RESTOCK"),
    order_adjustments: [],
    refund_line_items: refund.lines.flatMap((row) => rowPayload(shop, order, row)),
    transactions: order.transactions
      .filter(({ id }) => refund.transactionIds.includes(id))
      .map((one) => transactionPayload(order, one, refund.createdAt)),
  };
}

function rowPayload(shop: Shop, order: Order, row: Refund["lines"][number]): object[] {
  const line = order.lines.find(({ id }) => id === row.orderLineId);
  if (!line) return [];
  const subtotal = cents(line.price) * row.quantity;
  return [
    {
      id: legacyId(row.id),
      quantity: row.quantity,
      line_item_id: legacyId(line.id),
      location_id: row.locationId ? legacyId(row.locationId) : null,
      restock_type: row.restockType.toLowerCase(),
      subtotal: subtotal / 100,
      total_tax: 0,
      subtotal_set: moneyPayload(subtotal, order.currency),
      total_tax_set: moneyPayload(0, order.currency),
      line_item: linePayload(shop, order, line),
    },
  ];
}

function transactionPayload(order: Order, one: Order["transactions"][number], at: string): object {
  return {
    id: legacyId(one.id),
    admin_graphql_api_id: one.id,
    order_id: legacyId(order.id),
    kind: one.kind.toLowerCase(),
    gateway: one.gateway,
    status: one.status.toLowerCase(),
    message: null,
    created_at: at,
    processed_at: at,
    test: order.test,
    authorization: null,
    location_id: null,
    user_id: null,
    parent_id: one.parentId ? legacyId(one.parentId) : null,
    device_id: null,
    error_code: null,
    source_name: order.sourceName ?? "web",
    receipt: {},
    amount: one.amount,
    currency: order.currency,
    payment_id: null,
    total_unsettled_set: moneyPayload(0, order.currency),
    manual_payment_gateway: false,
  };
}
