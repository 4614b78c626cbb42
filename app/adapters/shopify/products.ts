// Products of the store with all their variants and images, and which changed since when.
import { z } from "zod";
import type { StoreProduct } from "../../domain/product.ts";
import type { StoreInventoryLevel, StorePort } from "../../use-cases/ports/store.ts";
import { inventoryLevels } from "./inventory.ts";
import { moment } from "./money.ts";
import { allNodes, connectionOf, empty, inChunks, type Page, type RunOperation } from "./operation.ts";
import { media, productNode, toProduct, variantNode } from "./product-nodes.ts";

const collectionNode = z.object({ title: z.string() });
const metafieldNode = z.object({ namespace: z.string(), key: z.string(), value: z.string() });
const wholeProduct = productNode.extend({
  collections: connectionOf(collectionNode),
  metafields: connectionOf(metafieldNode),
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
            collections(first: 25) { nodes { title } pageInfo { hasNextPage endCursor } }
            metafields(first: 25) { nodes { namespace key value } pageInfo { hasNextPage endCursor } }
            media(first: 10) { nodes { ... on MediaImage { alt image { url } } } pageInfo { hasNextPage endCursor } }
            variants(first: 25) {
              nodes {
                id sku title position price compareAtPrice barcode inventoryPolicy
                selectedOptions { name value }
                inventoryItem { id tracked measurement { weight { unit value } } }
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
              inventoryItem { id tracked measurement { weight { unit value } } }
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
  productCollections: {
    document: `#graphql
      query productCollections($id: ID!, $after: String) {
        product(id: $id) {
          collections(first: 250, after: $after) { nodes { title } pageInfo { hasNextPage endCursor } }
        }
      }`,
    idempotent: "safe",
    data: z.object({ product: z.object({ collections: connectionOf(collectionNode) }).nullable() }),
  },
  productMetafields: {
    document: `#graphql
      query productMetafields($id: ID!, $after: String) {
        product(id: $id) {
          metafields(first: 250, after: $after) { nodes { namespace key value } pageInfo { hasNextPage endCursor } }
        }
      }`,
    idempotent: "safe",
    data: z.object({ product: z.object({ metafields: connectionOf(metafieldNode) }).nullable() }),
  },
  standingProducts: {
    document: `#graphql
      query standingProducts($ids: [ID!]!) {
        nodes(ids: $ids) { id }
      }`,
    idempotent: "safe",
    data: z.object({ nodes: z.array(z.union([z.object({ id: z.string() }), z.null()])) }),
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

export type ProductMethods = Pick<StorePort, "products" | "standingProducts" | "productsUpdatedSince">;

export function productMethods(run: RunOperation, currency: string): ProductMethods {
  return {
    products: async (ids) => {
      const found = await inChunks(ids, PRODUCTS_PER_QUERY, (chunk) => readProducts(run, chunk, currency));
      const items = found.flatMap((product) => product.variants.map((variant) => variant.inventoryItemId));
      const levels = Map.groupBy(await inventoryLevels(run, items), (level) => level.inventoryItemId);
      return found.map((product) => ({ product, levels: levelsOf(product, levels) }));
    },
    standingProducts: async (ids) =>
      new Set(
        await inChunks(ids, LARGEST_PAGE, async (chunk) => {
          const { nodes } = await run(PRODUCT_OPERATIONS.standingProducts, { ids: chunk });
          return nodes.flatMap((node) => node?.id ?? []);
        }),
      ),
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
  for (const node of nodes) if (node !== null) products.push(await whole(run, node, currency));
  return products;
}

async function whole(
  run: RunOperation,
  node: z.output<typeof wholeProduct>,
  currency: string,
): Promise<StoreProduct> {
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
  const collections = await allNodes(
    async (after) =>
      (await run(PRODUCT_OPERATIONS.productCollections, { id, after })).product?.collections ?? NO_PAGE,
    node.collections,
  );
  const metafields = await allNodes(
    async (after) =>
      (await run(PRODUCT_OPERATIONS.productMetafields, { id, after })).product?.metafields ?? NO_PAGE,
    node.metafields,
  );
  const titles = collections.map(({ title }) => title);
  return toProduct({ product: node, variants, images, collections: titles, metafields }, currency);
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
