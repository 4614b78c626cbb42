// A long answer as a stream, for files too large to hold: nothing is kept, and a stream that stalls ends in an error.
import { type Exchange, lostExchange, refusedExchange } from "./classify.ts";
import { chunksOf } from "./read-bytes.ts";
import { type Fetch, network } from "./request.ts";

export type Download = (exchange: Exchange & { readonly url: string }) => AsyncIterable<Uint8Array>;

/** Makes the function that streams a public file. `timeoutMs` bounds the wait for each piece, not the whole. */
export function createDownload(
  options: { readonly fetch?: Fetch; readonly timeoutMs?: number } = {},
): Download {
  const send = options.fetch ?? network;
  const timeoutMs = options.timeoutMs ?? 30_000;
  return async function* download(exchange) {
    const stall = new AbortController();
    const restart = () =>
      setTimeout(() => stall.abort(new DOMException("no data", "TimeoutError")), timeoutMs);
    let timer = restart();
    try {
      const response = await send(exchange.url, { signal: stall.signal });
      if (!response.ok || !response.body) throw refusedExchange(exchange, response);
      for await (const chunk of chunksOf(response.body)) {
        clearTimeout(timer);
        yield chunk;
        timer = restart();
      }
    } catch (error) {
      throw error instanceof Error && error.name === "PlatformError" ? error : lostExchange(exchange, error);
    } finally {
      clearTimeout(timer);
    }
  };
}
