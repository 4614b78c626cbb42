// Inventory as apps read and write it: items, levels, and the mutations that need an idempotency key.
import { GraphQLError } from "graphql";
import { connection, type PageArgs } from "./connection.ts";
import { type Context, type Fields, payload, refuse, same, type UserError } from "./fields.ts";
import { once } from "./idempotency.ts";
import type { Level, Variant } from "./state.ts";
import { connectLevel, levelAt, quantityOf, setAvailable } from "./stock.ts";
import { gid, legacyId, levelsOf, now } from "./world.ts";

type SetInput = {
  readonly name: string;
  readonly reason: string;
  readonly referenceDocumentUri?: string | null;
  readonly quantities: readonly Row[];
};
type Row = {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly quantity: number;
  readonly changeFromQuantity?: number | null;
};
type AdjustInput = {
  readonly name: string;
  readonly reason: string;
  readonly changes: readonly (Omit<Row, "quantity"> & { readonly delta: number })[];
};

/** Input lists hold 250 rows at most. */
const MAX_ROWS = 250;
const MAX_QUANTITY = 1_000_000_000;
const REASONS = [
  "correction",
  "cycle_count_available",
  "damaged",
  "movement_canceled",
  "movement_created",
  "movement_received",
  "movement_updated",
  "other",
  "promotion",
  "quality_control",
  "received",
  "reservation_created",
  "reservation_deleted",
  "reservation_updated",
  "restock",
  "safety_stock",
  "shrinkage",
];

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
  const userErrors = problemsOf(context, input);
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

// Nothing is written unless every row is good.
function problemsOf(context: Context, input: SetInput): UserError[] {
  if (input.quantities.length > MAX_ROWS) {
    throw new GraphQLError(
      `The input array size of ${input.quantities.length} is greater than the maximum allowed of ${MAX_ROWS}.`,
      {
        extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
      },
    );
  }
  if (!["available", "on_hand"].includes(input.name)) {
    return refuse(
      "The quantity name must be either 'available' or 'on_hand'.",
      ["input", "name"],
      "INVALID_NAME",
    ).userErrors;
  }
  if (!REASONS.includes(input.reason))
    return refuse("The specified reason is invalid.", ["input", "reason"], "INVALID_REASON").userErrors;
  const seen = new Set<string>();
  return input.quantities.flatMap((row, index) => {
    const pair = `${row.inventoryItemId} ${row.locationId}`;
    const twice = seen.has(pair);
    seen.add(pair);
    return rowProblem(context, {
      row,
      name: input.name,
      field: ["input", "quantities", String(index)],
      twice,
    });
  });
}

type RowAt = {
  readonly row: Row;
  readonly name: string;
  readonly field: readonly string[];
  readonly twice: boolean;
};

function rowProblem(context: Context, { row, name, field, twice }: RowAt): UserError[] {
  const say = (code: string, message: string, at: string) => refuse(message, [...field, at], code).userErrors;
  if (!context.shop.items.has(row.inventoryItemId)) {
    return say(
      "INVALID_INVENTORY_ITEM",
      "The specified inventory item could not be found.",
      "inventoryItemId",
    );
  }
  if (!context.shop.locations.has(row.locationId)) {
    return say("INVALID_LOCATION", "The specified location could not be found.", "locationId");
  }
  if (twice) {
    return say(
      "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR",
      "The combination of inventoryItemId and locationId must be unique.",
      "locationId",
    );
  }
  if (row.quantity < 0)
    return say("INVALID_QUANTITY_NEGATIVE", "The quantity can't be negative.", "quantity");
  if (row.quantity > MAX_QUANTITY)
    return say("INVALID_QUANTITY_TOO_HIGH", `The quantity can't be higher than ${MAX_QUANTITY}.`, "quantity");
  if (!("changeFromQuantity" in row)) {
    throw new GraphQLError("The changeFromQuantity argument is required: pass null not to compare.", {
      extensions: { code: "BAD_REQUEST" },
    });
  }
  const level = levelAt(context.shop, { itemId: row.inventoryItemId, locationId: row.locationId });
  const current = level ? (quantityOf(level, name) ?? 0) : 0;
  if (row.changeFromQuantity == null || row.changeFromQuantity === current) return [];
  return say(
    "CHANGE_FROM_QUANTITY_STALE",
    "The changeFromQuantity argument no longer matches the persisted quantity.",
    "changeFromQuantity",
  );
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
