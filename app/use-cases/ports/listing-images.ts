// Pictures of a product at the marketplace: each distinct content is uploaded once for a seller account, whatever its
// address, whichever of the account's shops show it, in whatever place; and each address is read once.

import type { MarketRules } from "../../domain/dated-rules.ts";
import { type ImageUse, imageRequirements, unusableImage } from "../../domain/image-requirements.ts";
import type { UnmetRequirement } from "../../domain/listing.ts";
import type { ImageScope, UploadedImageRow } from "./catalog-records.ts";
import { fewAtOnce, type ReadImage, readImage } from "./image-reading.ts";
import type { MarketplacePort } from "./marketplace.ts";
import type { Once } from "./once.ts";
import { isPlatformError } from "./platform-error.ts";
import type { Ports } from "./ports.ts";

export type UsableImage = { readonly contentHash: string; readonly uri: string };

type UploadedImages = {
  /** By address. One that could not be used is absent and named in `unmet`. */
  readonly byUrl: ReadonlyMap<string, UsableImage>;
  readonly unmet: readonly UnmetRequirement[];
  /** Something that may pass by itself kept an image from being read. */
  readonly mayPass: boolean;
};

type ImagesWanted = ImageScope & {
  readonly rules: MarketRules;
  readonly use: ImageUse;
  readonly urls: readonly string[];
  /** Those that were read just now. */
  readonly read: ReadonlyMap<string, ReadImage>;
  readonly once: Once;
};

type Needs = Pick<Ports, "records" | "fetchImage" | "now">;
type Refused = { readonly unmet: readonly UnmetRequirement[]; readonly mayPass: boolean };

/** Makes every image usable at the marketplace, or says which is not and why. Repeatable without a second upload. */
export async function uploadImages(
  ports: Needs,
  marketplace: MarketplacePort,
  wanted: ImagesWanted,
): Promise<UploadedImages> {
  const byUrl = new Map<string, UsableImage>();
  const unmet: UnmetRequirement[] = [];
  let mayPass = false;
  const urls = [...new Set(wanted.urls)];
  const uploaded = await uploadedAlready(ports, wanted, urls);
  await fewAtOnce(urls, async (url) => {
    const known = usableAs(wanted.use, uploaded.get(url));
    const image = known ?? (await newImage(ports, marketplace, { ...wanted, url }));
    if ("uri" in image) {
      byUrl.set(url, image);
      return;
    }
    unmet.push(...image.unmet);
    mayPass ||= image.mayPass;
  });
  return { byUrl, unmet, mayPass };
}

type ImageWanted = Omit<ImagesWanted, "read"> & { readonly url: string };

// By address, whatever they were accepted as.
async function uploadedAlready(
  ports: Needs,
  wanted: ImagesWanted,
  urls: readonly string[],
): Promise<ReadonlyMap<string, UploadedImageRow>> {
  if (urls.length === 0) return new Map();
  const { catalog } = ports.records;
  const sources = await catalog.imageSources(wanted.storeId, urls);
  const rows = await catalog.images(wanted, [...new Set(sources.map((one) => one.contentHash))]);
  const byHash = new Map(rows.map((row) => [row.contentHash, row]));
  return new Map(
    sources.flatMap(({ url, contentHash }) => {
      const row = byHash.get(contentHash);
      return row ? [[url, row] as const] : [];
    }),
  );
}

function usableAs(use: ImageUse, row: UploadedImageRow | undefined): UploadedImageRow | undefined {
  return row && (row.use === "main" || use === "attribute") ? row : undefined;
}

async function newImage(
  ports: Needs,
  marketplace: MarketplacePort,
  { read: just, ...wanted }: ImageWanted & Pick<ImagesWanted, "read">,
): Promise<UsableImage | Refused> {
  const kept = just.get(wanted.url);
  if (kept?.image) return upload(ports, marketplace, { wanted, read: kept });
  const read = await readImage(ports, wanted.storeId, wanted.url);
  try {
    return await upload(ports, marketplace, { wanted, read });
  } finally {
    read.image?.release();
  }
}

async function uploadedMeanwhile(
  ports: Needs,
  scope: ImageScope,
  { contentHash, use }: { readonly contentHash: string; readonly use: ImageUse },
): Promise<UploadedImageRow | undefined> {
  const [row] = await ports.records.catalog.images(scope, [contentHash]);
  return usableAs(use, row);
}

async function upload(
  ports: Needs,
  marketplace: MarketplacePort,
  { wanted, read }: { wanted: ImageWanted; read: ReadImage },
): Promise<UsableImage | Refused> {
  const { storeId, openId, url } = wanted;
  const { contentHash, facts, fault } = read.source;
  const { image } = read;
  if (!image || !facts) return { unmet: [unusableImage(url, fault ?? "it is empty")], mayPass: read.mayPass };
  const faultsAs = (use: ImageUse) => imageRequirements({ url, use, facts }, wanted.rules);
  const faults = faultsAs(wanted.use);
  if (faults.length > 0) return { unmet: faults, mayPass: false };
  // What may stand first may stand anywhere; a variant's picture may be smaller than that.
  const use = faultsAs("main").length === 0 ? "main" : "attribute";
  // Products worked side by side may share a picture: the second waits for the first one's upload.
  const uploaded = await wanted.once(`picture ${openId} ${contentHash} ${use}`, () =>
    uploadOnce(ports, marketplace, {
      wanted,
      picture: { bytes: image.bytes, contentType: image.contentType, use },
      contentHash,
    }),
  );
  if ("uri" in uploaded) return uploaded;
  await ports.records.catalog.saveImageSource(
    storeId,
    { ...read.source, fault: uploaded.refusal },
    ports.now(),
  );
  return { unmet: [unusableImage(url, uploaded.refusal)], mayPass: false };
}

type ToUpload = {
  readonly wanted: ImageScope;
  readonly picture: Parameters<MarketplacePort["uploadImage"]>[0];
  readonly contentHash: string;
};

async function uploadOnce(
  ports: Needs,
  marketplace: MarketplacePort,
  { wanted, picture, contentHash }: ToUpload,
): Promise<UsableImage | { readonly refusal: string }> {
  const known = await uploadedMeanwhile(ports, wanted, { contentHash, use: picture.use });
  if (known) return known;
  try {
    const { uri, url } = await marketplace.uploadImage(picture);
    await ports.records.catalog.saveImage(wanted, { contentHash, use: picture.use, uri, url });
    return { contentHash, uri };
  } catch (error) {
    // A refused picture is named to the merchant; anything else concerns the marketplace and is the lane's to judge.
    if (!isPlatformError(error, "rejected")) throw error;
    return { refusal: error.facts.detail };
  }
}
