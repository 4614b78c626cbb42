// Decides which warehouse ships how many of which line, and says why. Pure: the same input gives the same plan.
import type { OrderLineId, VariantId, WarehouseId } from "./ids.ts";

export type AllocationLine = {
  readonly orderLineId: OrderLineId;
  readonly variantId: VariantId;
  /** How the merchant knows the line, for the reasons: SKU or title. */
  readonly label: string;
  readonly quantity: number;
};

/** `priority`: lower is asked first. */
export type AllocationWarehouse = {
  readonly warehouseId: WarehouseId;
  readonly name: string;
  readonly priority: number;
};

/** Units a warehouse can still promise: reservations are already taken off. */
export type AvailableStock = {
  readonly warehouseId: WarehouseId;
  readonly variantId: VariantId;
  readonly available: number;
};

export type PlannedPart = {
  readonly warehouseId: WarehouseId;
  readonly warehouseName: string;
  readonly lines: readonly { readonly orderLineId: OrderLineId; readonly quantity: number }[];
  /** One sentence for the merchant. */
  readonly reason: string;
};

export type RoutingPlan = {
  readonly parts: readonly PlannedPart[];
  readonly unallocated: readonly {
    readonly orderLineId: OrderLineId;
    readonly quantity: number;
    readonly reason: string;
  }[];
};

type Pool = Map<string, number>;
type Offer = {
  warehouse: AllocationWarehouse;
  lines: { orderLineId: OrderLineId; quantity: number }[];
  units: number;
};

/**
 * Takes the warehouse that can ship most of what is left, again and again, so one that can ship everything wins over
 * two that could share it. A tie goes to the lower priority number, then to the lower id. Never plans more of a
 * variant at a warehouse than is available there. What nobody can ship is left unallocated with its reason.
 */
export function allocate(input: {
  readonly lines: readonly AllocationLine[];
  readonly warehouses: readonly AllocationWarehouse[];
  readonly stock: readonly AvailableStock[];
}): RoutingPlan {
  const pool: Pool = new Map(input.stock.map((row) => [keyOf(row), Math.max(0, row.available)]));
  const missing = new Map(input.lines.map((line) => [line.orderLineId, line.quantity]));
  const ranked = [...input.warehouses].sort(byPriorityThenId);
  const offers: Offer[] = [];
  for (let turn = 0; turn < ranked.length; turn++) {
    const free = ranked.filter((warehouse) => !offers.some((offer) => offer.warehouse === warehouse));
    const best = bestOffer(free, input.lines, { pool, missing });
    if (!best) break;
    offers.push(best);
    for (const line of best.lines)
      missing.set(line.orderLineId, (missing.get(line.orderLineId) ?? 0) - line.quantity);
  }
  return {
    parts: offers.map((offer) => toPart(offer, offers.length, ranked.length)),
    unallocated: input.lines.flatMap((line) => {
      const quantity = missing.get(line.orderLineId) ?? 0;
      return quantity > 0
        ? [{ orderLineId: line.orderLineId, quantity, reason: whyNot(line, quantity, ranked.length) }]
        : [];
    }),
  };
}

function bestOffer(
  warehouses: readonly AllocationWarehouse[],
  lines: readonly AllocationLine[],
  left: { pool: Pool; missing: ReadonlyMap<OrderLineId, number> },
): Offer | undefined {
  const offers = warehouses.map((warehouse) => offerOf(warehouse, lines, left));
  // The first of the ranked ones keeps a tie: `>` and not `>=`.
  return offers.reduce<Offer | undefined>(
    (best, offer) => (offer.units > (best?.units ?? 0) ? offer : best),
    undefined,
  );
}

function offerOf(
  warehouse: AllocationWarehouse,
  lines: readonly AllocationLine[],
  left: { pool: Pool; missing: ReadonlyMap<OrderLineId, number> },
): Offer {
  const taken = new Map<VariantId, number>();
  const offered = lines.map(({ orderLineId, variantId }) => {
    const used = taken.get(variantId) ?? 0;
    const there = (left.pool.get(keyOf({ warehouseId: warehouse.warehouseId, variantId })) ?? 0) - used;
    const quantity = Math.min(there, left.missing.get(orderLineId) ?? 0);
    taken.set(variantId, used + quantity);
    return { orderLineId, quantity };
  });
  const some = offered.filter((line) => line.quantity > 0);
  return { warehouse, lines: some, units: some.reduce((sum, line) => sum + line.quantity, 0) };
}

function toPart(offer: Offer, parts: number, asked: number): PlannedPart {
  const { warehouseId, name, priority } = offer.warehouse;
  const reason =
    parts > 1
      ? `${name} ships ${units(offer.units)}: no single warehouse holds the whole order.`
      : asked > 1
        ? `${name} holds the whole order and comes first among those that do (priority ${priority}).`
        : `${name} holds the whole order.`;
  return { warehouseId, warehouseName: name, lines: offer.lines, reason };
}

function whyNot(line: AllocationLine, quantity: number, warehouses: number): string {
  if (warehouses === 0) return `No warehouse of yours may ship ${line.label}.`;
  return `${units(quantity)} of ${line.label} sold but not in stock at any warehouse.`;
}

function units(count: number): string {
  return count === 1 ? "1 unit" : `${count} units`;
}

function keyOf(of: { warehouseId: WarehouseId; variantId: VariantId }): string {
  return `${of.warehouseId} ${of.variantId}`;
}

function byPriorityThenId(a: AllocationWarehouse, b: AllocationWarehouse): number {
  return a.priority - b.priority || (a.warehouseId < b.warehouseId ? -1 : 1);
}
