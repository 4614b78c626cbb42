// inventoryMoveQuantities: units change their state at one location, every row or none.
import { type Context, refuse, type UserError } from "./fields.ts";
import {
  type Compared,
  causeProblems,
  checkRows,
  compareProblems,
  documentProblems,
  placeProblems,
} from "./inventory-checks.ts";
import { type Change, type Grouped, writeGroup } from "./inventory-group.ts";
import { currentOf, rowSayer } from "./inventory-set.ts";

type Terminal = Compared & {
  readonly name: string;
  readonly locationId: string;
  readonly ledgerDocumentUri?: string | null;
};
export type MoveRow = {
  readonly inventoryItemId: string;
  readonly quantity: number;
  readonly from: Terminal;
  readonly to: Terminal;
};
export type MoveInput = {
  readonly reason: string;
  readonly referenceDocumentUri?: string | null;
  readonly changes: readonly MoveRow[];
};

/** Committed follows from orders and on_hand from the rest: neither is moved by hand. */
const MOVABLE = ["available", "reserved", "damaged", "safety_stock", "quality_control"];
const MAX_MOVED = 2_000_000_000;
const MAX_DOCUMENTS = 2;

export function moveQuantities(context: Context, input: MoveInput): Grouped {
  checkRows(input.changes);
  const userErrors = moveProblems(context, input);
  if (userErrors.length > 0) return { inventoryAdjustmentGroup: null, userErrors };
  const changes = input.changes.map(
    ({ inventoryItemId, quantity, from, to }): Change => ({
      at: { itemId: inventoryItemId, locationId: from.locationId },
      shift: { [from.name]: -quantity, [to.name]: quantity },
      document: to.ledgerDocumentUri ?? from.ledgerDocumentUri ?? null,
    }),
  );
  return writeGroup(context, { ...input, cause: "inventory.moved", changes });
}

function moveProblems(context: Context, input: MoveInput): UserError[] {
  const cause = causeProblems(input);
  if (cause.length > 0) return cause;
  const documents = input.changes.flatMap(({ from, to }) => [from.ledgerDocumentUri, to.ledgerDocumentUri]);
  if (new Set(documents.filter((uri) => uri != null)).size > MAX_DOCUMENTS) {
    const message = "Only a maximum of 2 ledger document URIs across all changes is allowed.";
    return refuse(message, ["input", "changes"], "MAXIMUM_LEDGER_DOCUMENT_URIS").userErrors;
  }
  const taken = new Map<string, number>();
  return input.changes.flatMap((row, index) => {
    const problems = rowProblems(context, row, index);
    if (problems.length > 0 || row.from.name === "available") return problems.slice(0, 1);
    const key = `${row.inventoryItemId} ${row.from.locationId} ${row.from.name}`;
    const out = (taken.get(key) ?? 0) + row.quantity;
    taken.set(key, out);
    // A state that counts things cannot give more of them than it has.
    const place = { inventoryItemId: row.inventoryItemId, locationId: row.from.locationId };
    return out <= currentOf(context, place, row.from.name)
      ? []
      : rowSayer("changes", index)(
          "MOVE_QUANTITIES_FAILED",
          "The quantities couldn't be moved. Try again.",
          "quantity",
        );
  });
}

function rowProblems(context: Context, row: MoveRow, index: number): UserError[] {
  const say = rowSayer("changes", index);
  const { from, to, inventoryItemId } = row;
  const ends = [
    { end: from, at: "from" },
    { end: to, at: "to" },
  ];
  const place = { inventoryItemId, locationId: from.locationId };
  const found = [
    ...placeProblems(context, place, (code, message, at) =>
      say(code, message, at === "locationId" ? "from" : at),
    ),
  ];
  for (const { end, at } of ends) {
    const sayAt = (code: string, message: string): UserError[] => say(code, message, at);
    if (!MOVABLE.includes(end.name))
      found.push(...sayAt("INVALID_QUANTITY_NAME", "The specified quantity name is invalid."));
    else found.push(...documentProblems(end, sayAt));
    found.push(...compareProblems(context, { ...end, place }, sayAt));
  }
  if (from.locationId !== to.locationId)
    found.push(
      ...say("DIFFERENT_LOCATIONS", "The quantities can't be moved between different locations.", "to"),
    );
  if (from.name === to.name)
    found.push(...say("SAME_QUANTITY_NAME", "The quantity names for each change can't be the same.", "to"));
  if (row.quantity < 0)
    found.push(...say("INVALID_QUANTITY_NEGATIVE", "The quantity can't be negative.", "quantity"));
  if (row.quantity > MAX_MOVED)
    found.push(
      ...say("INVALID_QUANTITY_TOO_HIGH", "The quantity can't be higher than 2,000,000,000.", "quantity"),
    );
  return found;
}
