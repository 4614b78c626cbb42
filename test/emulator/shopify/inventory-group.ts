// Quantities written together, and the group that says what each of them changed.
import type { Context, Fields, UserError } from "./fields.ts";
import { same } from "./fields.ts";
import { itemById } from "./inventory-item.ts";
import { type At, connectLevel, quantityOf, type Shift, shiftLevel } from "./stock.ts";
import { gid, now } from "./world.ts";

export type Change = { readonly at: At; readonly shift: Shift; readonly document: string | null };
type Noted = {
  readonly name: string;
  readonly delta: number;
  readonly quantityAfterChange: number;
  readonly ledgerDocumentUri: string | null;
  readonly itemId: string;
  readonly locationId: string;
};
type Group = {
  readonly id: string;
  readonly reason: string;
  readonly referenceDocumentUri: string | null;
  readonly createdAt: string;
  readonly changes: readonly Noted[];
};
export type Grouped = { readonly inventoryAdjustmentGroup: Group | null; readonly userErrors: UserError[] };

type ChangesArgs = {
  readonly inventoryItemIds?: readonly string[] | null;
  readonly locationIds?: readonly string[] | null;
  readonly quantityNames?: readonly string[] | null;
};

/** The one state that is not in the house: every other changes what is on hand. */
const ELSEWHERE = "incoming";

/** Writes checked changes; one that changes nothing is not in the group, and a group of nothing is none. */
export function writeGroup(
  { world, shop }: Context,
  input: {
    readonly reason: string;
    readonly referenceDocumentUri?: string | null;
    readonly cause: string;
    readonly changes: readonly Change[];
  },
): Grouped {
  const noted = input.changes.flatMap(({ at, shift, document }): Noted[] => {
    const moved = Object.entries(shift).filter(([, delta]) => delta !== 0);
    // What stays as it is is told nobody, but an item that was not stocked there is from now on.
    const level =
      moved.length > 0
        ? shiftLevel(world, shop, { ...at, shift, cause: input.cause })
        : connectLevel(world, shop, { ...at, available: 0 });
    const note = (name: string, delta: number): Noted => ({
      name,
      delta,
      quantityAfterChange: quantityOf(level, name) ?? 0,
      ledgerDocumentUri: name === "on_hand" ? null : document,
      ...at,
    });
    const onHand = moved.reduce((sum, [name, delta]) => (name === ELSEWHERE ? sum : sum + delta), 0);
    const parts = moved.map(([name, delta]) => note(name, delta));
    return onHand === 0 ? parts : [...parts, note("on_hand", onHand)];
  });
  if (noted.length === 0) return { inventoryAdjustmentGroup: null, userErrors: [] };
  const inventoryAdjustmentGroup: Group = {
    id: gid(world, "InventoryAdjustmentGroup"),
    reason: input.reason,
    referenceDocumentUri: input.referenceDocumentUri ?? null,
    createdAt: now(world),
    changes: noted,
  };
  return { inventoryAdjustmentGroup, userErrors: [] };
}

export const inventoryGroupFields: Fields = {
  InventoryAdjustmentGroup: {
    ...same("id", "reason", "createdAt", "referenceDocumentUri"),
    changes: (group: Group, args: ChangesArgs) =>
      group.changes.filter(
        (change) =>
          includes(args.inventoryItemIds, change.itemId) &&
          includes(args.locationIds, change.locationId) &&
          includes(args.quantityNames, change.name),
      ),
  },
  InventoryChange: {
    ...same("name", "delta", "quantityAfterChange", "ledgerDocumentUri"),
    item: (change: Noted, _args: unknown, context: Context) => itemById(context, change.itemId) ?? null,
    location: (change: Noted, _args: unknown, { shop }: Context) =>
      shop.locations.get(change.locationId) ?? null,
  },
};

function includes(wanted: readonly string[] | null | undefined, one: string): boolean {
  return !wanted?.length || wanted.includes(one);
}
