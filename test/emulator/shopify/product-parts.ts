// The parts of a product and their limits: options with values, variants, images.
import { createHash } from "node:crypto";
import type { SeedProduct, SeedVariant } from "../platform.ts";
import { spoiltIn } from "./spoilt-pictures.ts";
import type { Media, Product } from "./state.ts";
import { gid, now, type World } from "./world.ts";

/** Since October 2025, for every merchant. */
const MAX_VARIANTS = 2_048;
const MAX_OPTIONS = 3;
const MAX_MEDIA = 250;

type Image = SeedProduct["images"][number];

/** Throws in words what Shopify would not take. */
export function checkVariants(
  handle: string,
  variants: readonly { readonly options: SeedVariant["options"] }[],
): void {
  if (variants.length === 0) throw new Error(`product ${handle} needs at least one variant`);
  if (variants.length > MAX_VARIANTS)
    throw new Error(`product ${handle} has more than ${MAX_VARIANTS} variants`);
  if (variants.some(({ options }) => options.length > MAX_OPTIONS))
    throw new Error(`product ${handle} has more than ${MAX_OPTIONS} options`);
}

/** A product without options has one that nobody sees. */
export function variantOptions(options: SeedVariant["options"]): { name: string; value: string }[] {
  return options.length > 0
    ? options.map((one) => ({ ...one }))
    : [{ name: "Title", value: "Default Title" }];
}

/** The options that variants make up; what was there before keeps its ids. */
export function optionsOf(
  world: World,
  before: Product["options"],
  variants: readonly SeedVariant["options"][],
): Product["options"] {
  const options = new Map<string, Set<string>>();
  for (const own of variants) {
    for (const { name, value } of own) options.set(name, (options.get(name) ?? new Set()).add(value));
  }
  return [...options].map(([name, values]) => {
    const known = before.find((one) => one.name === name);
    return {
      id: known?.id ?? gid(world, "ProductOption"),
      name,
      values: [...values].map(
        (value) =>
          known?.values.find((one) => one.name === value) ?? {
            id: gid(world, "ProductOptionValue"),
            name: value,
          },
      ),
    };
  });
}

/** Each address once: the product's images, then those only variants show. */
export function imagesOf({ images, variants }: SeedProduct): readonly Image[] {
  const all = [...images, ...variants.flatMap(({ imageUrl: url }) => (url ? [{ url, altText: null }] : []))];
  return [...new Map(all.toReversed().map((image) => [image.url, image])).values()].toReversed();
}

/** Images as the store hosts them: the same address keeps its image and its id. */
export function mediaOf(
  world: World,
  product: Pick<Product, "id" | "handle" | "media">,
  images: readonly Image[],
): Media[] {
  if (images.length > MAX_MEDIA)
    throw new Error(`product ${product.handle} has more than ${MAX_MEDIA} images`);
  return images.map(({ url, altText }) => {
    const digest = createHash("sha256").update(url).digest("hex").slice(0, 12);
    const imageKey = [product.handle, digest, ...spoiltIn(url)].join("-");
    const known = product.media.find((one) => one.imageKey === imageKey);
    if (known) return { ...known, alt: altText };
    return {
      id: gid(world, "MediaImage"),
      productId: product.id,
      alt: altText,
      imageKey,
      createdAt: now(world),
    };
  });
}
