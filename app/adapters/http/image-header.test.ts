// Headers of the five formats, and of what only pretends to be a picture.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readImageFacts } from "./image-header.ts";

const ascii = (text: string) => [...Buffer.from(text, "latin1")];
const u16 = (value: number) => [value >> 8, value & 255];
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)];
const l16 = (value: number) => u16(value).reverse();
const l32 = (value: number) => u32(value).reverse();
const facts = (...bytes: number[]) => readImageFacts(Uint8Array.from(bytes));

const PNG = [0x89, ...ascii("PNG\r\n\x1a\n"), ...u32(13), ...ascii("IHDR"), ...u32(800), ...u32(600)];
const JPEG = [
  ...[0xff, 0xd8, 0xff, 0xe0, ...u16(4), 1, 2, 0xff, 0xff, 0xc4, ...u16(3), 9],
  ...[0xff, 0xc2, ...u16(17), 8, ...u16(600), ...u16(800), 3],
];
const webp = (kind: string, ...body: number[]) => [
  ...ascii("RIFF"),
  ...l32(100),
  ...ascii("WEBP"),
  ...ascii(kind),
  ...l32(10),
  ...body,
];
const box = (width: number, height: number) => [
  ...u32(20),
  ...ascii("ispe"),
  0,
  0,
  0,
  0,
  ...u32(width),
  ...u32(height),
];

describe("a picture's header", () => {
  it.each([
    ["PNG", PNG],
    ["JPEG", JPEG],
    ["WEBP", webp("VP8 ", ...[0, 0, 0, 0x9d, 1, 0x2a], ...l16(800), ...l16(600))],
    ["WEBP", webp("VP8L", 0x2f, ...l32(799 | (599 << 14)))],
    ["WEBP", webp("VP8X", ...[0, 0, 0, 0], ...l32(799).slice(0, 3), ...l32(599).slice(0, 3))],
    ["HEIC", [...u32(24), ...ascii("ftypheic"), ...box(160, 120), ...box(800, 600), ...box(512, 512)]],
    ["BMP", [...ascii("BM"), ...l32(0), ...l32(0), ...l32(54), ...l32(40), ...l32(800), ...l32(-600 >>> 0)]],
  ])("%s tells its sides", (format, bytes) => {
    expect(facts(...bytes)).toEqual({ bytes: bytes.length, format, width: 800, height: 600 });
  });

  it.each([
    ["nothing", []],
    ["a page", ascii("<!doctype html><title>Not found</title>")],
    ["a GIF", [...ascii("GIF89a"), ...l16(800), ...l16(600)]],
    ["an SVG", ascii('<svg width="800" height="600"></svg>')],
    ["an AVIF", [...u32(24), ...ascii("ftypavif"), ...box(800, 600)]],
    ["a PNG without sides", PNG.slice(0, 18)],
    ["a PNG of no width", [...PNG.slice(0, 16), ...u32(0), ...u32(600)]],
    ["a JPEG that ends before its frame", JPEG.slice(0, 13)],
    ["a JPEG whose scan comes first", [0xff, 0xd8, 0xff, 0xda, ...u16(8)]],
    ["a HEIC without sides", [...u32(24), ...ascii("ftypheic")]],
  ])("%s is no picture", (_what, bytes) => {
    expect(facts(...bytes)).toEqual({ bytes: bytes.length, format: null, width: null, height: null });
  });

  it("any bytes are answered, whatever they begin with", () => {
    const start = fc.constantFrom(
      [],
      PNG.slice(0, 8),
      [0xff, 0xd8],
      ascii("RIFF1234WEBP"),
      ascii("1234ftypheic"),
      ascii("BM"),
    );
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 300 }), (head, rest) => {
        expect(readImageFacts(Uint8Array.from([...head, ...rest])).bytes).toBe(head.length + rest.length);
      }),
    );
  });
});
