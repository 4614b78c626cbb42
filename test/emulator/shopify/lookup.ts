// Finding things in a store by the name people use: handle, SKU, order name. Derived when first asked for and kept up
// with what changes; never saved.
import type { Order } from "./order-state.ts";
import { comparePlaces, firstAt, type Place } from "./ordered.ts";
import type { Product, Shop, Variant } from "./state.ts";
import { legacyId } from "./world.ts";

type Lookup = {
  /** Handle → product id. */
  readonly handles: Map<string, string>;
  /** SKU in lower case → ids of the variants that carry it, oldest first. */
  readonly skus: Map<string, string[]>;
  /** All variants in the order of their making. */
  readonly variants: Place[];
};

const lookups = new WeakMap<Shop["variants"], Lookup>();
const orderNames = new WeakMap<Shop["orders"], Map<string, string>>();

export function productByHandle(shop: Shop, handle: string): Product | undefined {
  return shop.products.get(lookupOf(shop).handles.get(handle) ?? "");
}

export function variantBySku(shop: Shop, sku: string): Variant {
  const first = variantsBySku(shop, sku).find((variant) => variant.sku === sku);
  if (!first) throw new Error(`${shop.domain} has no variant with SKU ${sku}`);
  return first;
}

/** Whatever the case, as search finds them. */
export function variantsBySku(shop: Shop, sku: string): readonly Variant[] {
  return (lookupOf(shop).skus.get(sku.toLowerCase()) ?? []).flatMap((id) => shop.variants.get(id) ?? []);
}

export function variantPlaces(shop: Shop): readonly Place[] {
  return lookupOf(shop).variants;
}

/** By its name; the first that was given it, should two have the same. */
export function orderByName(shop: Shop, name: string): Order {
  const order = shop.orders.get(namesOf(shop).get(name) ?? "");
  if (!order) throw new Error(`${shop.domain} has no order ${name}`);
  return order;
}

/** Adds an order. Names never change, so nothing else has to keep them. */
export function keepOrder(shop: Shop, order: Order): void {
  const names = namesOf(shop);
  shop.orders.set(order.id, order);
  if (!names.has(order.name)) names.set(order.name, order.id);
}

function namesOf(shop: Shop): Map<string, string> {
  const known = orderNames.get(shop.orders);
  if (known) return known;
  const fresh = new Map<string, string>();
  for (const { id, name } of shop.orders.values()) if (!fresh.has(name)) fresh.set(name, id);
  orderNames.set(shop.orders, fresh);
  return fresh;
}

export function keepProduct(shop: Shop, product: Product): void {
  const lookup = lookupOf(shop);
  shop.products.set(product.id, product);
  lookup.handles.set(product.handle, product.id);
}

export function dropProduct(shop: Shop, product: Product): void {
  const lookup = lookupOf(shop);
  shop.products.delete(product.id);
  lookup.handles.delete(product.handle);
}

/** Adds a variant, or puts it in the place of the one with its id. */
export function keepVariant(shop: Shop, variant: Variant): void {
  const lookup = lookupOf(shop);
  const before = shop.variants.get(variant.id);
  shop.variants.set(variant.id, variant);
  if (before?.sku !== variant.sku) {
    if (before) dropSku(lookup, before);
    noteSku(lookup, variant);
  }
  if (!before) notePlace(lookup, variant.id);
}

export function dropVariant(shop: Shop, variant: Variant): void {
  const lookup = lookupOf(shop);
  shop.variants.delete(variant.id);
  dropSku(lookup, variant);
  const at = firstAt(lookup.variants, placeOf(variant.id));
  if (lookup.variants[at]?.id === variant.id) lookup.variants.splice(at, 1);
}

function lookupOf(shop: Shop): Lookup {
  const known = lookups.get(shop.variants);
  if (known) return known;
  const fresh: Lookup = { handles: new Map(), skus: new Map(), variants: [] };
  for (const { id, handle } of shop.products.values()) fresh.handles.set(handle, id);
  for (const variant of shop.variants.values()) {
    noteSku(fresh, variant);
    fresh.variants.push(placeOf(variant.id));
  }
  fresh.variants.sort(comparePlaces);
  lookups.set(shop.variants, fresh);
  return fresh;
}

// New ids are the largest, so this is nearly always the end of the list.
function notePlace(lookup: Lookup, id: string): void {
  const place = placeOf(id);
  lookup.variants.splice(firstAt(lookup.variants, place), 0, place);
}

function placeOf(id: string): Place {
  return { key: "", number: legacyId(id), id };
}

function noteSku(lookup: Lookup, { id, sku }: Variant): void {
  if (sku === null) return;
  const key = sku.toLowerCase();
  const ids = lookup.skus.get(key);
  if (ids) ids.push(id);
  else lookup.skus.set(key, [id]);
}

function dropSku(lookup: Lookup, { id, sku }: Variant): void {
  if (sku === null) return;
  const key = sku.toLowerCase();
  const rest = (lookup.skus.get(key) ?? []).filter((one) => one !== id);
  if (rest.length > 0) lookup.skus.set(key, rest);
  else lookup.skus.delete(key);
}
