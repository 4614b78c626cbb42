// Scripts and styles of the twin's own pages, served as they lie beside their pages.
import { readFile } from "node:fs/promises";

const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
};

/** A file beside a page, or several as one. Any origin may load it: the app's pages fetch the App Bridge script here. */
export async function pageFile(...parts: readonly URL[]): Promise<Response> {
  const texts = await Promise.all(parts.map((part) => readFile(part, "utf8")));
  const type = TYPES[parts[0]?.pathname.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  return new Response(texts.join("\n"), {
    headers: { "content-type": type, "cache-control": "no-cache", "access-control-allow-origin": "*" },
  });
}
