// One product with variants in the store and in the marketplace, for tests of what becomes of its listing when they change.
import { expect } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "./catalog-world.ts";
import type { SeedVariant } from "./emulator/platform.ts";
import { DEMO_STORE } from "./emulator/settings.ts";

export const EDIT = "PUT /product/202309/products/{id}";
export const STOCK = "POST /product/202309/products/{id}/inventory/update";
const PRICE = "POST /product/202309/products/{id}/prices/update";

export const sized = (sku: string, size: string, more: Partial<SeedVariant> = {}) =>
  aVariant({ sku, options: [{ name: "Size", value: size }], ...more });
export const soap = (...variants: SeedVariant[]) => aProduct({ variants });

export type VariantsWorld = CatalogWorld & ReturnType<typeof variantParts>;

export async function createVariantsWorld(): Promise<VariantsWorld> {
  const world = await createCatalogWorld();
  return { ...world, ...variantParts(world) };
}

function variantParts(world: CatalogWorld) {
  const product = () => world.prisma.product.findFirstOrThrow();
  const writes = () => Object.fromEntries([EDIT, STOCK, PRICE].map((name) => [name, world.calls(name)]));
  const skus = () => world.shop().products[0]?.skus ?? [];
  /** The store's webhook tells of a change; everything that follows is worked. */
  const told = async () => {
    await world.twin.clock.advance(2_000);
    const subject = world.store().products[0]?.id ?? "";
    await world.ports.records.work.mark([{ storeId: world.storeId, verb: "import-products", subject }]);
    await world.settle();
  };
  return {
    ...{ product, writes, told },
    publish: async (...variants: SeedVariant[]) => {
      world.twin.shopify.importProducts(DEMO_STORE, [soap(...variants)]);
      await world.connect();
      await world.settle();
    },
    /** A change once, and told of again: the second time nothing is written. */
    change: async (move: () => void): Promise<{ edits: number }> => {
      const before = world.calls(EDIT);
      move();
      await told();
      const after = writes();
      await told();
      await world.run("publish-listings", (await product()).id);
      await world.run("push-inventory", (await product()).id);
      expect(writes()).toEqual(after);
      return { edits: world.calls(EDIT) - before };
    },
    listed: () => Object.fromEntries(skus().map((sku) => [sku.sellerSku, sku.id])),
    offered: () =>
      Object.fromEntries(
        skus().map((sku) => [sku.sellerSku, sku.stock.reduce((sum, at) => sum + at.quantity, 0)]),
      ),
    listing: () => world.prisma.listing.findFirstOrThrow(),
  };
}
