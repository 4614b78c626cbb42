// What a request carries, as far as the gateway judges it: a JSON object of sane depth, or a form.
import { refuse } from "./refusal.ts";
import type { Json } from "./route.ts";
import { mediaType } from "./signature.ts";

/** Deeper than any body of the platform; what is beyond it is meant to hurt. */
const DEEPEST = 64;

type Carried = { readonly method: string; readonly headers: Headers; readonly bytes: Uint8Array };

export function jsonBody({ method, headers, bytes }: Carried): Json {
  if (method === "GET" || bytes.length === 0) return {};
  if (mediaType(headers.get("content-type") ?? "") !== "application/json")
    refuse(36009022, "Body format invalid: the content type must be application/json", 400);
  const parsed = parse(bytes);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    refuse(36009022, "Body format invalid", 400);
  return parsed as Json;
}

export async function formBody({ headers, bytes }: Carried): Promise<FormData> {
  const contentType = headers.get("content-type") ?? "";
  if (mediaType(contentType) !== "multipart/form-data")
    refuse(36009023, "Content type must be multipart/form-data", 400);
  try {
    return await new Response(Buffer.from(bytes), { headers: { "content-type": contentType } }).formData();
  } catch {
    return refuse(36009022, "Body format invalid", 400);
  }
}

function parse(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  if (isTooDeep(text)) refuse(36009022, "Body format invalid: nested too deeply", 400);
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Counts brackets outside of strings; enough for text that then proves to be JSON. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === "[" || token === "{") depth += 1;
    else if (token === "]" || token === "}") depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}
