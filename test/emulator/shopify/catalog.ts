// How the catalogue changes: staff and imports make, edit and delete products; each change is told and indexed.
import type { SeedProduct, SeedVariant } from "../platform.ts";
import { deletedItemPayload, itemPayload } from "./inventory-item-payload.ts";
import { dropProduct, dropVariant, keepProduct, keepVariant, productByHandle } from "./lookup.ts";
import { checkVariants, imagesOf, mediaOf, optionsOf, variantOptions } from "./product-parts.ts";
import { productPayload } from "./product-payload.ts";
import { index } from "./search.ts";
import type { Product, Shop, Variant } from "./state.ts";
import { connectLevel, setAvailable } from "./stock.ts";
import { totalAvailable } from "./units.ts";
import { announce } from "./webhooks.ts";
import { firstLocation, gid, legacyId, now, record, type World } from "./world.ts";

/** Adds a product, or replaces the one with its handle: variants keep their identity by SKU, or by options without one. */
export function importProduct(world: World, shop: Shop, seed: SeedProduct): void {
  checkVariants(seed.handle, seed.variants);
  const known = productByHandle(shop, seed.handle);
  const at = now(world);
  const product: Product = {
    id: known?.id ?? gid(world, "Product"),
    handle: seed.handle,
    title: seed.title,
    descriptionHtml: seed.descriptionHtml,
    vendor: seed.vendor,
    productType: seed.productType,
    tags: [...seed.tags],
    status: seed.status,
    options: optionsOf(
      world,
      known?.options ?? [],
      seed.variants.map((variant) => variantOptions(variant.options)),
    ),
    media: [],
    variantIds: [],
    createdAt: known?.createdAt ?? at,
    updatedAt: at,
  };
  product.media = mediaOf(world, product, imagesOf(seed));
  keepProduct(shop, product);
  const before = (known?.variantIds ?? []).flatMap((id) => shop.variants.get(id) ?? []);
  product.variantIds = seed.variants.map((variant, position) =>
    importVariant(world, shop, { product, seed, variant, position, before }),
  );
  for (const variant of before)
    if (!product.variantIds.includes(variant.id)) forgetVariant(world, shop, variant);
  productChanged(world, shop, product, known ? "update" : "create");
}

type VariantImport = {
  readonly product: Product;
  readonly seed: SeedProduct;
  readonly variant: SeedVariant;
  readonly position: number;
  readonly before: readonly Variant[];
};

function importVariant(
  world: World,
  shop: Shop,
  { product, seed, variant, position, before }: VariantImport,
): string {
  const options = variantOptions(variant.options);
  const known = before.find((one) =>
    variant.sku === null
      ? JSON.stringify(one.selectedOptions) === JSON.stringify(options)
      : one.sku === variant.sku,
  );
  const image = imagesOf(seed).findIndex(({ url }) => url === variant.imageUrl);
  const made = newVariant(world, product, { seed: variant, position: position + 1, known });
  made.mediaId = product.media[image]?.id ?? null;
  keepVariant(shop, made);
  stockVariant(world, shop, { made, quantity: variant.quantity, isNew: !known });
  return made.id;
}

type Making = { readonly seed: SeedVariant; readonly position: number; readonly known?: Variant | undefined };

/** A variant as it is described, under the ids of the one it replaces. */
export function newVariant(world: World, product: Product, { seed, position, known }: Making): Variant {
  const at = now(world);
  return {
    id: known?.id ?? gid(world, "ProductVariant"),
    productId: product.id,
    sku: seed.sku,
    barcode: seed.barcode,
    price: seed.price,
    compareAtPrice: seed.compareAtPrice,
    weightGrams: seed.weightGrams,
    requiresShipping: seed.requiresShipping,
    taxable: seed.taxable,
    inventoryPolicy: seed.inventoryPolicy,
    position,
    selectedOptions: variantOptions(seed.options),
    mediaId: null,
    itemId: known?.itemId ?? gid(world, "InventoryItem"),
    tracked: seed.tracked ?? known?.tracked ?? true,
    countryCodeOfOrigin: known?.countryCodeOfOrigin ?? null,
    harmonizedSystemCode: known?.harmonizedSystemCode ?? null,
    createdAt: known?.createdAt ?? at,
    updatedAt: at,
  };
}

/** Gives a variant its inventory item and its units at the store's first location. */
export function stockVariant(
  world: World,
  shop: Shop,
  { made, quantity, isNew }: { made: Variant; quantity: number; isNew: boolean },
): void {
  shop.items.set(made.itemId, made.id);
  const payload = () => itemPayload(made);
  announce(world, shop, { topic: isNew ? "inventory_items/create" : "inventory_items/update", payload });
  const place = { itemId: made.itemId, locationId: firstLocation(shop).id };
  if (isNew) connectLevel(world, shop, { ...place, available: quantity });
  else setAvailable(world, shop, { ...place, available: quantity, cause: "inventory.set" });
}

/** Marks a product as changed: new time, new place in the index, webhook. */
export function productChanged(world: World, shop: Shop, product: Product, what: "create" | "update"): void {
  product.updatedAt = now(world);
  indexProduct(world, shop, product);
  record(world, `product.${what}d`, { productId: product.id, handle: product.handle });
  announce(world, shop, { topic: `products/${what}`, payload: () => productPayload(world, shop, product) });
}

function indexProduct(world: World, shop: Shop, product: Product): void {
  const variants = product.variantIds.flatMap((id) => shop.variants.get(id) ?? []);
  index(world, shop.index.products, {
    id: product.id,
    fields: {
      id: String(legacyId(product.id)),
      handle: product.handle,
      title: product.title,
      vendor: product.vendor,
      product_type: product.productType,
      tag: product.tags,
      status: product.status.toLowerCase(),
      sku: variants.flatMap(({ sku }) => sku ?? []),
      barcode: variants.flatMap(({ barcode }) => barcode ?? []),
      created_at: product.createdAt,
      updated_at: product.updatedAt,
      inventory_total: String(variants.reduce((sum, variant) => sum + totalAvailable(shop, variant), 0)),
    },
  });
}

/** Deletes a product with its variants and their stock. */
export function deleteProduct(world: World, shop: Shop, product: Product): void {
  dropProduct(shop, product);
  for (const id of product.variantIds) {
    const variant = shop.variants.get(id);
    if (variant) forgetVariant(world, shop, variant);
  }
  index(world, shop.index.products, { id: product.id, fields: null });
  record(world, "product.deleted", { productId: product.id, handle: product.handle });
  announce(world, shop, { topic: "products/delete", payload: { id: legacyId(product.id) } });
}

export function forgetVariant(world: World, shop: Shop, variant: Variant): void {
  dropVariant(shop, variant);
  shop.items.delete(variant.itemId);
  shop.levels.delete(variant.itemId);
  announce(world, shop, { topic: "inventory_items/delete", payload: () => deletedItemPayload(variant) });
}
