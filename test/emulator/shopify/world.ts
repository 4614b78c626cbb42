// Stores as they start, the ids they hand out and how things in them are found.
import type { TwinParts, TwinSettings } from "../platform.ts";
import type { Level, Location, Shop, ShopifyState } from "./state.ts";

/** What every part of the twin works with. */
export type World = { readonly parts: TwinParts; state: ShopifyState };

const FIRST_ID = 8_100_000_000_001;

/** A fresh world: each store of the settings with one location and nothing else. */
export function freshState(parts: TwinParts): ShopifyState {
  const state: ShopifyState = {
    nextId: FIRST_ID,
    appUrl: parts.settings.shopify.appUrl,
    shops: new Map(),
    files: new Map(),
  };
  const world = { parts, state };
  for (const store of parts.settings.shopify.stores) {
    const shop = emptyShop(world, store);
    state.shops.set(store.domain, shop);
    newLocation(world, shop, { name: "Main warehouse", serviceId: null });
  }
  return state;
}

export function newLocation(
  world: World,
  shop: Shop,
  input: { name: string; serviceId: string | null },
): Location {
  const at = now(world);
  const location: Location = {
    id: gid(world, "Location"),
    name: input.name,
    countryCode: shop.countryCode,
    isActive: true,
    serviceId: input.serviceId,
    createdAt: at,
    updatedAt: at,
  };
  shop.locations.set(location.id, location);
  return location;
}

type StoreSettings = TwinSettings["shopify"]["stores"][number];

function emptyShop(world: World, store: StoreSettings): Shop {
  return {
    ...store,
    id: gid(world, "Shop"),
    installed: false,
    scopes: [],
    createdAt: now(world),
    updatedAt: now(world),
    tokens: new Map(),
    refreshTokens: new Map(),
    bucket: { available: Number.MAX_SAFE_INTEGER, at: world.parts.clock.now() },
    locations: new Map(),
    services: new Map(),
    products: new Map(),
    variants: new Map(),
    collections: new Map(),
    items: new Map(),
    levels: new Map(),
    orders: new Map(),
    fulfillmentOrders: new Map(),
    fulfillments: new Map(),
    bulkOperations: new Map(),
    nextBulkFailure: null,
    subscriptions: new Map(),
    metafields: new Map(),
    jobs: new Map(),
    idempotent: new Map(),
    index: { orders: new Map(), products: new Map() },
    nextOrderNumber: 1001,
    recentOrders: [],
  };
}

/** The twin's time as Shopify prints it: seconds, UTC. */
export function now(world: World): string {
  return printTime(world.parts.clock.now());
}

export function printTime(milliseconds: number): string {
  if (milliseconds === printed.milliseconds) return printed.text;
  const text = [new Date(milliseconds).toISOString().slice(0, 19), "Z"].join("");
  printed = { milliseconds, text };
  return text;
}

/** What is made in one moment shares one text: large stores hold millions of times. */
let printed = { milliseconds: Number.NaN, text: "" };

/** A new global id; numbers rise, so that order by id is order of making. */
export function gid(world: World, type: string): string {
  // Joined, the text is one piece of memory; a template would keep its parts as well.
  return ["gid://shopify/", type, "/", world.state.nextId++].join("");
}

/** The number at the end of a global id, as the REST shapes and webhooks carry it. */
export function legacyId(id: string): number {
  return Number(/(\d+)(?:\?.*)?$/.exec(id)?.[1] ?? Number.NaN);
}

export function shopAt(world: World, domain: string): Shop {
  const shop = world.state.shops.get(domain);
  if (!shop) throw new Error(`the twin has no store ${domain}`);
  return shop;
}

/** Where an item is stocked; a level that was deactivated is kept, but is none of these. */
export function levelsOf(shop: Shop, itemId: string): readonly Level[] {
  return [...(shop.levels.get(itemId)?.values() ?? [])].filter(({ isActive }) => isActive);
}

export function firstLocation(shop: Shop): Location {
  for (const location of shop.locations.values())
    if (!location.serviceId && location.isActive) return location;
  throw new Error(`${shop.domain} has no location of its own`);
}

/** Writes down an effect in the twin's history. */
export function record(
  world: World,
  name: string,
  ids: Readonly<Record<string, string>>,
  data?: unknown,
): void {
  world.parts.history.add("shopify", { kind: "effect", name, ids, ...(data === undefined ? {} : { data }) });
}
