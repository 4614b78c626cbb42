// Reads a picture from the store's address once and remembers what it is, so that its faults are known before the
// marketplace is asked to take it.
import { createHash } from "node:crypto";
import type { StoreId } from "../../domain/ids.ts";
import type { ImageSourceRow } from "./catalog-records.ts";
import { isPlatformError } from "./platform-error.ts";
import type { Ports } from "./ports.ts";

type Needs = Pick<Ports, "records" | "fetchImage" | "now">;
export type ReadImage = {
  readonly source: Omit<ImageSourceRow, "readAt">;
  /** Absent when it could not be read: then the source says why. */
  readonly bytes?: Uint8Array;
  readonly contentType?: string;
  /** What kept it from being read may pass by itself. */
  readonly mayPass: boolean;
};

/** Pictures of one product, or of one page of products, under way at the same time: each may have 20 MB. */
const AT_ONCE = 8;

/** What each address holds: as it was found before where that is believed, else read now. */
export type Pictures = {
  readonly known: ReadonlyMap<string, Pick<ImageSourceRow, "facts" | "fault">>;
  /** Those that were read now, without their bytes where these would be too many to hold. */
  readonly read: ReadonlyMap<string, ReadImage>;
};

type Wanted = {
  readonly urls: readonly string[];
  readonly isBelieved: (source: ImageSourceRow) => boolean;
  /** Bytes of pictures to hold at the most, for whoever uploads them next. */
  readonly mostHeld: number;
};

/** Reads pictures that are not known or not believed, each address once. */
export async function readPictures(ports: Needs, storeId: StoreId, wanted: Wanted): Promise<Pictures> {
  const urls = [...new Set(wanted.urls)];
  const sources = await ports.records.catalog.imageSources(storeId, urls);
  const known = new Map(sources.filter(wanted.isBelieved).map((source) => [source.url, source]));
  const unread = urls.filter((url) => !known.has(url));
  let held = 0;
  const read = await fewAtOnce(unread, async (url) => {
    const { bytes, ...facts } = await readImage(ports, storeId, url);
    held += bytes?.length ?? 0;
    return [url, bytes && held <= wanted.mostHeld ? { ...facts, bytes } : facts] as const;
  });
  return { known, read: new Map(read) };
}

/** The same for each picture's address, a few at the same time. */
export async function fewAtOnce<Answer>(
  urls: readonly string[],
  work: (url: string) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < urls.length; at += AT_ONCE)
    answers.push(...(await Promise.all(urls.slice(at, at + AT_ONCE).map(work))));
  return answers;
}

/** A picture's address concerns its product alone: whatever is wrong with it, the lane goes on. */
export async function readImage(ports: Needs, storeId: StoreId, url: string): Promise<ReadImage> {
  const read = await attempt(ports, url);
  if (!read.mayPass) await ports.records.catalog.saveImageSource(storeId, read.source, ports.now());
  return read;
}

async function attempt(ports: Needs, url: string): Promise<ReadImage> {
  try {
    const { bytes, contentType, facts } = await ports.fetchImage(url);
    const contentHash = createHash("sha256").update(bytes).digest("hex");
    return { source: { url, contentHash, facts, fault: null }, bytes, contentType, mayPass: false };
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    const source = { url, contentHash: "", facts: null, fault: error.facts.detail };
    return { source, mayPass: isPlatformError(error, "unavailable", "throttled", "indeterminate") };
  }
}
