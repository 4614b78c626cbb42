// Reads a public image on its way from the store to the marketplace, and holds the room for it from before it is read.
import { isPlatformError, PlatformError } from "../../use-cases/ports/platform-error.ts";
import type { HeldImage, Ports } from "../../use-cases/ports/ports.ts";
import { readImageFacts } from "./image-header.ts";
import { createPictureRoom, type Room, type Space } from "./picture-room.ts";
import type { SendRequest } from "./request.ts";

const MB = 1024 * 1024;
// How large a picture is shows only when it is read. Nearly all are smaller than this, and so many are read at once; a
// larger one is read again, with room for the largest there is.
const FIRST_BYTES = 4 * MB;
// The store keeps no image beyond 20 MB; what the marketplace takes of that is a requirement, not a failure.
const MAX_BYTES = 20 * MB;
// 32 ordinary pictures or six of the largest are read or uploaded at once; twice that is the peak, for an upload's body
// is a copy.
const READING_BYTES = 128 * MB;
// What was read to judge products and need not be read again to upload it.
const KEPT_BYTES = 64 * MB;

/** The room of a process: its limits say what it may hold. */
export function pictureRoom(): Room {
  return createPictureRoom({ reading: READING_BYTES, kept: KEPT_BYTES });
}

type Limits = { readonly first: number; readonly most: number };

/** Makes the reader of images; redirects of the file host are followed, since nothing secret is sent. */
export function createFetchImage(
  send: SendRequest,
  room: Room,
  { first, most }: Limits = { first: FIRST_BYTES, most: MAX_BYTES },
): Ports["fetchImage"] {
  const within = async (url: string, maxBytes: number): Promise<HeldImage> => {
    const space = await room.enter(maxBytes);
    try {
      return await read({ send, space, maxBytes }, url);
    } catch (error) {
      space.leave();
      throw error;
    }
  };
  return async (url) => {
    try {
      return await within(url, first);
    } catch (error) {
      // The one thing that makes bytes malformed is that they are too many.
      if (!isPlatformError(error, "malformed")) throw error;
      return within(url, most);
    }
  };
}

type Reading = { readonly send: SendRequest; readonly space: Space; readonly maxBytes: number };

async function read({ send, space, maxBytes }: Reading, url: string): Promise<HeldImage> {
  const exchange = { platform: "shopify", operation: "read image", idempotent: "safe" } as const;
  const { bytes, headers } = await send({ ...exchange, url, method: "GET", redirect: "follow", maxBytes });
  const contentType = headers.get("content-type")?.split(";")[0]?.trim() ?? "";
  if (!contentType.startsWith("image/")) {
    const detail = "the address holds no image";
    throw new PlatformError({ ...exchange, kind: "rejected", detail });
  }
  const facts = readImageFacts(bytes);
  space.shrink(bytes.length);
  return { bytes, contentType, facts, keep: space.keep, release: space.leave };
}
