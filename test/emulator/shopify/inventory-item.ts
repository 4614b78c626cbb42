// Inventory items and levels by their ids: an item is a variant's other face.
import type { Context } from "./fields.ts";
import type { Level, Variant } from "./state.ts";
import { levelsOf } from "./world.ts";

/** Inventory items are the variant's other face: same source, other fields. */
export function itemById(context: Context, itemId: string): (Variant & { __typename: string }) | undefined {
  const variant = context.shop.variants.get(context.shop.items.get(itemId) ?? "");
  return variant && { ...variant, __typename: "InventoryItem" };
}

export function levelById(context: Context, id: string): Level | undefined {
  const itemId = `gid://shopify/InventoryItem/${/inventory_item_id=(\d+)/.exec(id)?.[1] ?? ""}`;
  return levelsOf(context.shop, itemId).find((level) => level.id === id);
}
