// Scripts and styles of the twin's own pages, served as they lie beside their pages.
import { readFile } from "node:fs/promises";

const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
};

/** A file beside a page. Any origin may load it: the app's pages fetch the App Bridge script from here. */
export async function pageFile(file: URL): Promise<Response> {
  const type = TYPES[file.pathname.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  return new Response(await readFile(file), {
    headers: { "content-type": type, "cache-control": "no-cache", "access-control-allow-origin": "*" },
  });
}
