// Everything a listing needs before it can be sent: it is judged whole, its pictures are uploaded, its content is made.
import { createHash } from "node:crypto";
import type { UnmetRequirement } from "../../domain/listing.ts";
import { contentText, type ListingContent } from "../../domain/listing-changes.ts";
import { listingDetails } from "../../domain/listing-details.ts";
import { listedImageUrls, listingContent, variantImageUrls } from "../../domain/listing-draft.ts";
import type { ListingSettings } from "../../domain/listing-settings.ts";
import { marketRules } from "../../domain/market-rules.ts";
import { type OneCategory, preflightVerdict } from "../../domain/preflight-verdict.ts";
import type { ListingRow, ProductRow } from "./catalog-records.ts";
import type { ConnectionRow } from "./foundation-records.ts";
import { type KeptImages, readPictures } from "./image-reading.ts";
import { categoryOfListing } from "./listing-category.ts";
import { type UsableImage, uploadImages } from "./listing-images.ts";
import type { MarketplacePort } from "./marketplace.ts";
import type { Once } from "./once.ts";
import type { Ports } from "./ports.ts";
import { knownAround } from "./preflight-known.ts";
import type { ProductChoice } from "./settings-records.ts";

export type Ready = {
  readonly content: ListingContent;
  readonly contentHash: string;
  /** The marketplace's names of the pictures, in order. */
  readonly imageUris: readonly string[];
  /** By the store's variant id. */
  readonly variantImageUris: ReadonlyMap<string, string>;
};

/** `mayPass`: a picture could not be read for now. */
export type Lacking = {
  readonly kind: "lacking";
  readonly unmet: readonly UnmetRequirement[];
  readonly mayPass: boolean;
};

export type Judged = {
  readonly kind: "listable";
  readonly category: OneCategory;
  readonly choice: ProductChoice;
  readonly read: Awaited<ReturnType<typeof readPictures>>["read"];
};

type Needs = Pick<Ports, "records" | "marketplaceFor" | "fetchImage" | "now">;
export type ToPrepare = {
  /** With the listing's words and prices. */
  readonly product: ProductRow;
  readonly connection: ConnectionRow;
  readonly listing: ListingRow;
  readonly settings: ListingSettings;
  readonly once: Once;
  /** What was read to judge the product and need not be read again to upload it. */
  readonly kept: KeptImages;
};

/** Finds all that keeps a product from being listed, at once. Asks what is not known; sends nothing. Repeatable. */
export async function judgeListing(
  ports: Needs,
  marketplace: MarketplacePort,
  pair: ToPrepare,
): Promise<Judged | Lacking> {
  const { product, connection, settings, once } = pair;
  const { storeId } = product;
  const around = await knownAround(ports, connection, { settings, products: [product], once });
  const choice = await ports.records.settings.productChoice(storeId, connection.id, product.id);
  const category = await categoryOfListing(ports, marketplace, { ...pair, choice });
  const { known, read } = await readPictures(ports, storeId, {
    urls: [...listedImageUrls(product), ...variantImageUrls(product).values()],
    // A fault may have been mended since.
    isBelieved: ({ facts, fault }) => facts !== null && fault === null,
    keptFor: pair.kept,
  });
  const images = new Map([...known, ...[...read].map(([url, { source }]) => [url, source] as const)]);
  const { unmet } = preflightVerdict(product, { ...around, images, category, chosen: choice.attributes });
  const mayPass = [...read.values()].some((one) => one.mayPass);
  if (unmet.length > 0 || category.kind !== "known") return { kind: "lacking", unmet, mayPass };
  return { kind: "listable", category, choice, read };
}

/** Uploads what is not there yet. Repeatable. */
export async function prepareListing(
  ports: Needs,
  marketplace: MarketplacePort,
  { product, connection, settings, once, judged }: ToPrepare & { readonly judged: Judged },
): Promise<{ readonly kind: "ready"; readonly ready: Ready } | Lacking> {
  const rules = marketRules(connection.region, ports.now());
  const scope = { storeId: product.storeId, openId: connection.openId, rules, once, read: judged.read };
  const variantUrls = variantImageUrls(product);
  const main = await uploadImages(ports, marketplace, {
    ...scope,
    use: "main",
    urls: listedImageUrls(product),
  });
  const variant = await uploadImages(ports, marketplace, {
    ...scope,
    use: "attribute",
    urls: [...variantUrls.values()],
  });
  const unmet = new Map([...main.unmet, ...variant.unmet].map((one) => [one.sentence, one]));
  if (unmet.size > 0)
    return { kind: "lacking", unmet: [...unmet.values()], mayPass: main.mayPass || variant.mayPass };
  const details = listingDetails(product, { settings, ...judged });
  const content = listingContent(product, details, {
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

function hashes(images: ReadonlyMap<string, UsableImage>): ReadonlyMap<string, string> {
  return new Map([...images].map(([url, image]) => [url, image.contentHash]));
}
