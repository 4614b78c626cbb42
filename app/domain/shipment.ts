// A package that left: which units it carries, and what a line still lacks.
import type { OrderLineId } from "./ids.ts";

export type ShipmentLine = { readonly orderLineId: OrderLineId; readonly quantity: number };

/**
 * Cuts shipped quantities down to what lines can still take, in line order, and gives the rest back. This is how one
 * package is spread over the fulfillment orders it serves, and why nothing is ever counted twice.
 */
export function fitInto(
  shipped: readonly ShipmentLine[],
  open: readonly { readonly orderLineId: OrderLineId; readonly remaining: number }[],
): { readonly fits: readonly ShipmentLine[]; readonly rest: readonly ShipmentLine[] } {
  const room = new Map(open.map((line) => [line.orderLineId, line.remaining]));
  const fits: ShipmentLine[] = [];
  const rest: ShipmentLine[] = [];
  for (const line of shipped) {
    const quantity = Math.min(line.quantity, Math.max(0, room.get(line.orderLineId) ?? 0));
    room.set(line.orderLineId, (room.get(line.orderLineId) ?? 0) - quantity);
    if (quantity > 0) fits.push({ orderLineId: line.orderLineId, quantity });
    if (quantity < line.quantity)
      rest.push({ orderLineId: line.orderLineId, quantity: line.quantity - quantity });
  }
  return { fits, rest };
}

export type ShippableUnit = {
  readonly unitId: string;
  readonly cancelled: boolean;
  readonly trackingNumber: string | null;
};

/**
 * The units of the marketplace that a package carries: units already shown with this number count as reported; the
 * others are the first free ones in order of id, so that a repeat chooses the same.
 */
export function chooseUnits(
  lines: readonly { readonly quantity: number; readonly unitIds: readonly string[] }[],
  units: readonly ShippableUnit[],
  trackingNumber: string,
): { readonly toReport: readonly string[]; readonly missing: number } {
  const byId = new Map(units.map((unit) => [unit.unitId, unit]));
  const toReport: string[] = [];
  let missing = 0;
  for (const line of lines) {
    const own = [...line.unitIds].sort().flatMap((id) => byId.get(id) ?? []);
    const told = own.filter((unit) => unit.trackingNumber === trackingNumber).length;
    const need = Math.max(0, line.quantity - told);
    const free = own.filter((unit) => !unit.cancelled && unit.trackingNumber === null).slice(0, need);
    toReport.push(...free.map((unit) => unit.unitId));
    missing += need - free.length;
  }
  return { toReport, missing };
}

/** What each line of a fulfillment order still lacks. */
export function remainingOf(part: {
  readonly lines: readonly {
    readonly orderLineId: OrderLineId;
    readonly quantity: number;
    readonly shippedQuantity: number;
  }[];
}): readonly { readonly orderLineId: OrderLineId; readonly remaining: number }[] {
  return part.lines.map((line) => ({
    orderLineId: line.orderLineId,
    remaining: line.quantity - line.shippedQuantity,
  }));
}

/** "1 unit", "3 units". */
export function describeUnits(lines: readonly ShipmentLine[]): string {
  const units = lines.reduce((sum, line) => sum + line.quantity, 0);
  return units === 1 ? "1 unit" : `${units} units`;
}

/** " by UPS", or nothing when the carrier was not named. */
export function byCarrier(carrier: string | null): string {
  return carrier === null ? "" : ` by ${carrier}`;
}
