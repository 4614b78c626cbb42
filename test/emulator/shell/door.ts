// Where the admin shell is reached: everything under /shell of the main port, and its front page.
import type { Twin } from "../twin.ts";

/** Answers the shell's pages; undefined for any other path. */
export async function answerShell(twin: Twin, request: Request): Promise<Response | undefined> {
  const url = new URL(request.url);
  if (url.pathname === "/") return Response.redirect(new URL(`/shell/store/${firstStore(twin)}`, url), 302);
  return undefined;
}

function firstStore(twin: Twin): string {
  return twin.settings.shopify.stores[0]?.domain.replace(/\.myshopify\.com$/, "") ?? "";
}
