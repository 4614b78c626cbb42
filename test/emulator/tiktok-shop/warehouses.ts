// A shop's warehouses as products and orders name them, their delivery options and the carriers of each option. The
// platform's own (FBT) warehouses have an id of their own besides the shop-warehouse id used here.
import { SCOPES } from "./auth.ts";
import { providersOf } from "./carriers.ts";
import type { Core, Shop } from "./core.ts";
import { countryName } from "./recipient.ts";
import { refuse } from "./refusal.ts";
import type { Route, ShopCall } from "./route.ts";
import { FBT_SITES, type FbtSite, ownSite, type Site } from "./warehouse-data.ts";

export type Warehouse = {
  readonly id: string;
  readonly name: string;
  readonly type: "SALES_WAREHOUSE" | "RETURN_WAREHOUSE";
  readonly isDefault: boolean;
  readonly fbtWarehouseId: string | null;
  readonly address: Site;
};

export function hasFbt(shop: Shop): boolean {
  return sitesOf(shop).length > 0;
}

function sitesOf(shop: Shop): readonly FbtSite[] {
  return FBT_SITES[shop.region] ?? [];
}

// A shop of the settings keeps its warehouses.
const known = new WeakMap<Shop, readonly Warehouse[]>();

/** Ids follow from the shop's place in the settings, so that they outlive a reset. */
export function warehousesOf(core: Core, shop: Shop): readonly Warehouse[] {
  const found = known.get(shop) ?? makeWarehouses(core, shop);
  known.set(shop, found);
  return found;
}

function makeWarehouses(core: Core, shop: Shop): readonly Warehouse[] {
  const at = core.parts.settings.tiktokShop.shops.indexOf(shop);
  const id = (kind: number) => `73${String(at).padStart(3, "0")}${String(kind).padStart(14, "0")}`;
  const own = ownSite(shop.region);
  const fbt = sitesOf(shop).map((site, index) => ({
    id: id(11 + index),
    name: site.name,
    type: "SALES_WAREHOUSE" as const,
    isDefault: false,
    fbtWarehouseId: site.fbtWarehouseId,
    address: site,
  }));
  const further = (shop.furtherWarehouses ?? []).map((name, index) => ({
    id: id(31 + index),
    name,
    type: "SALES_WAREHOUSE" as const,
    isDefault: false,
    fbtWarehouseId: null,
    address: own,
  }));
  return [
    {
      id: id(1),
      name: "Sales warehouse",
      type: "SALES_WAREHOUSE",
      isDefault: true,
      fbtWarehouseId: null,
      address: own,
    },
    {
      id: id(2),
      name: "Return warehouse",
      type: "RETURN_WAREHOUSE",
      isDefault: false,
      fbtWarehouseId: null,
      address: own,
    },
    ...further,
    ...fbt,
  ];
}

export function defaultWarehouse(core: Core, shop: Shop): Warehouse {
  const found = warehousesOf(core, shop).find((warehouse) => warehouse.isDefault);
  if (!found) throw new Error(`the twin's shop ${shop.id} has no default warehouse`);
  return found;
}

export function warehouseOfFbt(core: Core, shop: Shop, fbtWarehouseId: string): Warehouse {
  const found = warehousesOf(core, shop).find((warehouse) => warehouse.fbtWarehouseId === fbtWarehouseId);
  if (!found) throw new Error(`the twin's shop ${shop.id} has no FBT warehouse ${fbtWarehouseId}`);
  return found;
}

export const STANDARD_OPTION = {
  id: "7129025001001001001",
  name: "Standard shipping",
  type: "STANDARD",
} as const;
const SELLER_OPTION = { id: "7129025001001001002", name: "Send by seller", type: "SEND_BY_SELLER" } as const;

function list({ core, shop }: ShopCall): unknown {
  return {
    warehouses: warehousesOf(core, shop).map((warehouse) => ({
      id: warehouse.id,
      name: warehouse.name,
      type: warehouse.type,
      sub_type: "DOMESTIC_WAREHOUSE",
      effect_status: "ENABLED",
      is_default: warehouse.isDefault,
      address: {
        region: countryName(shop.region),
        region_code: shop.region,
        state: warehouse.address.state,
        city: warehouse.address.city,
        // The platform's own spelling.
        distict: "",
        town: "",
        postal_code: warehouse.address.postalCode,
        address_line1: warehouse.address.line,
        full_address: `${warehouse.address.line}, ${warehouse.address.city}, ${warehouse.address.state} ${warehouse.address.postalCode}`,
        contact_person: shop.sellerName,
        phone_number: "303****100",
      },
    })),
  };
}

function deliveryOptions({ core, shop, id, query }: ShopCall): unknown {
  if (!warehousesOf(core, shop).some((warehouse) => warehouse.id === id))
    refuse(12052097, `Warehouse ${id} does not exist`);
  const options = [STANDARD_OPTION, SELLER_OPTION];
  if (query.get("scope") === "PRODUCT")
    return { delivery_options: options.map(({ id, name }) => ({ id, name })) };
  return {
    delivery_options: options.map((option) => ({
      ...option,
      description: option.name,
      platform: ["TIKTOK_SHOP"],
      dimension_limit: { max_height: 48, max_length: 60, max_width: 48, unit: "INCH" },
      weight_limit: { min_weight: 0, max_weight: 150, unit: "POUND" },
    })),
  };
}

function providers({ shop, id }: ShopCall): unknown {
  if (id !== STANDARD_OPTION.id && id !== SELLER_OPTION.id)
    refuse(98001004, `delivery option ${id} does not exist`);
  return { shipping_providers: providersOf(shop).map(({ id, name }) => ({ id, name })) };
}

function fbtWarehouses({ core, shop }: ShopCall): unknown {
  return {
    warehouses: sitesOf(shop).map((site) => ({
      fbt_warehouse_id: site.fbtWarehouseId,
      warehouse_ids: [warehouseOfFbt(core, shop, site.fbtWarehouseId).id],
      name: site.name,
      type: "PLATFORM_WAREHOUSE",
      subscribed: true,
      addresses: [
        {
          region_code: shop.region,
          state: site.state,
          city: site.city,
          district: "",
          postal_code: site.postalCode,
          address_line_1: site.line,
        },
      ],
      logistics_services: [],
    })),
  };
}

/** The options that a product may name. */
export function deliveryOptionIdsOf(): readonly string[] {
  return [STANDARD_OPTION.id, SELLER_OPTION.id];
}

export function fbtWarehouseIds(shop: Shop): readonly string[] {
  return sitesOf(shop).map((site) => site.fbtWarehouseId);
}

export const warehouseRoutes: readonly Route[] = [
  { method: "GET", path: "/logistics/202309/warehouses", scope: SCOPES.logistics, cipher: true, run: list },
  {
    method: "GET",
    path: "/logistics/202309/warehouses/{id}/delivery_options",
    scope: SCOPES.logistics,
    cipher: true,
    run: deliveryOptions,
  },
  {
    method: "GET",
    path: "/logistics/202309/delivery_options/{id}/shipping_providers",
    scope: SCOPES.logistics,
    cipher: true,
    run: providers,
  },
  { method: "GET", path: "/fbt/202408/warehouses", scope: SCOPES.fbt, cipher: true, run: fbtWarehouses },
];
