// Product images as real PNG bytes, made when asked for: a two-coloured pattern that its name alone decides, so that
// every image is another one and the same name always gives the same bytes.
import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";

export const IMAGE_PIXELS = 800;
const CELLS = 8;

/** The PNG of a name: 800 × 800 pixels, palette of two colours, one bit each. */
export function pngOf(name: string): Buffer {
  const digest = createHash("sha256").update(name).digest();
  const header = Buffer.alloc(13);
  header.writeUInt32BE(IMAGE_PIXELS, 0);
  header.writeUInt32BE(IMAGE_PIXELS, 4);
  header.set([1, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("PLTE", palette(digest)),
    chunk("IDAT", deflateSync(rows(digest))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

// A light ground and a darker figure, so that the pattern can always be seen.
function palette(digest: Buffer): Buffer {
  const ground = [...digest.subarray(0, 3)].map((value) => 160 + (value % 96));
  const figure = [...digest.subarray(3, 6)].map((value) => value % 128);
  return Buffer.from([...ground, ...figure]);
}

// Eight cells of a hundred pixels; each of the 64 cells is a bit of the digest. A row starts with its filter byte.
function rows(digest: Buffer): Buffer {
  const rowBytes = IMAGE_PIXELS / 8 + 1;
  const cellPixels = IMAGE_PIXELS / CELLS;
  const bytes = Buffer.alloc(rowBytes * IMAGE_PIXELS);
  for (let cell = 0; cell < CELLS; cell += 1) {
    const first = cell * cellPixels * rowBytes;
    drawRow(bytes.subarray(first + 1, first + rowBytes), digest[8 + cell] ?? 0);
    // The rows of a cell are alike.
    for (let row = 1; row < cellPixels; row += 1)
      bytes.copy(bytes, first + row * rowBytes, first, first + rowBytes);
  }
  return bytes;
}

function drawRow(row: Buffer, bits: number): void {
  const cellPixels = IMAGE_PIXELS / CELLS;
  for (let x = 0; x < IMAGE_PIXELS; x += 1) {
    if (((bits >> Math.floor(x / cellPixels)) & 1) === 0) continue;
    row[x >> 3] = (row[x >> 3] ?? 0) | (0x80 >> (x & 7));
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
