// How stock moves between its states. On hand is the sum of what is available, committed and unavailable by definition,
// so nothing here can break the sum.

import { soldOutOrBack, unitsOf } from "./sold-out.ts";
import type { Level, Shop, Unavailable } from "./state.ts";
import { announce, type Topic } from "./webhooks.ts";
import { gid, legacyId, now, record, type World } from "./world.ts";

export type At = { readonly itemId: string; readonly locationId: string };
/** The states a level stores; on_hand follows from them. */
export type StoredState = "available" | "committed" | "incoming" | keyof Unavailable;
export type Shift = Readonly<Partial<Record<StoredState, number>>>;

/** The level of an item that is stocked there. */
export function levelAt(shop: Shop, at: At): Level | undefined {
  const level = shop.levels.get(at.itemId)?.get(at.locationId);
  return level?.isActive ? level : undefined;
}

/** Stocks an item at a location; one that is stocked there already stays as it is. */
export function connectLevel(world: World, shop: Shop, input: At & { available: number }): Level {
  const known = shop.levels.get(input.itemId)?.get(input.locationId);
  if (known?.isActive) return known;
  const level = known ?? newLevel(world, input);
  const before = unitsOf(shop, input.itemId);
  Object.assign(level, { available: input.available, isActive: true, updatedAt: now(world) });
  const levels = shop.levels.get(input.itemId) ?? new Map<string, Level>();
  levels.set(input.locationId, level);
  shop.levels.set(input.itemId, levels);
  record(
    world,
    "inventory.connected",
    { itemId: input.itemId, locationId: input.locationId },
    { available: input.available },
  );
  const told: Topic = { topic: "inventory_levels/connect", payload: () => levelPayload(level) };
  announce(world, shop, told, ...soldOutOrBack(shop, input.itemId, before));
  return level;
}

function newLevel(world: World, at: At): Level {
  const time = now(world);
  return {
    id: gid(world, "InventoryLevel").concat(`?inventory_item_id=${legacyId(at.itemId)}`),
    itemId: at.itemId,
    locationId: at.locationId,
    available: 0,
    committed: 0,
    incoming: 0,
    unavailable: null,
    isActive: true,
    createdAt: time,
    updatedAt: time,
  };
}

/** Stops stocking an item at a location: what it could still sell is gone. */
export function disconnectLevel(world: World, shop: Shop, level: Level): void {
  const before = unitsOf(shop, level.itemId);
  Object.assign(level, { available: 0, isActive: false, updatedAt: now(world) });
  const ids = { itemId: level.itemId, locationId: level.locationId };
  record(world, "inventory.disconnected", ids);
  const payload = () => ({
    inventory_item_id: legacyId(level.itemId),
    location_id: legacyId(level.locationId),
  });
  const told: Topic = { topic: "inventory_levels/disconnect", payload };
  announce(world, shop, told, ...soldOutOrBack(shop, level.itemId, before));
}

/** Sets what may still be sold. */
export function setAvailable(
  world: World,
  shop: Shop,
  change: At & { available: number; cause: string },
): void {
  const level = levelAt(shop, change) ?? connectLevel(world, shop, { ...change, available: 0 });
  if (level.available === change.available) return;
  shiftLevel(world, shop, { ...change, shift: { available: change.available - level.available } });
}

/** A new order claims units: from available to committed. */
export function commit(world: World, shop: Shop, units: At & { quantity: number }): void {
  const { quantity } = units;
  const shift = { available: -quantity, committed: quantity };
  shiftLevel(world, shop, { ...units, shift, cause: "inventory.committed" });
}

/** Claimed units left the house: committed and on hand go down. */
export function consume(world: World, shop: Shop, units: At & { quantity: number }): void {
  shiftLevel(world, shop, { ...units, shift: { committed: -units.quantity }, cause: "inventory.consumed" });
}

/** Units that had left are back and still claimed. */
export function takeBack(world: World, shop: Shop, units: At & { quantity: number }): void {
  shiftLevel(world, shop, { ...units, shift: { committed: units.quantity }, cause: "inventory.takenBack" });
}

/** Claimed units may be sold again. */
export function restock(world: World, shop: Shop, units: At & { quantity: number }): void {
  const { quantity } = units;
  const shift = { available: quantity, committed: -quantity };
  shiftLevel(world, shop, { ...units, shift, cause: "inventory.restocked" });
}

/** Units that had left came back from the buyer and are on sale again. */
export function putBack(world: World, shop: Shop, units: At & { quantity: number }): void {
  shiftLevel(world, shop, { ...units, shift: { available: units.quantity }, cause: "inventory.returned" });
}

/** Moves the states of one level; stocks the item there first if it is not. */
export function shiftLevel(world: World, shop: Shop, change: At & { shift: Shift; cause: string }): Level {
  const level = levelAt(shop, change) ?? connectLevel(world, shop, { ...change, available: 0 });
  const before = unitsOf(shop, level.itemId);
  for (const [state, delta] of Object.entries(change.shift) as [StoredState, number][]) {
    if (state === "available" || state === "committed" || state === "incoming") level[state] += delta;
    else if (delta !== 0) level.unavailable = shifted(level.unavailable, state, delta);
  }
  level.updatedAt = now(world);
  record(
    world,
    change.cause,
    { itemId: level.itemId, locationId: level.locationId },
    { available: level.available, committed: level.committed },
  );
  const told: Topic = { topic: "inventory_levels/update", payload: () => levelPayload(level) };
  announce(world, shop, told, ...soldOutOrBack(shop, level.itemId, before));
  return level;
}

const NONE: Unavailable = { reserved: 0, damaged: 0, safety_stock: 0, quality_control: 0 };

function shifted(from: Unavailable | null, state: keyof Unavailable, delta: number): Unavailable | null {
  const next = { ...(from ?? NONE), [state]: (from ?? NONE)[state] + delta };
  return Object.values(next).every((quantity) => quantity === 0) ? null : next;
}

export function levelPayload(level: Level): object {
  return {
    inventory_item_id: legacyId(level.itemId),
    location_id: legacyId(level.locationId),
    available: level.available,
    updated_at: level.updatedAt,
    admin_graphql_api_id: level.id,
  };
}

/** Units in the house that may not be sold, of every kind. */
export function unavailableUnits(level: Level): number {
  return Object.values(level.unavailable ?? NONE).reduce((sum, quantity) => sum + quantity, 0);
}

/** The quantity of a state by its name; undefined for a name Shopify does not know. */
export function quantityOf(level: Level, name: string): number | undefined {
  const quantities: Readonly<Record<string, number>> = {
    available: level.available,
    committed: level.committed,
    on_hand: level.available + level.committed + unavailableUnits(level),
    incoming: level.incoming,
    ...(level.unavailable ?? NONE),
  };
  return quantities[name];
}
