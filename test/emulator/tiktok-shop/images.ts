// Image uploads: judged by their bytes, named by their content, served back at their url.
import { createHash } from "node:crypto";
import { SCOPES } from "./auth.ts";
import type { Core } from "./core.ts";
import { type ImageHeader, readImageHeader } from "./image-header.ts";
import { refuse } from "./refusal.ts";
import type { Call, Route } from "./route.ts";
import type { ImageRow } from "./state.ts";

const USE_CASES = [
  "MAIN_IMAGE",
  "ATTRIBUTE_IMAGE",
  "DESCRIPTION_IMAGE",
  "CERTIFICATION_IMAGE",
  "SIZE_CHART_IMAGE",
];
const LARGEST_BYTES = 10 * 1024 * 1024;
const BUCKET = "tos-useast5-i-omjb5zjo8w-tx";

async function upload({ core, form }: Call): Promise<unknown> {
  const file = form?.get("data");
  if (!(file instanceof Blob)) refuse(12038002, "data must be a file");
  const useCase = form?.get("use_case") ?? "MAIN_IMAGE";
  if (typeof useCase !== "string" || !USE_CASES.includes(useCase)) refuse(98001004, "use_case is invalid");
  if (file.size > LARGEST_BYTES) refuse(12038005, "The image is larger than 10 MB");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const header =
    readImageHeader(bytes) ??
    refuse(12038004, "The image format is not supported: use JPG, PNG, WEBP, HEIC or BMP");
  if (isCutOff(bytes, header)) refuse(12038002, "The uploaded file is invalid: it ends too early");
  checkPixels(useCase, header);
  const row = rowOf(bytes, header, useCase);
  core.state.images.set(row.uri, core.state.images.get(row.uri) ?? row);
  if (!core.state.imageBytes.has(row.digest)) core.state.imageBytes.set(row.digest, bytes);
  return {
    uri: row.uri,
    url: imageUrl(core, row.uri),
    width: row.width,
    height: row.height,
    use_case: useCase,
  };
}

// The last chunk of every PNG; the other formats are believed once their header is whole.
function isCutOff(bytes: Uint8Array<ArrayBuffer>, { mime }: ImageHeader): boolean {
  return mime === "image/png" && !Buffer.from(bytes.buffer).includes("IEND");
}

/** Named by what it became: the same bytes in the same shape have the same uri, whatever they are for. */
function rowOf(bytes: Uint8Array, header: ImageHeader, useCase: string): ImageRow {
  const digest = createHash("sha256").update(bytes).digest("hex").slice(0, 32);
  const { width, height } = adjusted(useCase, header);
  const isSquared = width !== header.width || height !== header.height;
  const name = isSquared
    ? createHash("sha256").update(`${digest} square`).digest("hex").slice(0, 32)
    : digest;
  return { uri: `${BUCKET}/${name}`, mime: header.mime, width, height, digest };
}

function checkPixels(useCase: string, { width, height }: { width: number; height: number }): void {
  const [least, most] = useCase === "MAIN_IMAGE" ? [300, 4000] : [100, 20_000];
  if (Math.min(width, height) < least || Math.max(width, height) > most) {
    refuse(12038014, `The image is ${width}x${height}; sides must measure ${least} to ${most} pixels`);
  }
  if (useCase === "SIZE_CHART_IMAGE" && Math.min(width, height) < 1024) {
    refuse(12038014, "The shorter side of a size chart must measure at least 1024 pixels");
  }
}

/** Product pictures outside 3:4 to 4:3 become square; the answer tells the size after that. */
function adjusted(useCase: string, { width, height }: { width: number; height: number }) {
  const ratio = width / height;
  const keeps = !["MAIN_IMAGE", "ATTRIBUTE_IMAGE"].includes(useCase) || (ratio >= 3 / 4 && ratio <= 4 / 3);
  const side = Math.max(width, height);
  return keeps ? { width, height } : { width: side, height: side };
}

export function imageUrl(core: Core, uri: string): string {
  return `${core.parts.settings.origins.tiktokFiles}/${uri}`;
}

export function imageView(core: Core, uri: string): unknown {
  const row = core.state.images.get(uri);
  const url = imageUrl(core, uri);
  return { uri, urls: [url], thumb_urls: [url], width: row?.width ?? 0, height: row?.height ?? 0 };
}

/** The files host. */
export function serveImage(core: Core, pathname: string): Response {
  const row = core.state.images.get(pathname.slice(1));
  const bytes = core.state.imageBytes.get(row?.digest ?? "");
  if (!row || !bytes) return new Response("not found", { status: 404 });
  return new Response(Buffer.from(bytes), {
    headers: { "content-type": row.mime, "cache-control": "max-age=31536000" },
  });
}

export function isImagePath(pathname: string): boolean {
  return pathname.startsWith(`/${BUCKET}/`);
}

export const imageRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/product/202309/images/upload",
    scope: SCOPES.productWrite,
    cipher: false,
    body: "multipart",
    run: upload,
  },
];
