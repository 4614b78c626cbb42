// Who keeps stock and for which orders it may ship.
import type { ConnectionId, WarehouseId } from "./ids.ts";

export type WarehouseOwner = "merchant" | "marketplace";

export type Warehouse = {
  readonly id: WarehouseId;
  readonly owner: WarehouseOwner;
  readonly name: string;
  /** Lower is asked first. */
  readonly priority: number;
  readonly active: boolean;
  readonly connectionId: ConnectionId | null;
  readonly storeLocationId: string | null;
  readonly marketplaceWarehouseId: string | null;
};

/** The merchant's own warehouses that may ship: active, and known to the store as a location. */
export function merchantWarehouses<W extends Warehouse>(warehouses: readonly W[]): readonly W[] {
  return warehouses.filter((w) => w.owner === "merchant" && w.active && w.storeLocationId !== null);
}

/**
 * The platform's warehouse of a connection: the one the order names, or else the first by priority and id, because
 * the marketplace may ship from another of its warehouses than the one it named when the buyer paid.
 */
export function marketplaceWarehouse<W extends Warehouse>(
  warehouses: readonly W[],
  of: { readonly connectionId: ConnectionId; readonly marketplaceWarehouseId: string | null },
): W | undefined {
  const own = warehouses.filter((w) => w.owner === "marketplace" && w.connectionId === of.connectionId);
  const named = own.find((w) => w.marketplaceWarehouseId === of.marketplaceWarehouseId);
  return named ?? [...own].sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1))[0];
}
