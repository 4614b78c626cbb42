// A product of the store as its queries and its export write it, and what it is to us.
import { z } from "zod";
import type { Metafield, ProductStatus, StoreProduct, StoreVariant } from "../../domain/product.ts";
import { decimal, moment, moneyOf, toGrams, weight } from "./money.ts";
import { empty } from "./operation.ts";

export const variantFields = {
  id: z.string(),
  sku: z.string().nullable(),
  title: z.string(),
  position: z.number(),
  price: decimal,
  compareAtPrice: decimal.nullable(),
  barcode: z.string().nullable(),
  inventoryPolicy: z.enum(["CONTINUE", "DENY"]),
  selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })),
  inventoryItem: z.object({
    id: z.string(),
    tracked: z.boolean(),
    measurement: z.object({ weight: weight.nullable() }).nullish(),
  }),
};
export const image = z.object({
  alt: z.string().nullable(),
  image: z.object({ url: z.string() }).nullable(),
});
// Videos and 3D models have neither field: they are no images of a listing.
export const media = z.union([image, empty]);

export const variantNode = z.object({
  ...variantFields,
  media: z.object({ nodes: z.array(media) }),
});
export const productNode = z.object({
  id: z.string(),
  title: z.string(),
  descriptionHtml: z.string(),
  vendor: z.string(),
  productType: z.string(),
  tags: z.array(z.string()),
  status: z.enum(["ACTIVE", "ARCHIVED", "DRAFT", "UNLISTED"]),
  updatedAt: moment,
});

const STATUS = {
  ACTIVE: "active",
  ARCHIVED: "archived",
  DRAFT: "draft",
  UNLISTED: "unlisted",
} as const satisfies Record<z.output<typeof productNode>["status"], ProductStatus>;

type ProductParts = {
  readonly product: z.output<typeof productNode>;
  readonly variants: readonly z.output<typeof variantNode>[];
  readonly images: readonly z.output<typeof media>[];
  /** Titles, in any order. */
  readonly collections: readonly string[];
  readonly metafields: readonly Metafield[];
};

// Attributes are short: a metafield that holds a page of text or a table is none.
const LONGEST_METAFIELD = 255;

function readable(metafields: readonly Metafield[]): readonly Metafield[] {
  const name = (one: Metafield) => `${one.namespace}.${one.key}`;
  return metafields
    .filter((one) => one.value.length <= LONGEST_METAFIELD)
    .map(({ namespace, key, value }) => ({ namespace, key, value }))
    .sort((a, b) => name(a).localeCompare(name(b), "en"));
}

/** One product from its parts, as both the query and the export give them; variants in their order. */
export function toProduct(parts: ProductParts, currency: string): StoreProduct {
  const { product } = parts;
  return {
    storeProductId: product.id,
    title: product.title,
    descriptionHtml: product.descriptionHtml,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    collections: [...new Set(parts.collections)].sort(),
    metafields: readable(parts.metafields),
    status: STATUS[product.status],
    images: parts.images.flatMap((one) =>
      one?.image ? [{ url: one.image.url, altText: one.alt || null }] : [],
    ),
    variants: parts.variants
      .map((variant) => toVariant(variant, currency))
      .sort((a, b) => a.position - b.position),
    updatedAt: product.updatedAt,
  };
}

function toVariant(variant: z.output<typeof variantNode>, currency: string): StoreVariant {
  return {
    storeVariantId: variant.id,
    inventoryItemId: variant.inventoryItem.id,
    sku: variant.sku?.trim() || null,
    title: variant.title,
    position: variant.position,
    options: variant.selectedOptions,
    price: moneyOf(variant.price, currency),
    compareAtPrice: variant.compareAtPrice === null ? null : moneyOf(variant.compareAtPrice, currency),
    barcode: variant.barcode || null,
    weightGrams: toGrams(variant.inventoryItem.measurement?.weight),
    imageUrl: variant.media.nodes[0]?.image?.url ?? null,
    // Of an item that is not tracked the store counts nothing, and sells it whatever its number says.
    sellsWithoutStock: variant.inventoryPolicy === "CONTINUE" || !variant.inventoryItem.tracked,
  };
}
