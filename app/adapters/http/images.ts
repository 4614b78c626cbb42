// Reads a public image on its way from the store to the marketplace.
import { PlatformError } from "../../use-cases/ports/platform-error.ts";
import type { Ports } from "../../use-cases/ports/ports.ts";
import { readImageFacts } from "./image-header.ts";
import type { SendRequest } from "./request.ts";

// The store keeps no image beyond 20 MB; what the marketplace takes of that is a requirement, not a failure.
const MAX_BYTES = 20 * 1024 * 1024;

/** Makes the reader of images; redirects of the file host are followed, since nothing secret is sent. */
export function createFetchImage(send: SendRequest): Ports["fetchImage"] {
  return async (url) => {
    const exchange = { platform: "shopify", operation: "read image", idempotent: "safe" } as const;
    const answer = await send({ ...exchange, url, method: "GET", redirect: "follow", maxBytes: MAX_BYTES });
    const contentType = answer.headers.get("content-type")?.split(";")[0]?.trim() ?? "";
    if (contentType.startsWith("image/"))
      return { bytes: answer.bytes, contentType, facts: readImageFacts(answer.bytes) };
    const detail = "the address holds no image";
    throw new PlatformError({ ...exchange, kind: "rejected", detail });
  };
}
