// What an image really is and how large, read from its first bytes; a file's name and content type are not believed.

export type ImageHeader = { readonly mime: string; readonly width: number; readonly height: number };

/** Undefined for anything that is not a PNG, JPEG, WEBP, HEIC or BMP with a size. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const header = png(view) ?? jpeg(view) ?? webp(view) ?? heic(view) ?? bmp(view);
    return header && header.width > 0 && header.height > 0 ? header : undefined;
  } catch (error) {
    // A header that ends too early is no header.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function png(view: Buffer): ImageHeader | undefined {
  if (view.toString("latin1", 0, 8) !== "\x89PNG\r\n\x1a\n") return undefined;
  return { mime: "image/png", width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
}

function jpeg(view: Buffer): ImageHeader | undefined {
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at < view.length) {
    const marker = view.readUInt16BE(at);
    if (marker === 0xffff) {
      at += 1;
      continue;
    }
    if (isFrame(marker))
      return { mime: "image/jpeg", height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) };
    if (marker < 0xff01) return undefined;
    at += 2 + view.readUInt16BE(at + 2);
  }
  return undefined;
}

/** SOF0 to SOF15 without DHT, JPG and DAC, which share the range. */
function isFrame(marker: number): boolean {
  return marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
}

function webp(view: Buffer): ImageHeader | undefined {
  if (view.toString("latin1", 0, 4) !== "RIFF" || view.toString("latin1", 8, 12) !== "WEBP") return undefined;
  const mime = "image/webp";
  const kind = view.toString("latin1", 12, 16);
  if (kind === "VP8X") return { mime, width: view.readUIntLE(24, 3) + 1, height: view.readUIntLE(27, 3) + 1 };
  if (kind === "VP8 ")
    return { mime, width: view.readUInt16LE(26) & 0x3fff, height: view.readUInt16LE(28) & 0x3fff };
  if (kind !== "VP8L") return undefined;
  const bits = view.readUInt32LE(21);
  return { mime, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

const HEIC_BRANDS = ["heic", "heix", "heim", "heis", "mif1", "msf1"];
/** How far in the properties of a HEIC's pictures are looked for. */
const HEIC_HEAD = 64 * 1024;

/** Of several pictures in the file, such as tiles and a thumbnail, the largest is the whole. */
function heic(view: Buffer): ImageHeader | undefined {
  if (view.toString("latin1", 4, 8) !== "ftyp") return undefined;
  if (!HEIC_BRANDS.includes(view.toString("latin1", 8, 12))) return undefined;
  let largest: ImageHeader | undefined;
  const head = view.subarray(0, HEIC_HEAD);
  for (let at = head.indexOf("ispe"); at > 0 && at + 16 <= head.length; at = head.indexOf("ispe", at + 4)) {
    const [width, height] = [head.readUInt32BE(at + 8), head.readUInt32BE(at + 12)];
    if (!largest || width * height > largest.width * largest.height)
      largest = { mime: "image/heic", width, height };
  }
  return largest;
}

function bmp(view: Buffer): ImageHeader | undefined {
  if (view.toString("latin1", 0, 2) !== "BM") return undefined;
  return { mime: "image/bmp", width: view.readInt32LE(18), height: Math.abs(view.readInt32LE(22)) };
}
