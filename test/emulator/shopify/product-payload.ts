// A product as products/* webhooks carry it: the shape of the old REST resource. Variants stand in full for the first
// hundred only; the rest are named by id.
import { imageUrl } from "./image-address.ts";
import { IMAGE_PIXELS } from "./images.ts";
import type { Media, Product, Shop, Variant } from "./state.ts";
import { variantPayload } from "./variant-payload.ts";
import { legacyId, type World } from "./world.ts";

const FULL_VARIANTS = 100;

export function productPayload(world: World, shop: Shop, product: Product): object {
  const variants = product.variantIds.flatMap((id) => shop.variants.get(id) ?? []);
  const images = product.media.map((media, position) =>
    imagePayload(world, shop, { product, media, position, variants }),
  );
  return {
    admin_graphql_api_id: product.id,
    body_html: product.descriptionHtml,
    created_at: product.createdAt,
    handle: product.handle,
    id: legacyId(product.id),
    product_type: product.productType,
    published_at: product.status === "ACTIVE" ? product.createdAt : null,
    template_suffix: null,
    title: product.title,
    updated_at: product.updatedAt,
    vendor: product.vendor,
    status: product.status.toLowerCase(),
    published_scope: "global",
    tags: product.tags.join(", "),
    variants: variants.slice(0, FULL_VARIANTS).map((variant) => variantPayload(shop, product, variant)),
    options: product.options.map((option, position) => ({
      name: option.name,
      id: legacyId(option.id),
      product_id: legacyId(product.id),
      position: position + 1,
      values: option.values.map(({ name }) => name),
    })),
    images,
    image: images[0] ?? null,
    media: [],
    variant_gids: variants.map((variant) => ({
      admin_graphql_api_id: variant.id,
      updated_at: variant.updatedAt,
    })),
    has_variants_that_requires_components: false,
    category: null,
  };
}

type ImageAt = {
  readonly product: Product;
  readonly media: Media;
  readonly position: number;
  readonly variants: readonly Variant[];
};

function imagePayload(world: World, shop: Shop, { product, media, position, variants }: ImageAt): object {
  return {
    id: legacyId(media.id),
    product_id: legacyId(product.id),
    position: position + 1,
    created_at: media.createdAt,
    updated_at: media.createdAt,
    alt: media.alt,
    width: IMAGE_PIXELS,
    height: IMAGE_PIXELS,
    src: imageUrl(world, shop, media),
    variant_ids: variants
      .filter((variant) => variant.mediaId === media.id)
      .map((variant) => legacyId(variant.id)),
    admin_graphql_api_id: media.id.replace("MediaImage", "ProductImage"),
  };
}
