// Products of the store with all their variants and images, and which changed since when.
import { z } from "zod";
import type { ProductStatus, StoreProduct, StoreVariant } from "../../domain/product.ts";
import type { StoreInventoryLevel, StorePort } from "../../use-cases/ports/store.ts";
import { inventoryLevels } from "./inventory.ts";
import { decimal, moment, moneyOf, toGrams, weight } from "./money.ts";
import { allNodes, connectionOf, empty, inChunks, type Page, type RunOperation } from "./operation.ts";

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
    measurement: z.object({ weight: weight.nullable() }).nullish(),
  }),
};
export const image = z.object({
  alt: z.string().nullable(),
  image: z.object({ url: z.string() }).nullable(),
});
// Videos and 3D models have neither field: they are no images of a listing.
const media = z.union([image, empty]);

const variantNode = z.object({
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

const wholeProduct = productNode.extend({
  media: connectionOf(media),
  variants: connectionOf(variantNode),
});

export const PRODUCT_OPERATIONS = {
  products: {
    document: `#graphql
      query products($ids: [ID!]!) {
        nodes(ids: $ids) {
          ... on Product {
            id title descriptionHtml vendor productType tags status updatedAt
            media(first: 10) { nodes { ... on MediaImage { alt image { url } } } pageInfo { hasNextPage endCursor } }
            variants(first: 25) {
              nodes {
                id sku title position price compareAtPrice barcode inventoryPolicy
                selectedOptions { name value }
                inventoryItem { id measurement { weight { unit value } } }
                media(first: 1) { nodes { ... on MediaImage { alt image { url } } } }
              }
              pageInfo { hasNextPage endCursor }
            }
          }
        }
      }`,
    idempotent: "safe",
    data: z.object({ nodes: z.array(z.union([wholeProduct, empty, z.null()])) }),
  },
  productVariants: {
    document: `#graphql
      query productVariants($id: ID!, $after: String) {
        product(id: $id) {
          variants(first: 100, after: $after) {
            nodes {
              id sku title position price compareAtPrice barcode inventoryPolicy
              selectedOptions { name value }
              inventoryItem { id measurement { weight { unit value } } }
              media(first: 1) { nodes { ... on MediaImage { alt image { url } } } }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
    idempotent: "safe",
    data: z.object({ product: z.object({ variants: connectionOf(variantNode) }).nullable() }),
  },
  productMedia: {
    document: `#graphql
      query productMedia($id: ID!, $after: String) {
        product(id: $id) {
          media(first: 100, after: $after) {
            nodes { ... on MediaImage { alt image { url } } }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
    idempotent: "safe",
    data: z.object({ product: z.object({ media: connectionOf(media) }).nullable() }),
  },
  productsUpdatedSince: {
    document: `#graphql
      query productsUpdatedSince($first: Int!, $after: String, $query: String!) {
        products(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
          nodes { id updatedAt }
          pageInfo { hasNextPage endCursor }
        }
      }`,
    idempotent: "safe",
    data: z.object({ products: connectionOf(z.object({ id: z.string(), updatedAt: moment })) }),
  },
} as const;

// Five products of 25 variants each stay far below the 1,000 points one query may cost.
const PRODUCTS_PER_QUERY = 5;
const LARGEST_PAGE = 250;
const NO_PAGE = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

export type ProductMethods = Pick<StorePort, "products" | "productsUpdatedSince">;

export function productMethods(run: RunOperation, currency: string): ProductMethods {
  return {
    products: async (ids) => {
      const found = await inChunks(ids, PRODUCTS_PER_QUERY, (chunk) => readProducts(run, chunk, currency));
      const items = found.flatMap((product) => product.variants.map((variant) => variant.inventoryItemId));
      const levels = Map.groupBy(await inventoryLevels(run, items), (level) => level.inventoryItemId);
      return found.map((product) => ({ product, levels: levelsOf(product, levels) }));
    },
    productsUpdatedSince: (since, limit) => changedProducts(run, since, limit),
  };
}

function levelsOf(
  product: StoreProduct,
  levels: ReadonlyMap<string, StoreInventoryLevel[]>,
): StoreInventoryLevel[] {
  return product.variants.flatMap((variant) => levels.get(variant.inventoryItemId) ?? []);
}

async function readProducts(
  run: RunOperation,
  ids: readonly string[],
  currency: string,
): Promise<StoreProduct[]> {
  const { nodes } = await run(PRODUCT_OPERATIONS.products, { ids });
  const products: StoreProduct[] = [];
  for (const node of nodes) {
    if (node === null) continue;
    const { id } = node;
    const variants = await allNodes(
      async (after) =>
        (await run(PRODUCT_OPERATIONS.productVariants, { id, after })).product?.variants ?? NO_PAGE,
      node.variants,
    );
    const images = await allNodes(
      async (after) => (await run(PRODUCT_OPERATIONS.productMedia, { id, after })).product?.media ?? NO_PAGE,
      node.media,
    );
    products.push(toProduct({ product: node, variants, images }, currency));
  }
  return products;
}

async function changedProducts(
  run: RunOperation,
  since: Date,
  limit: number,
): Promise<{ storeProductId: string; updatedAt: Date }[]> {
  const query = `updated_at:>='${since.toISOString()}'`;
  const found: { storeProductId: string; updatedAt: Date }[] = [];
  let after: string | null = null;
  do {
    const first = Math.min(limit - found.length, LARGEST_PAGE);
    const page: { products: Page<{ id: string; updatedAt: Date }> } = await run(
      PRODUCT_OPERATIONS.productsUpdatedSince,
      { first, after, query },
    );
    found.push(
      ...page.products.nodes.map((node) => ({ storeProductId: node.id, updatedAt: node.updatedAt })),
    );
    after = page.products.pageInfo.hasNextPage ? page.products.pageInfo.endCursor : null;
  } while (after !== null && found.length < limit);
  return found;
}

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
};

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
    collections: [],
    metafields: [],
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
    sellsWithoutStock: variant.inventoryPolicy === "CONTINUE",
  };
}
