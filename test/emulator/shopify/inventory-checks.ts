// What Shopify refuses of changed quantities, with its codes: checks that setting, adjusting and moving share.
import { GraphQLError } from "graphql";
import { type Context, refuse, type UserError } from "./fields.ts";
import { levelAt, quantityOf } from "./stock.ts";

/** Input lists hold 250 rows at most. */
const MAX_ROWS = 250;
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

export type Place = { readonly inventoryItemId: string; readonly locationId: string };
export type Compared = { readonly changeFromQuantity?: number | null };
/** Says what is wrong at a field below the row that is looked at. */
export type Say = (code: string, message: string, at: string) => UserError[];

/** A list that is too long is no user error: the whole call is refused. */
export function checkRows(rows: readonly unknown[]): void {
  if (rows.length <= MAX_ROWS) return;
  throw new GraphQLError(
    `The input array size of ${rows.length} is greater than the maximum allowed of ${MAX_ROWS}.`,
    { extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } },
  );
}

/** Reason and document, which all three mutations take. */
export function causeProblems(input: { reason: string; referenceDocumentUri?: string | null }): UserError[] {
  if (!REASONS.includes(input.reason))
    return refuse("The specified reason is invalid.", ["input", "reason"], "INVALID_REASON").userErrors;
  const uri = input.referenceDocumentUri;
  if (uri == null || isDocument(uri)) return [];
  const field = ["input", "referenceDocumentUri"];
  return refuse("The specified reference document is invalid.", field, "INVALID_REFERENCE_DOCUMENT")
    .userErrors;
}

/** A scheme and content; a gid must name app, entity and id (InventorySetQuantitiesInput.referenceDocumentUri). */
export function isDocument(uri: string): boolean {
  if (uri.startsWith("gid:")) return /^gid:\/\/[^/]+\/[^/]+\/.+$/.test(uri);
  return /^[a-z][a-z0-9+.-]*:.+$/i.test(uri);
}

export function placeProblems({ shop, version }: Context, place: Place, say: Say): UserError[] {
  if (!shop.items.has(place.inventoryItemId)) {
    return say(
      "INVALID_INVENTORY_ITEM",
      "The specified inventory item could not be found.",
      "inventoryItemId",
    );
  }
  if (!shop.locations.get(place.locationId)?.isActive)
    return say("INVALID_LOCATION", "The specified location could not be found.", "locationId");
  // From 2026-10 on an item that is not stocked there is stocked by the write; the code is gone from the schema.
  const at = { itemId: place.inventoryItemId, locationId: place.locationId };
  if (version === "2026-10" || levelAt(shop, at)) return [];
  return say(
    "ITEM_NOT_STOCKED_AT_LOCATION",
    "The specified inventory item is not stocked at the location.",
    "locationId",
  );
}

/** The key has to be there in every row; null means "do not compare". */
export function compareProblems(
  { shop }: Context,
  row: Compared & { place: Place; name: string },
  say: Say,
): UserError[] {
  if (row.changeFromQuantity === undefined) {
    throw new GraphQLError("The changeFromQuantity argument is required: pass null not to compare.", {
      extensions: { code: "BAD_REQUEST" },
    });
  }
  if (row.changeFromQuantity === null) return [];
  const level = levelAt(shop, { itemId: row.place.inventoryItemId, locationId: row.place.locationId });
  if (row.changeFromQuantity === (level ? quantityOf(level, row.name) : 0)) return [];
  return say(
    "CHANGE_FROM_QUANTITY_STALE",
    "The changeFromQuantity argument no longer matches the persisted quantity.",
    "changeFromQuantity",
  );
}

/** A ledger document goes with every state but available, and is never one of Shopify's own. */
export function documentProblems(
  row: { name: string; ledgerDocumentUri?: string | null },
  say: Say,
): UserError[] {
  const uri = row.ledgerDocumentUri;
  const no = (code: string, message: string) => say(code, message, "ledgerDocumentUri");
  if (row.name === "available") {
    return uri == null
      ? []
      : no("INVALID_AVAILABLE_DOCUMENT", "A ledger document URI is not allowed when adjusting available.");
  }
  if (uri == null)
    return no(
      "INVALID_QUANTITY_DOCUMENT",
      "A ledger document URI is required except when adjusting available.",
    );
  if (uri.startsWith("gid://shopify/")) {
    const message = "Internal (gid://shopify/) ledger documents are not allowed to be adjusted via API.";
    return no("INTERNAL_LEDGER_DOCUMENT", message);
  }
  return isDocument(uri) ? [] : no("INVALID_LEDGER_DOCUMENT", "The specified ledger document is invalid.");
}
