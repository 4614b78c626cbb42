// What each warehouse holds of each variant, and the units promised to order lines. Promising is one conditional
// statement on the level's own row, so two orders racing for the last unit cannot both win.
import type { OrderLineId, ProductId, StoreId, VariantId, WarehouseId } from "../../domain/ids.ts";

export type LevelRow = {
  readonly storeId: StoreId;
  readonly warehouseId: WarehouseId;
  readonly variantId: VariantId;
  /** What the warehouse's keeper can still promise; below zero when the keeper oversold. */
  readonly available: number;
  /** Units we promised that the keeper's number does not show yet. */
  readonly held: number;
  /** What we last wrote to the store's service location for it; null when we never did. */
  readonly mirrored: number | null;
  readonly sourceUpdatedAt: Date;
};

export type NewLevel = {
  readonly warehouseId: WarehouseId;
  readonly variantId: VariantId;
  readonly available: number;
  readonly sourceUpdatedAt: Date;
};

export type ReservationRow = {
  readonly orderLineId: OrderLineId;
  readonly warehouseId: WarehouseId;
  readonly variantId: VariantId;
  readonly quantity: number;
  readonly state: "held" | "consumed" | "released" | "expired";
};

export type NewReservation = Pick<
  ReservationRow,
  "orderLineId" | "warehouseId" | "variantId" | "quantity"
> & {
  /** The store sells it when nothing is left: it is short only where a warehouse of the merchant's does not keep it. */
  readonly beyondStock?: "allowed" | undefined;
};

export type ReserveAnswer =
  /** Held now, or already held in this quantity. */
  | { readonly kind: "reserved" }
  /** Nothing was taken. `available` is what could be promised at that moment, never below zero. */
  | { readonly kind: "short"; readonly available: number }
  /** These units were consumed by an earlier run: there is nothing left to hold. */
  | { readonly kind: "consumed" };

export interface InventoryRecords {
  /** The store's ids of the products whose variants these inventory items are. */
  productsOfItems(storeId: StoreId, inventoryItemIds: readonly string[]): Promise<readonly string[]>;
  /** Products of which one of these warehouses holds something. */
  productsStockedAt(storeId: StoreId, warehouseIds: readonly WarehouseId[]): Promise<readonly ProductId[]>;
  /** Levels of variants at every warehouse that has ever held them. Available to promise is `available - held`. */
  levels(storeId: StoreId, variantIds: readonly VariantId[]): Promise<readonly LevelRow[]>;
  /** Writes levels as their keepers told them; an older copy never overwrites a newer one. Answers variants whose number changed. */
  saveLevels(storeId: StoreId, levels: readonly NewLevel[]): Promise<readonly VariantId[]>;
  /** Sets to zero the levels of a variant at the merchant's warehouses that the store no longer names. Answers whether any changed. */
  emptyOtherLevels(
    storeId: StoreId,
    input: { variantId: VariantId; kept: readonly WarehouseId[]; among: readonly WarehouseId[]; at: Date },
  ): Promise<boolean>;
  /** Notes what the store's service location was told. */
  saveMirrored(
    storeId: StoreId,
    rows: readonly { warehouseId: WarehouseId; variantId: VariantId; mirrored: number }[],
  ): Promise<void>;
  /**
   * Holds units for an order line at one warehouse, or none of them. Repeatable by (orderLineId, warehouseId); another
   * quantity takes or gives back only the difference; a released one is held anew.
   */
  reserve(storeId: StoreId, input: NewReservation): Promise<ReserveAnswer>;
  /** Gives back what is held for order lines, at every warehouse unless one is named. Repeatable. Answers the variants freed. */
  release(
    storeId: StoreId,
    orderLineIds: readonly OrderLineId[],
    warehouseId?: WarehouseId,
  ): Promise<readonly VariantId[]>;
  /**
   * The keeper's own number shows these units from now on: the hold ends and the level goes down by it, so that nobody
   * is promised them again before the keeper's next number (which replaces ours) is read. Repeatable. Answers the variants.
   */
  consume(
    storeId: StoreId,
    orderLineIds: readonly OrderLineId[],
    warehouseId?: WarehouseId,
  ): Promise<readonly VariantId[]>;
  /** Every reservation of order lines, in any state. */
  reservations(storeId: StoreId, orderLineIds: readonly OrderLineId[]): Promise<readonly ReservationRow[]>;
}
