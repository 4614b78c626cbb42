// Inventory as apps read and write it: items, levels, and the mutations that need an idempotency key.
import { GraphQLError } from "graphql";
import { connection, type PageArgs } from "./connection.ts";
import { type Context, type Fields, payload, refuse, same, type UserError } from "./fields.ts";
import { once } from "./idempotency.ts";
import { quantityProblems, type Row, type SetInput } from "./inventory-checks.ts";
import type { Level, Variant } from "./state.ts";
import { connectLevel, levelAt, quantityOf, setAvailable } from "./stock.ts";
import { gid, legacyId, levelsOf, now } from "./world.ts";

type AdjustInput = {
  readonly name: string;
  readonly reason: string;
  readonly changes: readonly (Omit<Row, "quantity"> & { readonly delta: number })[];
};

export const inventoryFields: Fields = {
  InventoryItem: {
    ...same(
      "countryCodeOfOrigin",
      "harmonizedSystemCode",
      "provinceCodeOfOrigin",
      "sku",
      "tracked",
      "requiresShipping",
      "createdAt",
      "updatedAt",
    ),
    id: (variant: Variant) => variant.itemId,
    legacyResourceId: (variant: Variant) => String(legacyId(variant.itemId)),
    measurement: (variant: Variant) => ({
      id: variant.itemId.replace("InventoryItem", "InventoryItemMeasurement"),
      weight: { unit: "GRAMS", value: variant.weightGrams ?? 0 },
    }),
    variant: (variant: Variant) => ({ ...variant, __typename: "ProductVariant" }),
    variants: (variant: Variant, args: PageArgs) => connection([variant], args),
    inventoryLevel: (variant: Variant, args: { locationId: string }, { shop }: Context) =>
      levelAt(shop, { itemId: variant.itemId, locationId: args.locationId }) ?? null,
    inventoryLevels: (variant: Variant, args: PageArgs, { shop }: Context) =>
      connection(levelsOf(shop, variant.itemId), args),
    locationsCount: (variant: Variant, _args: unknown, { shop }: Context) => ({
      count: levelsOf(shop, variant.itemId).length,
      precision: "EXACT",
    }),
  },
  InventoryItemMeasurement: same("id", "weight"),
  Weight: same("unit", "value"),
  InventoryLevel: {
    ...same("id", "isActive", "createdAt", "updatedAt"),
    item: (level: Level, _args: unknown, context: Context) => itemById(context, level.itemId),
    location: (level: Level, _args: unknown, { shop }: Context) => shop.locations.get(level.locationId),
    quantities: (level: Level, args: { names: string[] }) =>
      args.names.map((name) => quantityNode(level, name)),
  },
  InventoryQuantity: same("id", "name", "quantity", "updatedAt"),
  InventoryAdjustmentGroup: same("id", "reason", "createdAt", "referenceDocumentUri"),
  QueryRoot: {
    inventoryItem: (_root: unknown, args: { id: string }, context: Context) =>
      itemById(context, args.id) ?? null,
    inventoryLevel: (_root: unknown, args: { id: string }, context: Context) =>
      levelById(context, args.id) ?? null,
  },
  Mutation: {
    inventorySetQuantities: (_root: unknown, { input }: { input: SetInput }, context: Context) =>
      keyed(context, "inventorySetQuantities", input, () => setQuantities(context, input)),
    inventoryAdjustQuantities: (_root: unknown, { input }: { input: AdjustInput }, context: Context) =>
      keyed(context, "inventoryAdjustQuantities", input, () =>
        setQuantities(context, absolute(context, input)),
      ),
    inventoryActivate: (_root: unknown, args: ActivateArgs, context: Context) =>
      keyed(context, "inventoryActivate", args, () => activate(context, args)),
  },
  InventorySetQuantitiesPayload: payload("inventoryAdjustmentGroup"),
  InventoryAdjustQuantitiesPayload: payload("inventoryAdjustmentGroup"),
  InventoryActivatePayload: payload("inventoryLevel"),
};

type ActivateArgs = {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly available?: number | null;
  readonly onHand?: number | null;
};

/** Inventory items are the variant's other face: same source, other fields. */
export function itemById(context: Context, itemId: string): (Variant & { __typename: string }) | undefined {
  const variant = context.shop.variants.get(context.shop.items.get(itemId) ?? "");
  return variant && { ...variant, __typename: "InventoryItem" };
}

export function levelById(context: Context, id: string): Level | undefined {
  const itemId = `gid://shopify/InventoryItem/${/inventory_item_id=(\d+)/.exec(id)?.[1] ?? ""}`;
  return levelsOf(context.shop, itemId).find((level) => level.id === id);
}

function keyed<A extends { userErrors: readonly UserError[] }>(
  context: Context,
  name: string,
  input: unknown,
  work: () => A,
): unknown {
  return once(context.shop, { key: context.keyOf(name), name, input }, work);
}

function quantityNode(level: Level, name: string): object {
  const quantity = quantityOf(level, name);
  if (quantity === undefined)
    throw new GraphQLError(`Invalid quantity name ${name}`, { extensions: { code: "BAD_REQUEST" } });
  return {
    id: `${level.id.replace("InventoryLevel", "InventoryQuantity")}&name=${name}`,
    name,
    quantity,
    updatedAt: level.updatedAt,
  };
}

function setQuantities(
  context: Context,
  input: SetInput,
): { inventoryAdjustmentGroup: object | null; userErrors: UserError[] } {
  const userErrors = quantityProblems(context, input);
  if (userErrors.length > 0) return { inventoryAdjustmentGroup: null, userErrors };
  const { world, shop } = context;
  for (const row of input.quantities) {
    const at = { itemId: row.inventoryItemId, locationId: row.locationId };
    const committed = input.name === "on_hand" ? (levelAt(shop, at)?.committed ?? 0) : 0;
    setAvailable(world, shop, { ...at, available: row.quantity - committed, cause: "inventory.set" });
  }
  const group = {
    id: gid(world, "InventoryAdjustmentGroup"),
    reason: input.reason,
    referenceDocumentUri: input.referenceDocumentUri ?? null,
    createdAt: now(world),
  };
  return { inventoryAdjustmentGroup: group, userErrors: [] };
}

function absolute(context: Context, input: AdjustInput): SetInput {
  const quantities = input.changes.map((change) => {
    const level = levelAt(context.shop, { itemId: change.inventoryItemId, locationId: change.locationId });
    const { delta, ...row } = change;
    return { changeFromQuantity: null, ...row, quantity: (level?.available ?? 0) + delta };
  });
  return { name: input.name, reason: input.reason, quantities };
}

function activate(
  context: Context,
  args: ActivateArgs,
): { inventoryLevel: Level | null; userErrors: UserError[] } {
  const { world, shop } = context;
  if (!shop.items.has(args.inventoryItemId)) {
    return {
      inventoryLevel: null,
      ...refuse("The product couldn't be stocked because it wasn't found.", ["inventoryItemId"]),
    };
  }
  if (!shop.locations.has(args.locationId)) {
    return {
      inventoryLevel: null,
      ...refuse("The product couldn't be stocked because the location wasn't found.", ["locationId"]),
    };
  }
  const at = { itemId: args.inventoryItemId, locationId: args.locationId };
  const known = levelAt(shop, at);
  const wanted = args.available ?? args.onHand;
  if (known && wanted != null) {
    return {
      inventoryLevel: null,
      ...refuse("Not allowed to set available quantity when the item is already active at the location.", [
        "available",
      ]),
    };
  }
  return { inventoryLevel: connectLevel(world, shop, { ...at, available: wanted ?? 0 }), userErrors: [] };
}
