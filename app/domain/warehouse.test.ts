import { describe, expect, it } from "vitest";
import { as, type ConnectionId, type WarehouseId } from "./ids.ts";
import { marketplaceWarehouse, merchantWarehouses, type Warehouse } from "./warehouse.ts";

const connectionId = as<ConnectionId>("c1");
const warehouse = (id: string, over: Partial<Warehouse> = {}): Warehouse => ({
  id: as<WarehouseId>(id),
  owner: "merchant",
  name: id,
  priority: 100,
  active: true,
  connectionId: null,
  storeLocationId: `loc-${id}`,
  marketplaceWarehouseId: null,
  ...over,
});
const fbt = (id: string, over: Partial<Warehouse> = {}) =>
  warehouse(id, { owner: "marketplace", connectionId, marketplaceWarehouseId: `m-${id}`, ...over });

describe("warehouses", () => {
  it("an inactive one, one without a location and the marketplace's are not the merchant's to ship from", () => {
    const all = [
      warehouse("w1"),
      warehouse("w2", { active: false }),
      warehouse("w3", { storeLocationId: null }),
      fbt("f1"),
    ];
    expect(merchantWarehouses(all).map((of) => of.id)).toEqual(["w1"]);
  });

  it("the one the order names is taken, else the first by priority", () => {
    const all = [warehouse("w1"), fbt("f1"), fbt("f2", { priority: 1 })];
    const named = (marketplaceWarehouseId: string) =>
      marketplaceWarehouse(all, { connectionId, marketplaceWarehouseId })?.id;
    expect(named("m-f1")).toBe("f1");
    expect(named("m-unknown")).toBe("f2");
  });
});
