// A shop's warehouses as products and orders name them, their delivery options and the carriers of each option. The
// platform's own (FBT) warehouses have an id of their own besides the shop-warehouse id used here.
import { SCOPES } from "./auth.ts";
import type { Core, Shop } from "./core.ts";
import { refuse } from "./refusal.ts";
import type { Route, ShopCall } from "./route.ts";

export type Warehouse = {
  readonly id: string;
  readonly name: string;
  readonly type: "SALES_WAREHOUSE" | "RETURN_WAREHOUSE";
  readonly isDefault: boolean;
  readonly fbtWarehouseId: string | null;
  readonly address: {
    readonly state: string;
    readonly city: string;
    readonly postalCode: string;
    readonly line: string;
  };
};

const FBT_SITES = [
  {
    fbtWarehouseId: "7340001001001001001",
    name: "TikTok_Eastvale(CA)",
    state: "California",
    city: "Eastvale",
    postalCode: "92880",
    line: "4982 Hamner Ave",
  },
  {
    fbtWarehouseId: "7340001001001001002",
    name: "TikTok_Dallas(TX)",
    state: "Texas",
    city: "Dallas",
    postalCode: "75241",
    line: "9314 W Jefferson Blvd",
  },
] as const;
/** Where the platform runs warehouses of its own (vendor page of 2026). */
const FBT_REGIONS = ["US", "GB", "DE", "FR", "IT", "ES", "IE"];

export function hasFbt(shop: Shop): boolean {
  return FBT_REGIONS.includes(shop.region);
}

/** Ids follow from the shop's place in the settings, so that they outlive a reset. */
export function warehousesOf(core: Core, shop: Shop): readonly Warehouse[] {
  const known = WAREHOUSES.get(shop) ?? builtFor(core, shop);
  WAREHOUSES.set(shop, known);
  return known;
}

/** Asked for at every line of every order; a shop's settings do not change. */
const WAREHOUSES = new WeakMap<Shop, readonly Warehouse[]>();

function builtFor(core: Core, shop: Shop): readonly Warehouse[] {
  const at = core.parts.settings.tiktokShop.shops.indexOf(shop);
  const id = (kind: number) => `73${String(at).padStart(3, "0")}${String(kind).padStart(14, "0")}`;
  const own = { state: "Colorado", city: "Denver", postalCode: "80202", line: "1600 Wazee St" };
  const fbt = FBT_SITES.map((site, index) => ({
    id: id(11 + index),
    name: site.name,
    type: "SALES_WAREHOUSE" as const,
    isDefault: false,
    fbtWarehouseId: site.fbtWarehouseId,
    address: site,
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
    ...(hasFbt(shop) ? fbt : []),
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

export type Provider = { readonly id: string; readonly name: string; readonly format: RegExp };

/** Carriers of a US delivery option with what their tracking numbers look like. */
const PROVIDERS: readonly Provider[] = [
  { id: "7117858858072016686", name: "USPS", format: /^(?:9\d{19,25}|[A-Z]{2}\d{9}US|\d{20,22})$/ },
  { id: "7117859084333745966", name: "UPS", format: /^(?:1Z[A-Z0-9]{16}|\d{9}|T\d{10})$/ },
  { id: "7129720299146184490", name: "FedEx", format: /^\d{12,22}$/ },
  { id: "7132708894850647854", name: "DHL eCommerce", format: /^(?:GM\d{16,20}|\d{10,22}|JJD\d{10,18})$/ },
  { id: "7132721393761781550", name: "OnTrac", format: /^[CD]\d{14}$/ },
  { id: "7254084939122001707", name: "Amazon Shipping", format: /^TBA\d{12}$/ },
  { id: "7345645330412603141", name: "LaserShip", format: /^(?:1LS|L[A-Z])[A-Z0-9]{8,20}$/ },
];

export function providerOf(id: string): Provider | undefined {
  return PROVIDERS.find((provider) => provider.id === id);
}

/** The platform's own warehouses ship by these two, in turn; the number has the carrier's form. */
export function platformParcel(core: Core): { provider: Provider; trackingNumber: string } {
  const digits = (count: number) =>
    Array.from({ length: count }, () => core.parts.random.between(0, 9)).join("");
  const provider = core.parts.random.pick(PROVIDERS.slice(0, 2));
  const trackingNumber = provider.name === "USPS" ? `94${digits(20)}` : `1Z${digits(16)}`;
  return { provider, trackingNumber };
}

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
        region: "United States",
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
        phone_number: "(+1)303****100",
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

function providers({ id }: ShopCall): unknown {
  if (id !== STANDARD_OPTION.id && id !== SELLER_OPTION.id)
    refuse(98001004, `delivery option ${id} does not exist`);
  return { shipping_providers: PROVIDERS.map(({ id, name }) => ({ id, name })) };
}

function fbtWarehouses({ core, shop }: ShopCall): unknown {
  const sites = hasFbt(shop) ? FBT_SITES : [];
  return {
    warehouses: sites.map((site) => ({
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

export function fbtWarehouseIds(): readonly string[] {
  return FBT_SITES.map((site) => site.fbtWarehouseId);
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
