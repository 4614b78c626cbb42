// Where an item is stocked: switched on and off for one location, or for several at once.
import { type Context, type Fields, payload, refuse, type UserError } from "./fields.ts";
import { once } from "./idempotency.ts";
import { itemById } from "./inventory-item.ts";
import type { Level, Variant } from "./state.ts";
import { connectLevel, disconnectLevel, levelAt, unavailableUnits } from "./stock.ts";
import { levelsOf } from "./world.ts";

type ActivateArgs = {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly available?: number | null;
  readonly onHand?: number | null;
};
type Toggle = { readonly locationId: string; readonly activate: boolean };
type ToggleArgs = { readonly inventoryItemId: string; readonly inventoryItemUpdates: readonly Toggle[] };

export const inventoryActivation: Fields = {
  Mutation: {
    inventoryActivate: (_root: unknown, args: ActivateArgs, context: Context) => {
      const key = context.keyOf("inventoryActivate");
      return once(context, { key, name: "inventoryActivate", input: args }, () => activate(context, args));
    },
    inventoryDeactivate: (_root: unknown, args: { inventoryLevelId: string }, context: Context) =>
      deactivate(context, args.inventoryLevelId),
    inventoryBulkToggleActivation: (_root: unknown, args: ToggleArgs, context: Context) =>
      toggle(context, args),
  },
  InventoryActivatePayload: payload("inventoryLevel"),
  InventoryDeactivatePayload: payload(),
  InventoryBulkToggleActivationPayload: payload("inventoryItem", "inventoryLevels"),
};

function activate(
  { world, shop }: Context,
  args: ActivateArgs,
): { inventoryLevel: Level | null; userErrors: UserError[] } {
  const no = (message: string, at: string) => ({ inventoryLevel: null, ...refuse(message, [at]) });
  if (!shop.items.has(args.inventoryItemId))
    return no("The product couldn't be stocked because it wasn't found.", "inventoryItemId");
  if (!shop.locations.get(args.locationId)?.isActive)
    return no("The product couldn't be stocked because the location wasn't found.", "locationId");
  const at = { itemId: args.inventoryItemId, locationId: args.locationId };
  const wanted = args.available ?? args.onHand;
  if (levelAt(shop, at) && wanted != null) {
    const message = "Not allowed to set available quantity when the item is already active at the location.";
    return no(message, "available");
  }
  return { inventoryLevel: connectLevel(world, shop, { ...at, available: wanted ?? 0 }), userErrors: [] };
}

function deactivate({ world, shop }: Context, id: string): { userErrors: UserError[] } {
  const itemId = `gid://shopify/InventoryItem/${/inventory_item_id=(\d+)/.exec(id)?.[1] ?? ""}`;
  const levels = levelsOf(shop, itemId);
  const level = levels.find((one) => one.id === id);
  if (!level) return refuse("The inventory level was not found.", ["inventoryLevelId"]);
  const refusal = whyNot(level, levels.length);
  if (refusal) return refuse(refusal.message, ["inventoryLevelId"]);
  disconnectLevel(world, shop, level);
  return { userErrors: [] };
}

/** Why an item must stay stocked at a location; the codes are those of inventoryBulkToggleActivation. */
export function whyNot(level: Level, stockedAt: number): { code: string; message: string } | undefined {
  const no = (code: string, why: string) => ({ code, message: why });
  const from = "Cannot unstock this inventory item from this location because it has";
  if (level.committed !== 0 && level.incoming !== 0)
    return no("COMMITTED_AND_INCOMING_INVENTORY_AT_LOCATION", `${from} committed and incoming quantities.`);
  if (level.committed !== 0) return no("COMMITTED_INVENTORY_AT_LOCATION", `${from} committed quantities.`);
  if (level.incoming !== 0) return no("INCOMING_INVENTORY_AT_LOCATION", `${from} incoming quantities.`);
  if (unavailableUnits(level) !== 0)
    return no("RESERVED_INVENTORY_AT_LOCATION", `${from} unavailable quantities.`);
  if (stockedAt > 1) return undefined;
  return no(
    "CANNOT_DEACTIVATE_FROM_ONLY_LOCATION",
    "Cannot unstock an inventory item from the only location at which it is stocked.",
  );
}

type Toggled = {
  readonly inventoryItem: Variant | null;
  readonly inventoryLevels: readonly Level[] | null;
  readonly userErrors: readonly UserError[];
};

// All of them or none: every location is checked against what the whole list leaves stocked.
function toggle(context: Context, { inventoryItemId, inventoryItemUpdates }: ToggleArgs): Toggled {
  const { world, shop } = context;
  const item = itemById(context, inventoryItemId);
  const no = (userErrors: UserError[]): Toggled => ({
    inventoryItem: null,
    inventoryLevels: null,
    userErrors,
  });
  if (!item) {
    const message = "The inventory item was not found.";
    return no(refuse(message, ["inventoryItemId"], "INVENTORY_ITEM_NOT_FOUND").userErrors);
  }
  const stocked = new Set(levelsOf(shop, inventoryItemId).map(({ locationId }) => locationId));
  for (const { locationId, activate: on } of inventoryItemUpdates)
    if (on) stocked.add(locationId);
    else stocked.delete(locationId);
  const userErrors = inventoryItemUpdates.flatMap(({ locationId, activate: on }, index) => {
    const field = ["inventoryItemUpdates", String(index), "locationId"];
    if (!shop.locations.get(locationId)?.isActive)
      return refuse("The location was not found.", field, "LOCATION_NOT_FOUND").userErrors;
    const level = levelAt(shop, { itemId: inventoryItemId, locationId });
    const refusal = !on && level ? whyNot(level, stocked.size + 1) : undefined;
    return refusal ? refuse(refusal.message, field, refusal.code).userErrors : [];
  });
  if (userErrors.length > 0) return no(userErrors);
  for (const { locationId, activate: on } of inventoryItemUpdates) {
    const level = levelAt(shop, { itemId: inventoryItemId, locationId });
    if (on) connectLevel(world, shop, { itemId: inventoryItemId, locationId, available: 0 });
    else if (level) disconnectLevel(world, shop, level);
  }
  return { inventoryItem: item, inventoryLevels: levelsOf(shop, inventoryItemId), userErrors: [] };
}
