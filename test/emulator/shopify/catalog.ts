// How the catalogue changes: staff and imports make, edit and delete products; each change is told and indexed.
import { createHash } from "node:crypto";
import type { SeedProduct, SeedVariant } from "../platform.ts";

import { dropProduct, dropVariant, keepProduct, keepVariant, productByHandle } from "./lookup.ts";
import { productPayload } from "./product-payload.ts";
import { index } from "./search.ts";
import type { Media, Product, Shop, Variant } from "./state.ts";
import { connectLevel, setAvailable, totalAvailable } from "./stock.ts";
import { announce } from "./webhooks.ts";
import { firstLocation, gid, legacyId, now, record, type World } from "./world.ts";

/** Adds a product, or replaces the one with its handle: variants keep their identity by SKU, or by options without one. */
export function importProduct(world: World, shop: Shop, seed: SeedProduct): void {
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
    options: optionsOf(world, seed.variants),
    media: [],
    variantIds: [],
    createdAt: known?.createdAt ?? at,
    updatedAt: at,
  };
  product.media = mediaOf(world, product.id, seed);
  keepProduct(shop, product);
  const before = (known?.variantIds ?? []).flatMap((id) => shop.variants.get(id) ?? []);
  product.variantIds = seed.variants.map((variant, position) =>
    importVariant(world, shop, { product, seed, variant, position, before }),
  );
  for (const variant of before) if (!product.variantIds.includes(variant.id)) forgetVariant(shop, variant);
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
  const options =
    variant.options.length > 0 ? [...variant.options] : [{ name: "Title", value: "Default Title" }];
  const known = before.find((one) =>
    variant.sku === null
      ? JSON.stringify(one.selectedOptions) === JSON.stringify(options)
      : one.sku === variant.sku,
  );
  const { quantity, imageUrl } = variant;
  const at = now(world);
  const made: Variant = {
    id: known?.id ?? gid(world, "ProductVariant"),
    productId: product.id,
    sku: variant.sku,
    barcode: variant.barcode,
    price: variant.price,
    compareAtPrice: variant.compareAtPrice,
    weightGrams: variant.weightGrams,
    requiresShipping: variant.requiresShipping,
    taxable: variant.taxable,
    inventoryPolicy: variant.inventoryPolicy,
    position: position + 1,
    selectedOptions: options,
    mediaId: imageUrl ? (product.media[imageUrls(seed).indexOf(imageUrl)]?.id ?? null) : null,
    itemId: known?.itemId ?? gid(world, "InventoryItem"),
    tracked: true,
    createdAt: known?.createdAt ?? at,
    updatedAt: at,
  };
  keepVariant(shop, made);
  shop.items.set(made.itemId, made.id);
  const place = { itemId: made.itemId, locationId: firstLocation(shop).id };
  if (known) setAvailable(world, shop, { ...place, available: quantity, cause: "inventory.set" });
  else connectLevel(world, shop, { ...place, available: quantity });
  return made.id;
}

function optionsOf(world: World, variants: readonly SeedVariant[]): Product["options"] {
  const options = new Map<string, Set<string>>();
  for (const variant of variants) {
    const own = variant.options.length > 0 ? variant.options : [{ name: "Title", value: "Default Title" }];
    for (const { name, value } of own) options.set(name, (options.get(name) ?? new Set()).add(value));
  }
  return [...options].map(([name, values]) => ({
    id: gid(world, "ProductOption"),
    name,
    values: [...values].map((value) => ({ id: gid(world, "ProductOptionValue"), name: value })),
  }));
}

/** Each address once: the product's images, then those only variants show. */
function imageUrls(seed: SeedProduct): readonly string[] {
  return [
    ...new Set([
      ...seed.images.map(({ url }) => url),
      ...seed.variants.flatMap(({ imageUrl }) => imageUrl ?? []),
    ]),
  ];
}

function mediaOf(world: World, productId: string, seed: SeedProduct): Media[] {
  return imageUrls(seed).map((url) => ({
    id: gid(world, "MediaImage"),
    productId,
    alt: seed.images.find((image) => image.url === url)?.altText ?? null,
    imageKey: [seed.handle, createHash("sha256").update(url).digest("hex").slice(0, 12)].join("-"),
    createdAt: now(world),
  }));
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
    if (variant) forgetVariant(shop, variant);
  }
  index(world, shop.index.products, { id: product.id, fields: null });
  record(world, "product.deleted", { productId: product.id, handle: product.handle });
  announce(world, shop, { topic: "products/delete", payload: { id: legacyId(product.id) } });
}

function forgetVariant(shop: Shop, variant: Variant): void {
  dropVariant(shop, variant);
  shop.items.delete(variant.itemId);
  shop.levels.delete(variant.itemId);
}
