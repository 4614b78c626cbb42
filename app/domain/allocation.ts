// Decides which warehouse ships how many of which line, and says why. Pure: the same input gives the same plan.
import type { OrderLineId, VariantId, WarehouseId } from "./ids.ts";

export type AllocationLine = {
  readonly orderLineId: OrderLineId;
  readonly variantId: VariantId;
  /** How the merchant knows the line, for the reasons: SKU or title. */
  readonly label: string;
  readonly quantity: number;
  /** The store goes on selling it when nothing is left: any warehouse that keeps it may ship more than it has. */
  readonly sellsWithoutStock: boolean;
};

/** `priority`: lower is asked first. */
export type AllocationWarehouse = {
  readonly warehouseId: WarehouseId;
  readonly name: string;
  readonly priority: number;
};

/** Units a warehouse can still promise: reservations are already taken off. A row says that it keeps the variant at all. */
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

type Pool = ReadonlyMap<string, number>;
type Left = { readonly pool: Pool; readonly missing: Map<OrderLineId, number> };
type Offer = {
  readonly warehouse: AllocationWarehouse;
  readonly lines: readonly { readonly orderLineId: OrderLineId; readonly quantity: number }[];
  readonly units: number;
};

/**
 * Takes the warehouse that can ship most of what is left, again and again, so one that can ship everything wins over
 * two that could share it. A tie goes to the lower priority number, then to the lower id. Never plans more of a
 * variant at a warehouse than is available there, unless the store sells it without stock: then what no warehouse has
 * is planned where the variant is kept, at one that ships already if it can be. The rest is unallocated with its reason.
 */
export function allocate(input: {
  readonly lines: readonly AllocationLine[];
  readonly warehouses: readonly AllocationWarehouse[];
  readonly stock: readonly AvailableStock[];
}): RoutingPlan {
  const { lines, stock } = input;
  const missing = new Map(lines.map((line) => [line.orderLineId, line.quantity]));
  const ranked = [...input.warehouses].sort(byPriorityThenId);
  const inStock: Pool = new Map(stock.map((row) => [keyOf(row), Math.max(0, row.available)]));
  const stocked = inTurn(ranked, lines, { pool: inStock, missing });
  const beyond: Pool = new Map(stock.map((row) => [keyOf(row), Number.POSITIVE_INFINITY]));
  const shipping = new Set(stocked.map((offer) => offer.warehouse));
  const shippingFirst = [...shipping, ...ranked.filter((warehouse) => !shipping.has(warehouse))];
  const sellingOn = lines.filter((line) => line.sellsWithoutStock);
  const overdrawn = inTurn(shippingFirst, sellingOn, { pool: beyond, missing });
  const warehouses = [...new Set([...stocked, ...overdrawn].map((offer) => offer.warehouse))];
  const [parts, asked] = [warehouses.length, ranked.length];
  return {
    parts: warehouses.map((warehouse) => {
      const of = (offers: readonly Offer[]) => offers.find((offer) => offer.warehouse === warehouse);
      return toPart(warehouse, { stocked: of(stocked), overdrawn: of(overdrawn), parts, asked });
    }),
    unallocated: lines.flatMap((line) => {
      const quantity = missing.get(line.orderLineId) ?? 0;
      return quantity > 0
        ? [{ orderLineId: line.orderLineId, quantity, reason: whyNot(line, quantity, ranked.length) }]
        : [];
    }),
  };
}

/** The best offer again and again, each warehouse once; `missing` is brought up to date. */
function inTurn(
  ranked: readonly AllocationWarehouse[],
  lines: readonly AllocationLine[],
  left: Left,
): Offer[] {
  const offers: Offer[] = [];
  for (;;) {
    const free = ranked.filter((warehouse) => !offers.some((offer) => offer.warehouse === warehouse));
    const best = bestOffer(free, lines, left);
    if (!best) return offers;
    offers.push(best);
    for (const { orderLineId, quantity } of best.lines)
      left.missing.set(orderLineId, (left.missing.get(orderLineId) ?? 0) - quantity);
  }
}

function bestOffer(
  warehouses: readonly AllocationWarehouse[],
  lines: readonly AllocationLine[],
  left: Left,
): Offer | undefined {
  const offers = warehouses.map((warehouse) => offerOf(warehouse, lines, left));
  // The first of the ranked ones keeps a tie: `>` and not `>=`.
  return offers.reduce<Offer | undefined>(
    (best, offer) => (offer.units > (best?.units ?? 0) ? offer : best),
    undefined,
  );
}

function offerOf(warehouse: AllocationWarehouse, lines: readonly AllocationLine[], left: Left): Offer {
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

type Share = {
  readonly stocked: Offer | undefined;
  readonly overdrawn: Offer | undefined;
  /** How many warehouses ship the order, of how many that could have. */
  readonly parts: number;
  readonly asked: number;
};

function toPart(warehouse: AllocationWarehouse, share: Share): PlannedPart {
  const lines = new Map<OrderLineId, number>();
  for (const { orderLineId, quantity } of [share.stocked, share.overdrawn].flatMap((of) => of?.lines ?? []))
    lines.set(orderLineId, (lines.get(orderLineId) ?? 0) + quantity);
  return {
    warehouseId: warehouse.warehouseId,
    warehouseName: warehouse.name,
    lines: [...lines].map(([orderLineId, quantity]) => ({ orderLineId, quantity })),
    reason: reasonFor(warehouse, share),
  };
}

function reasonFor({ name, priority }: AllocationWarehouse, share: Share): string {
  const { stocked, overdrawn, parts, asked } = share;
  const total = [stocked, overdrawn].reduce((sum, of) => sum + (of?.units ?? 0), 0);
  const beyond = overdrawn ? ` ${beyondStock(overdrawn.units)}` : "";
  if (parts > 1) return `${name} ships ${units(total)}: no single warehouse holds the whole order.${beyond}`;
  if (overdrawn) return `${name} ships the whole order.${beyond}`;
  const among = asked > 1 ? ` and comes first among those that do (priority ${priority})` : "";
  return `${name} holds the whole order${among}.`;
}

function beyondStock(lacking: number): string {
  const are = lacking === 1 ? "1 unit of it is" : `${lacking} units of it are`;
  return `${are} not in stock: the store goes on selling without.`;
}

function whyNot(line: AllocationLine, quantity: number, warehouses: number): string {
  if (warehouses === 0) return `No warehouse of yours may ship ${line.label}.`;
  if (line.sellsWithoutStock)
    return `${line.label} is sold without stock, but none of your warehouses keeps it: stock it at one in the store.`;
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
