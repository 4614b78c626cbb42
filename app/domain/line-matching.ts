// Which line of the store's order is which of ours. The store gives its own ids to the lines of an order we created
// there; variant, quantity and price tell them apart, in order, so that the answer is the same every time.
import type { OrderLineId } from "./ids.ts";

type OurLine = {
  readonly id: OrderLineId;
  readonly storeVariantId: string | null;
  readonly sku: string | null;
  readonly quantity: number;
  readonly cancelledQuantity: number;
  readonly unitPrice: { readonly minor: number };
};

type StoreLine = {
  readonly storeOrderLineId: string;
  readonly storeVariantId: string | null;
  readonly sku: string | null;
  readonly quantity: number;
  readonly unitPrice: { readonly minor: number };
};

/** Each store line belongs to at most one of ours; the closest match is taken first. */
export function matchStoreLines(
  ours: readonly OurLine[],
  theirs: readonly StoreLine[],
): ReadonlyMap<OrderLineId, string> {
  const found = new Map<OrderLineId, string>();
  const used = new Set<string>();
  const closeness: readonly ((a: OurLine, b: StoreLine) => boolean)[] = [
    (a, b) => sameGoods(a, b) && sameCount(a, b) && a.unitPrice.minor === b.unitPrice.minor,
    (a, b) => sameGoods(a, b) && sameCount(a, b),
    sameGoods,
  ];
  for (const matches of closeness) {
    for (const our of ours) {
      if (found.has(our.id)) continue;
      const their = theirs.find((line) => !used.has(line.storeOrderLineId) && matches(our, line));
      if (!their) continue;
      found.set(our.id, their.storeOrderLineId);
      used.add(their.storeOrderLineId);
    }
  }
  return found;
}

function sameGoods(a: OurLine, b: StoreLine): boolean {
  if (a.storeVariantId !== null && b.storeVariantId !== null) return a.storeVariantId === b.storeVariantId;
  return a.sku !== null && a.sku === b.sku;
}

function sameCount(a: OurLine, b: StoreLine): boolean {
  return a.quantity - a.cancelledQuantity === b.quantity;
}

type TheirFulfillmentOrder = {
  readonly storeLocationId: string | null;
  readonly status: string;
  readonly supportedActions: readonly string[];
  readonly lines: readonly { readonly storeOrderLineId: string }[];
};

/**
 * Which of the store's fulfillment orders carries these lines, best at the planned location. One that the store routed
 * elsewhere is to be moved when it carries nothing but these lines and the store allows it; else it stays where it is.
 */
export function matchStoreFulfillmentOrder<T extends TheirFulfillmentOrder>(
  wanted: { readonly storeLocationId: string | null; readonly storeOrderLineIds: readonly string[] },
  theirs: readonly T[],
): { readonly match: T; readonly move: boolean } | undefined {
  const carries = (of: T) =>
    wanted.storeOrderLineIds.every((id) => of.lines.some((line) => line.storeOrderLineId === id));
  const live = theirs.filter((of) => of.status !== "cancelled" && carries(of));
  const there = live.find((of) => of.storeLocationId === wanted.storeLocationId);
  if (there) return { match: there, move: false };
  const elsewhere = live.find((of) => of.status !== "closed") ?? live[0];
  if (!elsewhere) return undefined;
  const alone = elsewhere.lines.every((line) => wanted.storeOrderLineIds.includes(line.storeOrderLineId));
  const move = wanted.storeLocationId !== null && alone && elsewhere.supportedActions.includes("MOVE");
  return { match: elsewhere, move };
}
