// Pictures of a product at the marketplace: each distinct content is uploaded once, whatever address it has, and each
// address is read once.
import type { ConnectionId, StoreId } from "../../domain/ids.ts";
import { type ImageUse, imageRequirements, unusableImage } from "../../domain/image-requirements.ts";
import type { UnmetRequirement } from "../../domain/listing.ts";
import type { MarketRules } from "../../domain/market-rules.ts";
import { type ReadImage, readImage } from "./image-reading.ts";
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
  readonly rules: MarketRules;
  readonly use: ImageUse;
  readonly urls: readonly string[];
};

type Needs = Pick<Ports, "records" | "fetchImage" | "now">;
type Refused = { readonly unmet: readonly UnmetRequirement[]; readonly mayPass: boolean };

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
    const image = await usableImage(ports, marketplace, { ...wanted, url });
    if ("uri" in image) {
      byUrl.set(url, image);
      continue;
    }
    unmet.push(...image.unmet);
    mayPass ||= image.mayPass;
  }
  return { byUrl, unmet, mayPass };
}

type ImageWanted = ImagesWanted & { readonly url: string };

async function usableImage(
  ports: Needs,
  marketplace: MarketplacePort,
  wanted: ImageWanted,
): Promise<UsableImage | Refused> {
  const { storeId, url } = wanted;
  const known = await knownImage(ports, wanted);
  if (known) return known;
  const [source] = await ports.records.catalog.imageSources(storeId, [url]);
  const faults = source?.facts ? imageRequirements({ ...wanted, facts: source.facts }, wanted.rules) : [];
  // Another picture has another address: what it is need not be read again.
  if (faults.length > 0) return { unmet: faults, mayPass: false };
  return upload(ports, marketplace, { wanted, read: await readImage(ports, storeId, url) });
}

async function knownImage(ports: Needs, wanted: ImageWanted): Promise<UsableImage | undefined> {
  const contentHash = await ports.records.catalog.imageHash(wanted.storeId, wanted.url);
  if (!contentHash) return undefined;
  const [row] = await ports.records.catalog.images(wanted.connectionId, wanted.use, [contentHash]);
  return row;
}

async function upload(
  ports: Needs,
  marketplace: MarketplacePort,
  { wanted, read }: { wanted: ImageWanted; read: ReadImage },
): Promise<UsableImage | Refused> {
  const { storeId, connectionId, use, url } = wanted;
  const { contentHash, facts, fault } = read.source;
  const { bytes, contentType } = read;
  if (!bytes || !contentType || !facts)
    return { unmet: [unusableImage(url, fault ?? "it is empty")], mayPass: read.mayPass };
  const faults = imageRequirements({ url, use, facts }, wanted.rules);
  if (faults.length > 0) return { unmet: faults, mayPass: false };
  const [sameContent] = await ports.records.catalog.images(connectionId, use, [contentHash]);
  if (sameContent) return sameContent;
  try {
    const uploaded = await marketplace.uploadImage({ bytes, contentType, use });
    const row = { contentHash, uri: uploaded.uri, url: uploaded.url };
    await ports.records.catalog.saveImage({ storeId, connectionId, use, ...row });
    return row;
  } catch (error) {
    // A refused picture is named to the merchant; anything else concerns the marketplace and is the lane's to judge.
    if (!isPlatformError(error, "rejected")) throw error;
    return { unmet: [unusableImage(url, error.facts.detail)], mayPass: false };
  }
}
