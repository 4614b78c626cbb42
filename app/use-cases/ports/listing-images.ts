// Pictures of a product at the marketplace: each distinct content is uploaded once, whatever address it has, and each
// address is read once.
import { createHash } from "node:crypto";
import type { ConnectionId, StoreId } from "../../domain/ids.ts";
import { unusableImage } from "../../domain/image-requirements.ts";
import type { UnmetRequirement } from "../../domain/listing.ts";
import type { ImageUse } from "./catalog-records.ts";
import type { MarketplacePort } from "./marketplace.ts";
import { isPlatformError } from "./platform-error.ts";
import type { Ports } from "./ports.ts";

export type UsableImage = { readonly contentHash: string; readonly uri: string };

type PreparedImages = {
  /** By address. One that could not be used is absent and named in `unmet`. */
  readonly byUrl: ReadonlyMap<string, UsableImage>;
  readonly unmet: readonly UnmetRequirement[];
  /** Something that may pass by itself kept an image from being read. */
  readonly mayPass: boolean;
};

type ImagesWanted = {
  readonly storeId: StoreId;
  readonly connectionId: ConnectionId;
  readonly use: ImageUse;
  readonly urls: readonly string[];
};

type Needs = Pick<Ports, "records" | "fetchImage">;
type Refused = { readonly reason: string; readonly mayPass: boolean };
type Bytes = { readonly bytes: Uint8Array; readonly contentType: string };

/** Makes every image usable at the marketplace, or says which is not and why. Repeatable without a second upload. */
export async function prepareImages(
  ports: Needs,
  marketplace: MarketplacePort,
  wanted: ImagesWanted,
): Promise<PreparedImages> {
  const byUrl = new Map<string, UsableImage>();
  const unmet: UnmetRequirement[] = [];
  let mayPass = false;
  for (const url of new Set(wanted.urls)) {
    const known = await knownImage(ports, wanted, url);
    const image = known ?? (await readAndUpload(ports, marketplace, { ...wanted, url }));
    if ("uri" in image) {
      byUrl.set(url, image);
      continue;
    }
    unmet.push(unusableImage(url, image.reason));
    mayPass ||= image.mayPass;
  }
  return { byUrl, unmet, mayPass };
}

async function knownImage(ports: Needs, wanted: ImagesWanted, url: string): Promise<UsableImage | undefined> {
  const contentHash = await ports.records.catalog.imageHash(wanted.storeId, url);
  if (!contentHash) return undefined;
  const [row] = await ports.records.catalog.images(wanted.connectionId, wanted.use, [contentHash]);
  return row;
}

async function readAndUpload(
  ports: Needs,
  marketplace: MarketplacePort,
  wanted: ImagesWanted & { readonly url: string },
): Promise<UsableImage | Refused> {
  const { storeId, connectionId, use, url } = wanted;
  const read = await readImage(ports, url);
  if ("reason" in read) return read;
  const contentHash = createHash("sha256").update(read.bytes).digest("hex");
  await ports.records.catalog.saveImageHash(storeId, url, contentHash);
  const [sameContent] = await ports.records.catalog.images(connectionId, use, [contentHash]);
  if (sameContent) return sameContent;
  const uploaded = await upload(marketplace, { ...read, use });
  if ("reason" in uploaded) return uploaded;
  await ports.records.catalog.saveImage({
    storeId,
    connectionId,
    use,
    contentHash,
    uri: uploaded.uri,
    url: uploaded.url,
  });
  return { contentHash, uri: uploaded.uri };
}

// A picture's address concerns this product alone, whatever is wrong with it: it never stops the lane.
async function readImage(ports: Needs, url: string): Promise<Bytes | Refused> {
  try {
    return await ports.fetchImage(url);
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    return {
      reason: error.facts.detail,
      mayPass: isPlatformError(error, "unavailable", "throttled", "indeterminate"),
    };
  }
}

// A refused picture is named to the merchant; anything else concerns the marketplace and is the lane's to judge.
async function upload(marketplace: MarketplacePort, image: Bytes & { use: ImageUse }) {
  try {
    return await marketplace.uploadImage(image);
  } catch (error) {
    if (isPlatformError(error, "rejected")) return { reason: error.facts.detail, mayPass: false };
    throw error;
  }
}
