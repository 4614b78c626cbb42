// What a picture is, read from its own first bytes: neither its name nor the content type it comes with is believed.
// Only the five formats the marketplace takes are known; anything else is no picture to us.
import type { ImageFacts } from "../../domain/image-requirements.ts";

type Header = Pick<ImageFacts, "format" | "width" | "height">;
type Reader = (data: Buffer) => Header | undefined;

const NOTHING: Header = { format: null, width: null, height: null };
// Where the boxes that name a HEIC's sizes end, generously.
const HEIC_META = 256 * 1024;

/** Bytes, format and sides. A header that ends too early or tells no size is no picture. */
export function readImageFacts(bytes: Uint8Array): ImageFacts {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { bytes: bytes.byteLength, ...headerOf(data) };
}

function headerOf(data: Buffer): Header {
  for (const read of [jpeg, png, webp, heic, bmp]) {
    const header = attempt(read, data);
    if (header?.width && header.height) return header;
  }
  return NOTHING;
}

function attempt(read: Reader, data: Buffer): Header | undefined {
  try {
    return read(data);
  } catch (error) {
    // Reading beyond the end: the header is cut off.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const png: Reader = (data) => {
  if (data.readUInt32BE(0) !== 0x89504e47 || data.toString("latin1", 12, 16) !== "IHDR") return undefined;
  return { format: "PNG", width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
};

// Segments up to the frame that names the sides (ITU T.81, B.1): marker, length with itself, content. Fill bytes may
// stand before a marker.
const jpeg: Reader = (data) => {
  if (data.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; data[at] === 0xff; ) {
    const marker = data.readUInt8(at + 1);
    if (marker === 0xff) at += 1;
    else if (isFrame(marker))
      return { format: "JPEG", width: data.readUInt16BE(at + 7), height: data.readUInt16BE(at + 5) };
    else if (marker === 0xd9 || marker === 0xda) return undefined;
    else at += 2 + data.readUInt16BE(at + 2);
  }
  return undefined;
};

// C4, C8 and CC lie among the frames' markers and are tables.
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

// RFC 9649: lossy, lossless, extended.
const webp: Reader = (data) => {
  if (data.toString("latin1", 0, 4) !== "RIFF" || data.toString("latin1", 8, 12) !== "WEBP") return undefined;
  const sides = (width: number, height: number): Header => ({ format: "WEBP", width, height });
  switch (data.toString("latin1", 12, 16)) {
    case "VP8 ":
      return sides(data.readUInt16LE(26) % 0x4000, data.readUInt16LE(28) % 0x4000);
    case "VP8L": {
      const bits = data.readUInt32LE(21);
      return sides((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    }
    case "VP8X":
      return sides(data.readUIntLE(24, 3) + 1, data.readUIntLE(27, 3) + 1);
    default:
      return undefined;
  }
};

const HEIC_BRANDS = new Set(["heic", "heix", "heim", "heis", "mif1", "msf1"]);

// ISO 23008-12: each "ispe" box names the sides of a picture; tiles and thumbnails have smaller ones than the whole.
const heic: Reader = (data) => {
  if (data.toString("latin1", 4, 8) !== "ftyp" || !HEIC_BRANDS.has(data.toString("latin1", 8, 12)))
    return undefined;
  const meta = data.subarray(0, HEIC_META);
  let [width, height] = [0, 0];
  for (let at = meta.indexOf("ispe"); at >= 0 && at + 16 <= meta.length; at = meta.indexOf("ispe", at + 16)) {
    const [w, h] = [meta.readUInt32BE(at + 8), meta.readUInt32BE(at + 12)];
    if (w * h > width * height) [width, height] = [w, h];
  }
  return { format: "HEIC", width, height };
};

// A negative height only says that rows run downwards.
const bmp: Reader = (data) => {
  if (data.toString("latin1", 0, 2) !== "BM") return undefined;
  return { format: "BMP", width: Math.abs(data.readInt32LE(18)), height: Math.abs(data.readInt32LE(22)) };
};
