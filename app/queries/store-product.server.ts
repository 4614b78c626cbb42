// A product of the database in the shape that the rules of listings read.
import type { Prisma } from "../adapters/database/generated/client.ts";
import type { StoreProduct, StoreVariant } from "../domain/product.ts";

export function storeProduct(row: Prisma.ProductGetPayload<{ include: { variants: true } }>) {
  return {
    ...row,
    images: row.images as unknown as StoreProduct["images"],
    metafields: row.metafields as unknown as StoreProduct["metafields"],
    variants: row.variants.map((variant) => ({
      ...variant,
      options: variant.options as unknown as StoreVariant["options"],
      price: { minor: variant.priceMinor, currency: variant.currency },
      compareAtPrice:
        variant.compareAtMinor === null
          ? null
          : { minor: variant.compareAtMinor, currency: variant.currency },
    })),
  };
}
