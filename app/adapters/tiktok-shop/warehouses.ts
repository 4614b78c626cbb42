// The places stock is known by: the shop's own warehouses, and those of them the platform runs. An FBT warehouse has an
// id of its own and the ids under which listings and orders name it.
import { z } from "zod";
import type { MarketplaceWarehouse } from "../../use-cases/ports/marketplace.ts";
import type { Call } from "./client.ts";
import { id, list, text } from "./fields.ts";
import { VERSION } from "./versions.ts";

const shopWarehousesSchema = z.object({
  warehouses: list(
    z.object({
      id,
      name: text,
      type: z.enum(["SALES_WAREHOUSE", "RETURN_WAREHOUSE"]),
      effect_status: z.enum(["ENABLED", "DISABLED", "RESTRICTED"]),
      is_default: z.boolean().nullish(),
    }),
  ),
});

const fbtWarehousesSchema = z.object({
  warehouses: list(z.object({ fbt_warehouse_id: id, warehouse_ids: list(id), name: text })),
});

/** Warehouses that sell; the ones returns go to and the disabled ones are left out. */
export async function readWarehouses(call: Call): Promise<readonly MarketplaceWarehouse[]> {
  const [shop, fbt] = await Promise.all([readShopWarehouses(call), readFbtWarehouses(call)]);
  const fbtIdOf = new Map(
    fbt.flatMap((one) => one.warehouse_ids.map((known) => [known, one.fbt_warehouse_id])),
  );
  const own = shop
    .filter((one) => one.type === "SALES_WAREHOUSE" && one.effect_status !== "DISABLED")
    .map((one) => toWarehouse(one, fbtIdOf.get(one.id) ?? null));
  const listed = new Set(own.map((one) => one.marketplaceWarehouseId));
  // One the platform runs need not stand among the shop's own.
  const others = fbt.flatMap((one) =>
    one.warehouse_ids
      .filter((known) => !listed.has(known))
      .map((known) => toWarehouse({ id: known, name: one.name }, one.fbt_warehouse_id)),
  );
  return [...own, ...others];
}

function toWarehouse(
  warehouse: { id: string; name: string | null; is_default?: boolean | null | undefined },
  fbtWarehouseId: string | null,
): MarketplaceWarehouse {
  return {
    marketplaceWarehouseId: warehouse.id,
    name: warehouse.name ?? warehouse.id,
    isDefault: warehouse.is_default === true,
    owner: fbtWarehouseId === null ? "merchant" : "marketplace",
    fbtWarehouseId,
  };
}

async function readShopWarehouses(call: Call) {
  const data = await call({
    method: "GET",
    path: `/logistics/${VERSION.logistics}/warehouses`,
    scope: "shop",
    repeat: "safe",
    answer: shopWarehousesSchema,
  });
  return data.warehouses;
}

async function readFbtWarehouses(call: Call) {
  const data = await call({
    method: "GET",
    path: `/fbt/${VERSION.fbtWarehouses}/warehouses`,
    scope: "shop",
    repeat: "safe",
    answer: fbtWarehousesSchema,
  });
  return data.warehouses;
}
