// The catalogue as apps read it: products, variants, media and options.

import { connection, type PageArgs } from "./connection.ts";
import { type Context, type Fields, same } from "./fields.ts";
import { imageUrl } from "./image-address.ts";
import { IMAGE_PIXELS } from "./images.ts";
import { itemById } from "./inventory-item.ts";
import { metafieldFields } from "./metafields.ts";
import { productLists } from "./product-lists.ts";
import type { Media, Product, Variant } from "./state.ts";
import { totalAvailable } from "./units.ts";
import { legacyId } from "./world.ts";

const variantsOf = (product: Product, { shop }: Context) =>
  product.variantIds.flatMap((id) => shop.variants.get(id) ?? []);

export const productFields: Fields = {
  Product: {
    ...same(
      "id",
      "handle",
      "title",
      "descriptionHtml",
      "vendor",
      "productType",
      "tags",
      "status",
      "createdAt",
      "updatedAt",
    ),
    ...metafieldFields,
    legacyResourceId: (product: Product) => String(legacyId(product.id)),
    description: (product: Product) => plain(product.descriptionHtml),
    // Staff of the twin's stores have not put their products into Shopify's taxonomy.
    category: () => null,
    publishedAt: (product: Product) => (product.status === "ACTIVE" ? product.createdAt : null),
    onlineStoreUrl: () => null,
    hasOnlyDefaultVariant: (product: Product) =>
      product.options[0]?.name === "Title" && product.variantIds.length === 1,
    isGiftCard: () => false,
    tracksInventory: () => true,
    totalInventory: (product: Product, _args: unknown, context: Context) =>
      variantsOf(product, context).reduce((sum, variant) => sum + totalAvailable(context.shop, variant), 0),
    options: (product: Product, args: { first?: number | null }) =>
      product.options.slice(0, args.first ?? undefined).map((option, at) => ({
        ...option,
        position: at + 1,
        optionValues: option.values,
        values: option.values.map(({ name }) => name),
      })),
    media: (product: Product, args: PageArgs) => connection(product.media.map(asMedia), args),
    images: (product: Product, args: PageArgs, context: Context) =>
      connection(
        product.media.map((media) => image(media, context)),
        args,
      ),
    featuredMedia: (product: Product) => (product.media[0] ? asMedia(product.media[0]) : null),
    featuredImage: (product: Product, _args: unknown, context: Context) =>
      product.media[0] ? image(product.media[0], context) : null,
    mediaCount: (product: Product) => ({ count: product.media.length, precision: "EXACT" }),
    variants: (product: Product, args: PageArgs, context: Context) =>
      connection(variantsOf(product, context), args),
    variantsCount: (product: Product) => ({ count: product.variantIds.length, precision: "EXACT" }),
  },
  ProductOption: same("id", "name", "position", "optionValues", "values"),
  ProductOptionValue: same("id", "name"),
  TaxonomyCategory: same("id", "name", "fullName"),
  SelectedOption: same("name", "value"),
  Count: same("count", "precision"),
  Media: mediaFields(),
  MediaImage: {
    ...mediaFields(),
    image: (media: Media, _args: unknown, context: Context) => image(media, context),
    createdAt: (media: Media) => media.createdAt,
  },
  MediaPreviewImage: {
    image: (media: Media, _args: unknown, context: Context) => image(media, context),
    status: () => "READY",
  },
  Image: same("id", "url", "width", "height", "altText"),
  ProductVariant: {
    ...same(
      "id",
      "sku",
      "barcode",
      "price",
      "compareAtPrice",
      "position",
      "selectedOptions",
      "inventoryPolicy",
      "taxable",
      "createdAt",
      "updatedAt",
    ),
    ...metafieldFields,
    legacyResourceId: (variant: Variant) => String(legacyId(variant.id)),
    title: (variant: Variant) => variantTitle(variant),
    displayName: (variant: Variant, _args: unknown, { shop }: Context) =>
      `${shop.products.get(variant.productId)?.title} - ${variantTitle(variant)}`,
    product: (variant: Variant, _args: unknown, { shop }: Context) => shop.products.get(variant.productId),
    inventoryItem: (variant: Variant, _args: unknown, context: Context) => itemById(context, variant.itemId),
    inventoryQuantity: (variant: Variant, _args: unknown, { shop }: Context) => totalAvailable(shop, variant),
    sellableOnlineQuantity: (variant: Variant, _args: unknown, { shop }: Context) =>
      totalAvailable(shop, variant),
    availableForSale: (variant: Variant, _args: unknown, { shop }: Context) =>
      !variant.tracked || variant.inventoryPolicy === "CONTINUE" || totalAvailable(shop, variant) > 0,
    image: (variant: Variant, _args: unknown, context: Context) =>
      variantMedia(variant, context).map((media) => image(media, context))[0] ?? null,
    media: (variant: Variant, args: PageArgs, context: Context) =>
      connection(variantMedia(variant, context).map(asMedia), args),
  },
  QueryRoot: {
    product: (_root: unknown, args: { id: string }, { shop }: Context) => shop.products.get(args.id) ?? null,
    productVariant: (_root: unknown, args: { id: string }, { shop }: Context) =>
      shop.variants.get(args.id) ?? null,
    ...productLists,
  },
};

function mediaFields(): Record<string, (media: Media) => unknown> {
  return {
    id: (media) => media.id,
    alt: (media) => media.alt,
    mediaContentType: () => "IMAGE",
    status: () => "READY",
    preview: (media) => media,
  };
}

const asMedia = (media: Media) => ({ ...media, __typename: "MediaImage" });

function image(media: Media, { world, shop }: Context): { id: string } & Record<string, unknown> {
  return {
    id: media.id.replace("MediaImage", "ProductImage"),
    url: imageUrl(world, shop, media),
    width: IMAGE_PIXELS,
    height: IMAGE_PIXELS,
    altText: media.alt,
  };
}

function variantMedia(variant: Variant, { shop }: Context): readonly Media[] {
  return shop.products.get(variant.productId)?.media.filter((media) => media.id === variant.mediaId) ?? [];
}

export function variantTitle(variant: Variant): string {
  return variant.selectedOptions.map(({ value }) => value).join(" / ");
}

function plain(html: string): string {
  return html
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
