// How stock moves between its states. On hand is available + committed by definition, so nothing here can break the sum.
import type { Level, Shop, Variant } from "./state.ts";
import { announce } from "./webhooks.ts";
import { gid, legacyId, levelsOf, now, record, type World } from "./world.ts";

export type At = { readonly itemId: string; readonly locationId: string };

export function levelAt(shop: Shop, at: At): Level | undefined {
  return shop.levels.get(at.itemId)?.get(at.locationId);
}

/** Stocks an item at a location; one that is stocked there already stays as it is. */
export function connectLevel(world: World, shop: Shop, input: At & { available: number }): Level {
  const known = levelAt(shop, input);
  if (known) return known;
  const at = now(world);
  const level: Level = {
    id: gid(world, "InventoryLevel").concat(`?inventory_item_id=${legacyId(input.itemId)}`),
    itemId: input.itemId,
    locationId: input.locationId,
    available: input.available,
    committed: 0,
    incoming: 0,
    isActive: true,
    createdAt: at,
    updatedAt: at,
  };
  const levels = shop.levels.get(input.itemId) ?? new Map<string, Level>();
  levels.set(input.locationId, level);
  shop.levels.set(input.itemId, levels);
  record(
    world,
    "inventory.connected",
    { itemId: input.itemId, locationId: input.locationId },
    { available: input.available },
  );
  announce(world, shop, { topic: "inventory_levels/connect", payload: () => levelPayload(level) });
  return level;
}

/** Sets what may still be sold. */
export function setAvailable(
  world: World,
  shop: Shop,
  change: At & { available: number; cause: string },
): void {
  const level = levelAt(shop, change) ?? connectLevel(world, shop, { ...change, available: 0 });
  if (level.available === change.available) return;
  level.available = change.available;
  changed(world, shop, { level, cause: change.cause });
}

/** A new order claims units: from available to committed. */
export function commit(world: World, shop: Shop, units: At & { quantity: number }): void {
  move(world, shop, {
    ...units,
    available: -units.quantity,
    committed: units.quantity,
    cause: "inventory.committed",
  });
}

/** Claimed units left the house: committed and on hand go down. */
export function consume(world: World, shop: Shop, units: At & { quantity: number }): void {
  move(world, shop, { ...units, available: 0, committed: -units.quantity, cause: "inventory.consumed" });
}

/** Units that had left are back and still claimed. */
export function takeBack(world: World, shop: Shop, units: At & { quantity: number }): void {
  move(world, shop, { ...units, available: 0, committed: units.quantity, cause: "inventory.takenBack" });
}

/** Claimed units may be sold again. */
export function restock(world: World, shop: Shop, units: At & { quantity: number }): void {
  move(world, shop, {
    ...units,
    available: units.quantity,
    committed: -units.quantity,
    cause: "inventory.restocked",
  });
}

function move(
  world: World,
  shop: Shop,
  change: At & { available: number; committed: number; cause: string },
): void {
  const level = levelAt(shop, change) ?? connectLevel(world, shop, { ...change, available: 0 });
  level.available += change.available;
  level.committed += change.committed;
  changed(world, shop, { level, cause: change.cause });
}

function changed(world: World, shop: Shop, { level, cause }: { level: Level; cause: string }): void {
  level.updatedAt = now(world);
  record(
    world,
    cause,
    { itemId: level.itemId, locationId: level.locationId },
    { available: level.available, committed: level.committed },
  );
  announce(world, shop, { topic: "inventory_levels/update", payload: () => levelPayload(level) });
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

export function quantityOf(level: Level, name: string): number | undefined {
  const quantities: Readonly<Record<string, number>> = {
    available: level.available,
    committed: level.committed,
    on_hand: level.available + level.committed,
    incoming: level.incoming,
    reserved: 0,
    damaged: 0,
    safety_stock: 0,
    quality_control: 0,
  };
  return quantities[name];
}

/** What all active locations together may still sell. */
export function totalAvailable(shop: Shop, variant: Variant): number {
  return levelsOf(shop, variant.itemId).reduce(
    (sum, level) => sum + (level.isActive ? level.available : 0),
    0,
  );
}
