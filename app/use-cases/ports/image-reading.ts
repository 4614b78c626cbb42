// Reads a picture from the store's address once and remembers what it is, so that its faults are known before the
// marketplace is asked to take it.
import { createHash } from "node:crypto";
import type { StoreId } from "../../domain/ids.ts";
import type { ImageSourceRow } from "./catalog-records.ts";
import { isPlatformError } from "./platform-error.ts";
import type { HeldImage, Ports } from "./ports.ts";

type Needs = Pick<Ports, "records" | "fetchImage" | "now">;
export type ReadImage = {
  readonly source: Omit<ImageSourceRow, "readAt">;
  /** Absent when it could not be read, and the source says why; else whoever has it releases it. */
  readonly image?: HeldImage;
  /** What kept it from being read may pass by itself. */
  readonly mayPass: boolean;
};

/** Pictures of one product, or of one page of products, under way at the same time. */
const AT_ONCE = 8;

/** What each address holds: as it was found before where that is believed, else read now. */
export type Pictures = {
  readonly known: ReadonlyMap<string, Pick<ImageSourceRow, "facts" | "fault">>;
  /** Those that were read now, without their bytes where these were not kept. */
  readonly read: ReadonlyMap<string, ReadImage>;
};

type Wanted = {
  readonly urls: readonly string[];
  readonly isBelieved: (source: ImageSourceRow) => boolean;
  /** Where bytes are kept for whoever uploads them next. */
  readonly keptFor?: KeptImages;
};

// Of one product: sixteen are under way.
const MOST_KEPT = 16 * 1024 * 1024;

/** Pictures that were read for one product and are kept until it is sent. */
export type KeptImages = {
  readonly keep: (image: HeldImage) => boolean;
  readonly releaseAll: () => void;
};

export function keptImages(): KeptImages {
  const images: HeldImage[] = [];
  let bytes = 0;
  return {
    keep: (image) => {
      if (bytes + image.bytes.length > MOST_KEPT || !image.keep()) return false;
      bytes += image.bytes.length;
      images.push(image);
      return true;
    },
    releaseAll: () => {
      for (const image of images.splice(0)) image.release();
    },
  };
}

/** Reads pictures that are not known or not believed, each address once. */
export async function readPictures(ports: Needs, storeId: StoreId, wanted: Wanted): Promise<Pictures> {
  const urls = [...new Set(wanted.urls)];
  const sources = await ports.records.catalog.imageSources(storeId, urls);
  const known = new Map(sources.filter(wanted.isBelieved).map((source) => [source.url, source]));
  const unread = urls.filter((url) => !known.has(url));
  const read = await fewAtOnce(unread, async (url) => {
    const { image, ...facts } = await readImage(ports, storeId, url);
    if (image && wanted.keptFor?.keep(image)) return [url, { ...facts, image }] as const;
    image?.release();
    return [url, facts] as const;
  });
  return { known, read: new Map(read) };
}

/** The same for each picture's address, a few at the same time. Where one fails the others end first. */
export async function fewAtOnce<Answer>(
  urls: readonly string[],
  work: (url: string) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < urls.length; at += AT_ONCE) {
    const under = urls.slice(at, at + AT_ONCE).map(work);
    await Promise.allSettled(under);
    answers.push(...(await Promise.all(under)));
  }
  return answers;
}

/** A picture's address concerns its product alone: whatever is wrong with it, the lane goes on. */
export async function readImage(ports: Needs, storeId: StoreId, url: string): Promise<ReadImage> {
  const read = await attempt(ports, url);
  if (read.mayPass) return read;
  try {
    await ports.records.catalog.saveImageSource(storeId, read.source, ports.now());
    return read;
  } catch (error) {
    read.image?.release();
    throw error;
  }
}

async function attempt(ports: Needs, url: string): Promise<ReadImage> {
  try {
    const image = await ports.fetchImage(url);
    const contentHash = createHash("sha256").update(image.bytes).digest("hex");
    return { source: { url, contentHash, facts: image.facts, fault: null }, image, mayPass: false };
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    const source = { url, contentHash: "", facts: null, fault: error.facts.detail };
    return { source, mayPass: isPlatformError(error, "unavailable", "throttled", "indeterminate") };
  }
}
