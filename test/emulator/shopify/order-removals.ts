// Staff edit an order so that it has fewer units. The removed ones are booked as a refund without money, which is why
// refunds/create comes as well (inferred from the order's refund_line_items after an edit).
import { giveBack } from "./order-refund-writes.ts";
import type { Order } from "./order-state.ts";
import { unfulfilledOf } from "./order-totals.ts";
import { orderChanged } from "./order-writes.ts";
import type { Shop } from "./state.ts";
import { announce } from "./webhooks.ts";
import { gid, legacyId, now, type World } from "./world.ts";

type Removal = { readonly order: Order; readonly sku: string; readonly quantity: number };

export function removeUnits(world: World, shop: Shop, { order, sku, quantity }: Removal): void {
  const line = order.lines.find((one) => one.sku === sku && unfulfilledOf(shop, order, one) >= quantity);
  if (!line) throw new Error(`order ${order.name} has no ${quantity} of ${sku} that could be removed`);
  giveBack(world, shop, {
    order,
    goods: [{ orderLineId: line.id, quantity, restockType: "CANCEL", locationId: null }],
    transactions: [],
    shipping: 0,
    note: null,
  });
  const removals = [{ id: legacyId(line.id), delta: quantity }];
  const none = { additions: [], removals: [] };
  const edit = {
    id: legacyId(gid(world, "OrderEdit")),
    app_id: null,
    committed_at: now(world),
    created_at: now(world),
    notify_customer: false,
    order_id: legacyId(order.id),
    staff_note: "",
    user_id: null,
    line_items: { additions: [], removals },
    discounts: { line_item: none },
    shipping_lines: none,
  };
  announce(world, shop, { topic: "orders/edited", payload: { order_edit: edit } });
  orderChanged(world, shop, order);
}
