// Inventory as apps read and write it: items, levels, and the mutations that need an idempotency key.
import { GraphQLError } from "graphql";
import { connection, type PageArgs } from "./connection.ts";
import { type Context, type Fields, payload, same, type UserError } from "./fields.ts";
import { once } from "./idempotency.ts";
import { inventoryActivation, whyNot } from "./inventory-activation.ts";
import { inventoryGroupFields } from "./inventory-group.ts";
import { itemById, levelById } from "./inventory-item.ts";
import { type MoveInput, moveQuantities } from "./inventory-move.ts";
import { type AdjustInput, adjustQuantities, type SetInput, setQuantities } from "./inventory-set.ts";
import type { Level, Shop, Variant } from "./state.ts";
import { levelAt, quantityOf } from "./stock.ts";
import { legacyId, levelsOf } from "./world.ts";

export const inventoryFields: Fields = {
  ...inventoryActivation,
  ...inventoryGroupFields,
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
    canDeactivate: (level: Level, _args: unknown, { shop }: Context) => !reasonToStay(shop, level),
    deactivationAlert: (level: Level, _args: unknown, { shop }: Context) =>
      reasonToStay(shop, level)?.message ?? null,
    quantities: (level: Level, args: { names: string[] }) =>
      args.names.map((name) => quantityNode(level, name)),
  },
  InventoryQuantity: same("id", "name", "quantity", "updatedAt"),
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
      keyed(context, "inventoryAdjustQuantities", input, () => adjustQuantities(context, input)),
    inventoryMoveQuantities: (_root: unknown, { input }: { input: MoveInput }, context: Context) =>
      keyed(context, "inventoryMoveQuantities", input, () => moveQuantities(context, input)),
    ...inventoryActivation["Mutation"],
  },
  InventorySetQuantitiesPayload: payload("inventoryAdjustmentGroup"),
  InventoryAdjustQuantitiesPayload: payload("inventoryAdjustmentGroup"),
  InventoryMoveQuantitiesPayload: payload("inventoryAdjustmentGroup"),
};

const reasonToStay = (shop: Shop, level: Level) => whyNot(level, levelsOf(shop, level.itemId).length);

function keyed<A extends { userErrors: readonly UserError[] }>(
  context: Context,
  name: string,
  input: unknown,
  work: () => A,
): unknown {
  return once(context, { key: context.keyOf(name), name, input }, work);
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
