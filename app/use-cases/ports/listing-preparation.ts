// Everything a listing needs from the marketplace before it can be sent: a category and usable pictures.
import { createHash } from "node:crypto";
import { merchantsCategory } from "../../domain/category-choice.ts";
import type { UnmetRequirement } from "../../domain/listing.ts";
import { contentText, type ListingContent } from "../../domain/listing-changes.ts";
import { listedImageUrls, listingContent, variantImageUrls } from "../../domain/listing-draft.ts";
import type { ListingSettings } from "../../domain/listing-settings.ts";
import { marketRules } from "../../domain/market-rules.ts";
import type { ListingRow, ProductRow } from "./catalog-records.ts";
import type { ConnectionRow } from "./foundation-records.ts";
import { listingDetails } from "./listing-details.ts";
import { prepareImages, type UsableImage } from "./listing-images.ts";
import type { MarketplacePort } from "./marketplace.ts";
import type { Once } from "./once.ts";
import type { Ports } from "./ports.ts";
import type { ProductChoice } from "./settings-records.ts";

export type Ready = {
  readonly content: ListingContent;
  readonly contentHash: string;
  /** The marketplace's names of the pictures, in order. */
  readonly imageUris: readonly string[];
  /** By the store's variant id. */
  readonly variantImageUris: ReadonlyMap<string, string>;
};

type Prepared =
  | { readonly kind: "ready"; readonly ready: Ready }
  | {
      readonly kind: "unmet";
      readonly unmet: readonly UnmetRequirement[];
      readonly noCategory: boolean;
      readonly mayPass: boolean;
    };

type Needs = Pick<Ports, "records" | "marketplaceFor" | "fetchImage" | "now">;
type Pair = {
  readonly product: ProductRow;
  readonly connection: ConnectionRow;
  readonly listing: ListingRow;
  readonly settings: ListingSettings;
  readonly once: Once;
};

/** Asks for a category once and uploads what is not there yet. Repeatable. */
export async function prepareListing(
  ports: Needs,
  marketplace: MarketplacePort,
  pair: Pair,
): Promise<Prepared> {
  const { product, connection } = pair;
  const rules = marketRules(connection.region, ports.now());
  const scope = { storeId: product.storeId, openId: connection.openId, rules };
  const main = await prepareImages(ports, marketplace, {
    ...scope,
    use: "main",
    urls: listedImageUrls(product),
  });
  const variantUrls = variantImageUrls(product);
  const variant = await prepareImages(ports, marketplace, {
    ...scope,
    use: "attribute",
    urls: [...variantUrls.values()],
  });
  const choice = await ports.records.settings.productChoice(product.storeId, connection.id, product.id);
  const categoryId = await categoryOf(ports, marketplace, { ...pair, choice });
  const decided =
    categoryId === undefined
      ? undefined
      : await listingDetails(ports, marketplace, { ...pair, choice, categoryId });
  const unmet = [
    ...main.unmet,
    ...variant.unmet.filter((one) => !main.unmet.some((other) => other.sentence === one.sentence)),
    ...(decided?.unmet ?? []),
  ];
  if (unmet.length > 0 || decided === undefined) {
    return {
      kind: "unmet",
      unmet,
      noCategory: decided === undefined,
      mayPass: main.mayPass || variant.mayPass,
    };
  }
  const content = listingContent(product, decided.details, {
    main: hashes(main.byUrl),
    variant: hashes(variant.byUrl),
  });
  const variantImageUris = new Map<string, string>();
  for (const [storeVariantId, url] of variantUrls) {
    const image = variant.byUrl.get(url);
    if (image) variantImageUris.set(storeVariantId, image.uri);
  }
  const imageUris = listedImageUrls(product).flatMap((url) => main.byUrl.get(url)?.uri ?? []);
  const contentHash = createHash("sha256").update(contentText(content)).digest("hex");
  return { kind: "ready", ready: { content, contentHash, imageUris, variantImageUris } };
}

async function categoryOf(
  ports: Needs,
  marketplace: MarketplacePort,
  pair: Pair & { readonly choice: ProductChoice },
) {
  const { product, listing, settings, choice } = pair;
  const { records } = ports;
  const merchants = merchantsCategory(product, settings.categories, choice.categoryId);
  const categoryId = merchants?.categoryId ?? (await recommendedCategory(ports, marketplace, pair));
  if (categoryId !== undefined && categoryId !== listing.categoryId)
    await records.catalog.saveListing(product.storeId, listing.id, { categoryId });
  return categoryId;
}

// Asked once: a listing does not wander among categories because a word of its title changed. Products of one type and
// vendor share the answer: asked for each, the marketplace's word would cost as many calls as the listings themselves.
async function recommendedCategory(ports: Needs, marketplace: MarketplacePort, pair: Pair) {
  const { product, listing, connection, once } = pair;
  if (listing.recommendedCategoryId !== null) return listing.recommendedCategoryId;
  const { title, descriptionHtml, productType, vendor, storeId } = product;
  const ask = () => marketplace.recommendCategory({ title, descriptionHtml });
  const askForLikes = async () =>
    (await ports.records.shop.categoryOfLikes(
      { storeId, connectionId: connection.id },
      { productType, vendor },
    )) ?? ask();
  const recommendedCategoryId = await (productType === ""
    ? ask()
    : once(`category ${JSON.stringify([connection.id, productType, vendor])}`, askForLikes));
  if (recommendedCategoryId !== undefined)
    await ports.records.catalog.saveListing(storeId, listing.id, { recommendedCategoryId });
  return recommendedCategoryId;
}

function hashes(images: ReadonlyMap<string, UsableImage>): ReadonlyMap<string, string> {
  return new Map([...images].map(([url, image]) => [url, image.contentHash]));
}
