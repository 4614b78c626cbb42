// What staff do to the catalogue: products, their variants and images, collections.
import type { SeedVariant } from "../seed-shapes.ts";
import type { CatalogMoves, VariantChange } from "../store-catalog.ts";
import {
  deleteProduct,
  forgetVariant,
  importProduct,
  newVariant,
  productChanged,
  stockVariant,
} from "./catalog.ts";
import { dropCollection, putCollection } from "./collection-writes.ts";
import { itemPayload } from "./inventory-item-payload.ts";
import { keepVariant, productByHandle, variantBySku } from "./lookup.ts";
import { setMetafield } from "./metafields.ts";
import { checkVariants, mediaOf, optionsOf, variantOptions } from "./product-parts.ts";
import type { Product, Shop, Variant } from "./state.ts";
import { announce } from "./webhooks.ts";
import { now, shopAt, type World } from "./world.ts";

export function catalogMoves(world: World): CatalogMoves {
  const at = (domain: string) => shopAt(world, domain);
  return {
    importProducts(domain, products) {
      for (const product of products) importProduct(world, at(domain), product);
    },
    updateProduct(domain, handle, { images, ...change }) {
      const product = productAt(at(domain), handle);
      const media = images && mediaOf(world, product, images);
      Object.assign(product, given(change), media ? { media } : {});
      productChanged(world, at(domain), product, "update");
    },
    deleteProduct: (domain, handle) => deleteProduct(world, at(domain), productAt(at(domain), handle)),
    setVariantPrice: (domain, sku, price) => updateVariant(world, at(domain), sku, { price }),
    addVariant: (domain, handle, variant) => addVariant(world, at(domain), handle, variant),
    updateVariant: (domain, sku, change) => updateVariant(world, at(domain), sku, change),
    removeVariant: (domain, sku) => removeVariant(world, at(domain), sku),
    putCollection: (domain, handle, seed) => putCollection(world, at(domain), handle, seed),
    deleteCollection: (domain, handle) => dropCollection(world, at(domain), handle),
    setMetafield(domain, handle, metafield) {
      setMetafield({ world, shop: at(domain) }, { ...metafield, ownerId: productAt(at(domain), handle).id });
    },
    failNextBulk(domain, failure) {
      at(domain).nextBulkFailure = { ...failure };
    },
  };
}

export function productAt(shop: Shop, handle: string): Product {
  const product = productByHandle(shop, handle);
  if (!product) throw new Error(`${shop.domain} has no product ${handle}`);
  return product;
}

function addVariant(world: World, shop: Shop, handle: string, seed: SeedVariant): string {
  const product = productAt(shop, handle);
  const others = variantsOf(shop, product);
  checkOptions(product, others, [...others, { selectedOptions: variantOptions(seed.options) }]);
  const made = newVariant(world, product, { seed, position: others.length + 1 });
  keepVariant(shop, made);
  product.variantIds.push(made.id);
  stockVariant(world, shop, { made, quantity: seed.quantity, isNew: true });
  variantsChanged(world, shop, product);
  return made.id;
}

function updateVariant(world: World, shop: Shop, sku: string, { options, ...change }: VariantChange): void {
  const before = variantBySku(shop, sku);
  const product = shop.products.get(before.productId);
  if (!product) return;
  const selectedOptions = options ? variantOptions(options) : before.selectedOptions;
  const others = variantsOf(shop, product).filter(({ id }) => id !== before.id);
  if (options) checkOptions(product, others, [...others, { selectedOptions }]);
  const after: Variant = { ...before, ...given(change), selectedOptions, updatedAt: now(world) };
  keepVariant(shop, after);
  if (
    JSON.stringify(itemPayload({ ...after, updatedAt: before.updatedAt })) !==
    JSON.stringify(itemPayload(before))
  ) {
    announce(world, shop, { topic: "inventory_items/update", payload: () => itemPayload(after) });
  }
  variantsChanged(world, shop, product);
}

function removeVariant(world: World, shop: Shop, sku: string): void {
  const variant = variantBySku(shop, sku);
  const product = shop.products.get(variant.productId);
  if (!product) return;
  if (product.variantIds.length === 1)
    throw new Error(`${sku} is the only variant of ${product.handle}: delete the product`);
  product.variantIds = product.variantIds.filter((id) => id !== variant.id);
  forgetVariant(world, shop, variant);
  variantsChanged(world, shop, product);
}

function variantsChanged(world: World, shop: Shop, product: Product): void {
  const variants = variantsOf(shop, product);
  for (const [at, variant] of variants.entries()) variant.position = at + 1;
  product.options = optionsOf(
    world,
    product.options,
    variants.map(({ selectedOptions }) => selectedOptions),
  );
  productChanged(world, shop, product, "update");
}

type WithOptions = Pick<Variant, "selectedOptions">;

// All variants of a product choose from the same options, each its own way.
function checkOptions(product: Product, others: readonly WithOptions[], all: readonly WithOptions[]): void {
  checkVariants(
    product.handle,
    all.map(({ selectedOptions }) => ({ options: selectedOptions })),
  );
  const names = ({ selectedOptions }: WithOptions) => selectedOptions.map(({ name }) => name).join();
  const own = all.at(-1);
  if (own && others.some((one) => names(one) !== names(own)))
    throw new Error(`the variants of ${product.handle} have the options ${others.map(names)[0]}`);
  if (new Set(all.map(({ selectedOptions }) => JSON.stringify(selectedOptions))).size < all.length)
    throw new Error(`product ${product.handle} has a variant with these option values already`);
}

function variantsOf(shop: Shop, product: Product): readonly Variant[] {
  return product.variantIds.flatMap((id) => shop.variants.get(id) ?? []);
}

function given<Change extends object>(change: Change): Partial<Change> {
  return Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  ) as Partial<Change>;
}
