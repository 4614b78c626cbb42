// Renders a page to a stream; the composition root adds the headers that let Shopify admin frame it.
import { PassThrough } from "node:stream";
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";

const RENDER_TIMEOUT_MS = 5_000;

export const streamTimeout = RENDER_TIMEOUT_MS;

// Remix fixes the parameters of this function; the fourth and fifth are its own.
export default function renderPage(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  context.application.addDocumentResponseHeaders(request, headers);
  const wholePage = isbot(request.headers.get("user-agent") ?? "");
  return new Promise((resolve, reject) => {
    let code = status;
    const send = () => {
      const body = new PassThrough();
      headers.set("Content-Type", "text/html; charset=utf-8");
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: code }));
      stream.pipe(body);
    };
    const stream = renderToPipeableStream(<RemixServer context={remixContext} url={request.url} />, {
      [wholePage ? "onAllReady" : "onShellReady"]: send,
      onShellError: reject,
      onError(error) {
        code = 500;
        context.application.ports.log.error("page failed to render", { error });
      },
    });
    setTimeout(() => stream.abort(), RENDER_TIMEOUT_MS + 1_000).unref();
  });
}
