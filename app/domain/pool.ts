// One pool of the merchant's stock, offered in several marketplace shops: who may offer which of its units. Unless the
// merchant accepts the risk, a unit is offered in one shop only.
import type { ConnectionId } from "./ids.ts";
import { type FreeUnits, lessOffered, type Offer, offeredStock, type StockRule } from "./stock-rule.ts";

export type PoolRule =
  /** Every shop that lists the product offers as many units as every other: what holds until the merchant decides. */
  | { readonly kind: "even" }
  /** Every shop offers everything: the last unit may be sold twice before the others hear of it. */
  | { readonly kind: "all" }
  /** Percent of every SKU by shop, 100 together at most; a shop that is not named offers nothing. */
  | { readonly kind: "shares"; readonly percents: Readonly<Record<string, number>> }
  /** The first offers all its own rule allows, the next what that leaves. A shop that is not named comes last. */
  | { readonly kind: "priority"; readonly order: readonly string[] };

export type Taker = {
  readonly connectionId: ConnectionId;
  readonly rule: StockRule;
  readonly defaultWarehouseId: string;
};

export type SharedOffers = ReadonlyMap<ConnectionId, Offer>;

/** Units of one SKU that each shop offers, by its warehouses. Except under "all", no free unit is offered twice. */
export function sharedStock(free: FreeUnits, takers: readonly Taker[], pool: PoolRule): SharedOffers {
  switch (pool.kind) {
    case "all":
      return new Map(takers.map((taker) => [taker.connectionId, offerIn(free, taker)]));
    case "even":
      return byParts(free, takers, { parts: takers.map(() => 1), whole: takers.length });
    case "shares":
      return byParts(free, takers, {
        parts: takers.map((taker) => pool.percents[taker.connectionId] ?? 0),
        whole: 100,
      });
    case "priority":
      return inTurn(free, takers, pool.order);
  }
}

/** Why a rule cannot be kept, in words for the merchant; undefined when it can. */
export function poolProblem(pool: PoolRule): string | undefined {
  if (pool.kind !== "shares") return undefined;
  const percents = Object.values(pool.percents);
  if (!percents.every((percent) => Number.isInteger(percent) && percent >= 0))
    return "A share is a whole number of percent, 0 or more.";
  const total = percents.reduce((sum, percent) => sum + percent, 0);
  return total > 100 ? `The shares add up to ${total} %. Lower them to 100 % together.` : undefined;
}

function offerIn(free: FreeUnits, { rule, defaultWarehouseId }: Taker): Offer {
  return offeredStock(free, rule, defaultWarehouseId);
}

function inTurn(free: FreeUnits, takers: readonly Taker[], order: readonly string[]): SharedOffers {
  const rank = (taker: Taker) => {
    const at = order.indexOf(taker.connectionId);
    return at === -1 ? order.length : at;
  };
  const offers = new Map<ConnectionId, Offer>();
  let left = free;
  for (const taker of [...takers].sort((a, b) => rank(a) - rank(b))) {
    const offer = offerIn(left, taker);
    offers.set(taker.connectionId, offer);
    left = lessOffered(left, taker.rule, offer);
  }
  return offers;
}

type Division = { readonly parts: readonly number[]; readonly whole: number };

function byParts(free: FreeUnits, takers: readonly Taker[], division: Division): SharedOffers {
  const given = takers.map(() => new Map<string, number>());
  // Parts of units that a shop has coming: what one location could not divide is made good at the next.
  const credits = takers.map(() => 0);
  for (const [location, units] of free) {
    const taken = divide(units, credits, division);
    for (const [at, count] of taken.entries()) given[at]?.set(location, count);
  }
  return new Map(takers.map((taker, at) => [taker.connectionId, offerIn(given[at] ?? new Map(), taker)]));
}

/** Whole units for each shop, no more than there are together; `credits` is brought up to date. */
function divide(units: number, credits: number[], { parts, whole }: Division): readonly number[] {
  for (const [at, part] of parts.entries()) credits[at] = (credits[at] ?? 0) + units * part;
  const due = credits.reduce((sum, credit) => sum + credit, 0);
  let left = Math.min(units, Math.floor(due / whole));
  const taken = parts.map(() => 0);
  const take = (at: number, count: number) => {
    taken[at] = (taken[at] ?? 0) + count;
    credits[at] = (credits[at] ?? 0) - count * whole;
    left -= count;
  };
  for (const at of parts.keys())
    take(at, Math.min(left, Math.max(0, Math.floor((credits[at] ?? 0) / whole))));
  // What is left of whole units goes to those who have most coming; the first of equals.
  const byCredit = [...parts.keys()].sort((a, b) => (credits[b] ?? 0) - (credits[a] ?? 0));
  for (const at of byCredit) if (left > 0 && (parts[at] ?? 0) > 0) take(at, 1);
  return taken;
}
