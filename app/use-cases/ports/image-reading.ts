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
