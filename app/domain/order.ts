// What an order may become, why it may have to wait, and how a buyer's single units become order lines.
import type { Money } from "./money.ts";

export type OrderOrigin = "marketplace" | "store";
export type OrderState =
  | "imported"
  | "on-hold"
  | "routed"
  | "partly-shipped"
  | "shipped"
  | "delivered"
  | "cancelled";

/** Why an order waits. Each has one issue that says what to do; the order moves on by itself when it is cured. */
export type HoldReason =
  /** A marketplace SKU on a line belongs to no variant we know. */
  | "sku-not-linked"
  /** Sold, but no warehouse can ship it. */
  | "out-of-stock"
  /** The marketplace names a warehouse we have not read yet, or none is set up. */
  | "warehouse-unknown"
  /** A platform label must be bought first. */
  | "platform-label-needed"
  /** The platform's warehouse said no after the store's request was accepted. */
  | "warehouse-refused";

const NEXT = {
  imported: ["on-hold", "routed", "cancelled"],
  "on-hold": ["imported", "routed", "partly-shipped", "shipped", "cancelled"],
  routed: ["imported", "on-hold", "partly-shipped", "shipped", "cancelled"],
  "partly-shipped": ["shipped", "delivered", "cancelled"],
  shipped: ["delivered", "cancelled"],
  delivered: ["cancelled"],
  cancelled: [],
} satisfies Record<OrderState, readonly OrderState[]>;

/** Whether an order may go from one state to another; staying is always allowed. */
export function orderMayBecome(from: OrderState, to: OrderState): boolean {
  return from === to || (NEXT[from] as readonly OrderState[]).includes(to);
}

/** Whether nothing has left yet, so that the plan may still be changed. */
export function mayStillBeRouted(state: OrderState): boolean {
  return state === "imported" || state === "on-hold" || state === "routed";
}

export type Unit = {
  readonly unitId: string;
  readonly marketplaceSkuId: string;
  readonly sku: string;
  readonly title: string;
  readonly price: Money;
  readonly cancelled: boolean;
};

export type UnitGroup = {
  /** The same whenever the same order is read, in whatever order its units come. */
  readonly lineKey: string;
  readonly marketplaceSkuId: string;
  readonly sku: string;
  readonly title: string;
  readonly unitPrice: Money;
  readonly quantity: number;
  readonly cancelledQuantity: number;
  /** Sorted, so that the same units are chosen each time. */
  readonly unitIds: readonly string[];
};

/** The marketplace lists single units; units of one SKU at one price are one order line. */
export function groupUnits(units: readonly Unit[]): readonly UnitGroup[] {
  const groups = new Map<string, Unit[]>();
  for (const unit of units) {
    const key = `${unit.marketplaceSkuId}@${unit.price.minor}`;
    groups.set(key, [...(groups.get(key) ?? []), unit]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([lineKey, of]) => groupOf(lineKey, of));
}

function groupOf(lineKey: string, units: readonly Unit[]): UnitGroup {
  const [first] = units;
  if (!first) throw new Error("a group of units cannot be empty");
  return {
    lineKey,
    marketplaceSkuId: first.marketplaceSkuId,
    sku: first.sku,
    title: first.title,
    unitPrice: first.price,
    quantity: units.length,
    cancelledQuantity: units.filter((unit) => unit.cancelled).length,
    unitIds: units.map((unit) => unit.unitId).sort(),
  };
}

/** Units of a line that the buyer still wants. */
export function wanted(line: { readonly quantity: number; readonly cancelledQuantity: number }): number {
  return Math.max(0, line.quantity - line.cancelledQuantity);
}

type PlannedOrder = {
  readonly planVersion: number;
  readonly lines: readonly {
    readonly id: string;
    readonly quantity: number;
    readonly cancelledQuantity: number;
  }[];
  readonly fulfillmentOrders: readonly {
    readonly planVersion: number;
    readonly state: string;
    readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[];
  }[];
};

/** Whether the current plan covers exactly what is still wanted of every line; otherwise the order is routed again. */
export function isPlanned(order: PlannedOrder): boolean {
  const current = order.fulfillmentOrders.filter(
    (part) => part.planVersion === order.planVersion && part.state !== "cancelled",
  );
  return order.lines.every((line) => {
    const planned = current.flatMap((part) => part.lines).filter((of) => of.orderLineId === line.id);
    return planned.reduce((sum, of) => sum + of.quantity, 0) === wanted(line);
  });
}

/** The state that shipped quantities make of an order: what has left counts, not what was planned. */
export function stateAfterShipping(
  current: OrderState,
  lines: readonly { readonly quantity: number; readonly shippedQuantity: number }[],
): OrderState {
  if (current === "cancelled" || current === "delivered") return current;
  if (lines.every((line) => line.shippedQuantity === 0)) return current;
  return lines.every((line) => line.shippedQuantity >= line.quantity) ? "shipped" : "partly-shipped";
}
