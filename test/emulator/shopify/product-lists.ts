// The lists of products and variants, searched and sorted.
import type { GraphQLResolveInfo } from "graphql";
import type { Context } from "./fields.ts";
import { countOf, indexedListing, type ListArgs, type Listing, pageOf, sortField } from "./listing.ts";
import { variantPlaces, variantsBySku } from "./lookup.ts";
import { comparePlaces, type Place } from "./ordered.ts";
import { type SearchTable, searchOf } from "./search.ts";
import type { Search, Searchable } from "./search-match.ts";
import type { Product, Variant } from "./state.ts";
import { legacyId } from "./world.ts";

type CountArgs = { readonly query?: string | null; readonly limit?: number | null };

const PRODUCTS: SearchTable = {
  list: "products",
  fields: {
    id: "number",
    handle: "keyword",
    title: "text",
    vendor: "keyword",
    product_type: "keyword",
    tag: "keyword",
    status: "keyword",
    sku: "keyword",
    barcode: "keyword",
    created_at: "time",
    updated_at: "time",
    inventory_total: "number",
  },
  bare: ["title", "sku", "vendor", "product_type", "tag"],
};

const PRODUCTS_SORTED_BY = {
  ID: "id",
  TITLE: "title",
  VENDOR: "vendor",
  PRODUCT_TYPE: "product_type",
  CREATED_AT: "created_at",
  UPDATED_AT: "updated_at",
};

const VARIANTS: SearchTable = {
  list: "productVariants",
  fields: {
    id: "number",
    sku: "keyword",
    barcode: "keyword",
    title: "text",
    product_id: "number",
    product_status: "keyword",
    product_type: "keyword",
    vendor: "keyword",
    tag: "keyword",
    updated_at: "time",
  },
  bare: ["title", "sku", "barcode"],
};

export const productLists = {
  products: (_root: unknown, args: ListArgs, context: Context, info: GraphQLResolveInfo) =>
    pageOf(products(args, context, info), args),
  productsCount: (_root: unknown, args: CountArgs, context: Context, info: GraphQLResolveInfo) =>
    countOf(products(args, context, info), args.limit),
  productVariants: (_root: unknown, args: ListArgs, context: Context, info: GraphQLResolveInfo) =>
    pageOf(variants(args, context, info), args),
};

function products(
  args: Pick<ListArgs, "query" | "sortKey">,
  context: Context,
  info: GraphQLResolveInfo,
): Listing<Product> {
  const { world, shop } = context;
  const search = searchOf(args.query, PRODUCTS, context, info);
  const sortedBy = sortField(args.sortKey, PRODUCTS_SORTED_BY);
  return indexedListing({ world, index: shop.index.products, objects: shop.products }, search, sortedBy);
}

// Variants are searched as they are now: an index of their own would hold every one of them twice.
function variants(args: ListArgs, context: Context, info: GraphQLResolveInfo): Listing<Variant> {
  const { shop } = context;
  const search = searchOf(args.query, VARIANTS, context, info);
  sortField(args.sortKey, { ID: "id" });
  const objects = shop.variants;
  if (!search) return { objects, places: variantPlaces(shop), finds: () => true };
  return {
    objects,
    places: candidates(search, context),
    finds: (id) => {
      const variant = objects.get(id);
      return variant !== undefined && search.matches(searchable(variant, context));
    },
  };
}

/** The few variants that a SKU or a product leaves, or all of them. */
function candidates(search: Search, { shop }: Context): readonly Place[] {
  const named = (field: string) => search.exact.find((one) => one.field === field)?.values;
  const products = named("product_id")?.flatMap(
    (id) => shop.products.get(`gid://shopify/Product/${id}`)?.variantIds ?? [],
  );
  const ids = products ?? named("sku")?.flatMap((sku) => variantsBySku(shop, sku).map(({ id }) => id));
  if (!ids) return variantPlaces(shop);
  return ids.map((id) => ({ key: "", number: legacyId(id), id })).sort(comparePlaces);
}

function searchable(variant: Variant, { shop }: Context): Searchable {
  const product = shop.products.get(variant.productId);
  return {
    id: String(legacyId(variant.id)),
    sku: variant.sku ?? "",
    barcode: variant.barcode ?? "",
    title: variant.selectedOptions.map(({ value }) => value).join(" / "),
    product_id: String(legacyId(variant.productId)),
    product_status: product?.status.toLowerCase() ?? "",
    product_type: product?.productType ?? "",
    vendor: product?.vendor ?? "",
    tag: product?.tags ?? [],
    updated_at: variant.updatedAt,
  };
}
