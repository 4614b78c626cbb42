// What Shopify refuses when quantities are set, with its codes.
import { GraphQLError } from "graphql";
import { type Context, refuse, type UserError } from "./fields.ts";
import { levelAt, quantityOf } from "./stock.ts";

export type SetInput = {
  readonly name: string;
  readonly reason: string;
  readonly referenceDocumentUri?: string | null;
  readonly quantities: readonly Row[];
};
export type Row = {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly quantity: number;
  readonly changeFromQuantity?: number | null;
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

// Nothing is written unless every row is good.
export function quantityProblems(context: Context, input: SetInput): UserError[] {
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
