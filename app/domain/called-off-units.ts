// Units were called off where they were bought: whether the store's order, which the merchant edits, agrees by now.
import type { OrderLineId } from "./ids.ts";
import { matchStoreLines } from "./line-matching.ts";
import { wanted } from "./order.ts";

type Ours = Parameters<typeof matchStoreLines>[0][number];
type Theirs = Parameters<typeof matchStoreLines>[1][number] & { readonly currentQuantity: number };

/** No line with called-off units has more left in the store than is wanted. A line not found there agrees to nothing. */
export function isCalledOffInStore(ours: readonly Ours[], theirs: readonly Theirs[]): boolean {
  const left = new Map(theirs.map((line) => [line.storeOrderLineId, line.currentQuantity]));
  const storeLineOf: ReadonlyMap<OrderLineId, string> = matchStoreLines(ours, theirs);
  return ours
    .filter((line) => line.cancelledQuantity > 0)
    .every((line) => {
      const current = left.get(storeLineOf.get(line.id) ?? "");
      return current !== undefined && current <= line.quantity - line.cancelledQuantity;
    });
}

type Bought = { readonly id: OrderLineId; readonly quantity: number; readonly cancelledQuantity: number };
type PartLine = {
  readonly orderLineId: OrderLineId;
  readonly quantity: number;
  readonly shippedQuantity: number;
};

/** Planned units that nobody waits for, once all that is still wanted of their line has left, are no longer counted. */
export function withoutCalledOff<Line extends PartLine, Part extends { readonly lines: readonly Line[] }>(
  bought: readonly Bought[],
  parts: readonly Part[],
): readonly Part[] {
  const planned = parts.flatMap((part) => part.lines);
  const shipped = (id: OrderLineId) =>
    planned.reduce((sum, line) => (line.orderLineId === id ? sum + line.shippedQuantity : sum), 0);
  const whole = new Set(
    bought
      .filter((line) => line.cancelledQuantity > 0 && shipped(line.id) >= wanted(line))
      .map((line) => line.id),
  );
  const shrunk = (line: Line): Line =>
    whole.has(line.orderLineId) ? { ...line, quantity: Math.min(line.quantity, line.shippedQuantity) } : line;
  return parts.map((part) => ({ ...part, lines: part.lines.map(shrunk) }));
}
