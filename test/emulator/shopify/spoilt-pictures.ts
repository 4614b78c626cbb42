// Pictures with something wrong, for a merchant whose addresses ask for them: "https://example.com/soap.jpg?twin=page".
// What a file host may really give in place of a picture.
import { pngOf } from "./images.ts";

const HUGE_BYTES = 12 * 1024 * 1024;
const PIECE = new Uint8Array(64 * 1024);

const SPOILT = {
  /** A web page that says it is one. */
  page: () => answer("<!doctype html><title>Sign in</title>", "text/html"),
  /** The same under a picture's name. */
  disguised: () => answer("<!doctype html><title>Sign in</title>", "image/jpeg"),
  /** The connection to the host broke half-way through. */
  truncated: (pathname: string) => answer(half(pngOf(pathname)), "image/png"),
  empty: () => answer("", "image/png"),
  missing: () => new Response("Not Found", { status: 404 }),
  huge: (pathname: string) => answer(Buffer.concat([pngOf(pathname), Buffer.alloc(HUGE_BYTES)]), "image/png"),
  /** It never ends. */
  endless: () => answer(new ReadableStream({ pull: (controller) => controller.enqueue(PIECE) }), "image/png"),
} satisfies Record<string, (pathname: string) => Response>;

type Spoilt = keyof typeof SPOILT;

/** What the address of a picture asks for, as the end of its file's name; nothing for an ordinary one. */
export function spoiltIn(address: string): readonly Spoilt[] {
  const asked = /[?&]twin=(\w+)/.exec(address)?.[1] ?? "";
  return isSpoilt(asked) ? [asked] : [];
}

/** The file in its place; undefined for an ordinary one. */
export function spoiltPicture(pathname: string): Response | undefined {
  const asked = /-([a-z]+)\.png$/.exec(pathname)?.[1] ?? "";
  return isSpoilt(asked) ? SPOILT[asked](pathname) : undefined;
}

function isSpoilt(name: string): name is Spoilt {
  return Object.hasOwn(SPOILT, name);
}

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

function answer(body: BodyInit | Buffer, type: string): Response {
  const bytes = Buffer.isBuffer(body) ? new Uint8Array(body) : body;
  return new Response(bytes, { headers: { "content-type": type, "cache-control": "no-cache" } });
}
