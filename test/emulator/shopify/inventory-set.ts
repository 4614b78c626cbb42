// inventorySetQuantities and inventoryAdjustQuantities: every row is checked before the first is written.
import { type Context, refuse, type UserError } from "./fields.ts";
import {
  type Compared,
  causeProblems,
  checkRows,
  compareProblems,
  documentProblems,
  type Place,
  placeProblems,
} from "./inventory-checks.ts";
import { type Change, type Grouped, writeGroup } from "./inventory-group.ts";
import { levelAt, quantityOf } from "./stock.ts";

type Cause = { readonly reason: string; readonly referenceDocumentUri?: string | null };
export type SetRow = Place & Compared & { readonly quantity: number };
export type SetInput = Cause & { readonly name: string; readonly quantities: readonly SetRow[] };
export type AdjustRow = Place &
  Compared & { readonly delta: number; readonly ledgerDocumentUri?: string | null };
export type AdjustInput = Cause & { readonly name: string; readonly changes: readonly AdjustRow[] };

const MAX_SET = 1_000_000_000;
const MAX_ADJUSTED = 2_000_000_000;
const ADJUSTABLE = ["available", "incoming", "reserved", "damaged", "safety_stock", "quality_control"];

export function setQuantities(context: Context, input: SetInput): Grouped {
  checkRows(input.quantities);
  const userErrors = setProblems(context, input);
  if (userErrors.length > 0) return { inventoryAdjustmentGroup: null, userErrors };
  const changes = input.quantities.map((row): Change => {
    const at = { itemId: row.inventoryItemId, locationId: row.locationId };
    const level = levelAt(context.shop, at);
    const current = level ? (quantityOf(level, input.name) ?? 0) : 0;
    return { at, shift: { available: row.quantity - current }, document: null };
  });
  return writeGroup(context, { ...input, cause: "inventory.set", changes });
}

function setProblems(context: Context, input: SetInput): UserError[] {
  if (!["available", "on_hand"].includes(input.name)) {
    const message = "The quantity name must be either 'available' or 'on_hand'.";
    return refuse(message, ["input", "name"], "INVALID_NAME").userErrors;
  }
  const cause = causeProblems(input);
  if (cause.length > 0) return cause;
  const seen = new Set<string>();
  return input.quantities.flatMap((row, index) => {
    const say = rowSayer("quantities", index);
    const pair = `${row.inventoryItemId} ${row.locationId}`;
    const place = placeProblems(context, row, say);
    if (place.length > 0) return place;
    if (seen.has(pair)) {
      return say(
        "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR",
        "The combination of inventoryItemId and locationId must be unique.",
        "locationId",
      );
    }
    seen.add(pair);
    if (row.quantity < 0)
      return say("INVALID_QUANTITY_NEGATIVE", "The quantity can't be negative.", "quantity");
    if (row.quantity > MAX_SET)
      return say(
        "INVALID_QUANTITY_TOO_HIGH",
        "The total quantity can't be higher than 1,000,000,000.",
        "quantity",
      );
    return compareProblems(context, { ...row, place: row, name: input.name }, say);
  });
}

export function adjustQuantities(context: Context, input: AdjustInput): Grouped {
  checkRows(input.changes);
  const userErrors = adjustProblems(context, input);
  if (userErrors.length > 0) return { inventoryAdjustmentGroup: null, userErrors };
  const changes = input.changes.map(
    (row): Change => ({
      at: { itemId: row.inventoryItemId, locationId: row.locationId },
      shift: { [input.name]: row.delta },
      document: row.ledgerDocumentUri ?? null,
    }),
  );
  return writeGroup(context, { ...input, cause: "inventory.adjusted", changes });
}

function adjustProblems(context: Context, input: AdjustInput): UserError[] {
  if (!ADJUSTABLE.includes(input.name)) {
    const message = "The specified quantity name is invalid.";
    return refuse(message, ["input", "name"], "INVALID_QUANTITY_NAME").userErrors;
  }
  const cause = causeProblems(input);
  if (cause.length > 0) return cause;
  const [first] = input.changes;
  if (input.changes.some((row) => row.ledgerDocumentUri !== first?.ledgerDocumentUri)) {
    const message =
      "All changes must have the same ledger document URI or, in the case of adjusting available, no ledger document URI.";
    return refuse(message, ["input", "changes"], "MAX_ONE_LEDGER_DOCUMENT").userErrors;
  }
  const after = new Map<string, number>();
  return input.changes.flatMap((row, index) => {
    const say = rowSayer("changes", index);
    const problems = [
      ...placeProblems(context, row, say),
      ...documentProblems({ name: input.name, ledgerDocumentUri: row.ledgerDocumentUri ?? null }, say),
      ...compareProblems(context, { ...row, place: row, name: input.name }, say),
    ];
    if (problems.length > 0) return problems.slice(0, 1);
    const total = (after.get(pairOf(row)) ?? currentOf(context, row, input.name)) + row.delta;
    after.set(pairOf(row), total);
    if (total > MAX_ADJUSTED)
      return say("INVALID_QUANTITY_TOO_HIGH", "The quantity can't be higher than 2,000,000,000.", "delta");
    // Only what may be sold can be owed; the other states count things, so fewer than none is refused.
    const least = input.name === "available" ? -MAX_ADJUSTED : 0;
    if (total < least)
      return say("INVALID_QUANTITY_TOO_LOW", "The quantity can't be lower than -2,000,000,000.", "delta");
    return [];
  });
}

const pairOf = (row: Place): string => `${row.inventoryItemId} ${row.locationId}`;

export function currentOf({ shop }: Context, place: Place, name: string): number {
  const level = levelAt(shop, { itemId: place.inventoryItemId, locationId: place.locationId });
  return level ? (quantityOf(level, name) ?? 0) : 0;
}

export function rowSayer(list: string, index: number) {
  return (code: string, message: string, at: string): UserError[] =>
    refuse(message, ["input", list, String(index), at], code).userErrors;
}
