// A location of the store as a warehouse of the merchant's.
import type { WarehouseRow } from "./foundation-records.ts";
import type { StoreLocation } from "./store.ts";

/** Its place among warehouses is the merchant's to change once it is there. */
export function warehouseAt(place: StoreLocation): Omit<WarehouseRow, "id" | "storeId"> {
  return {
    connectionId: null,
    owner: "merchant",
    name: place.name,
    priority: 100,
    active: place.active,
    storeLocationId: place.storeLocationId,
    marketplaceWarehouseId: null,
    fbtWarehouseId: null,
    countryCode: place.countryCode,
  };
}
