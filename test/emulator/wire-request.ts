// A request as the platforms read it: what fetch's own Request offers, with the body already at hand, so that naming
// the operation and answering it read the same bytes without a copy.

/** As much of a Request as the platforms need; any Request is one. */
export type WireRequest = Pick<Request, "method" | "url" | "headers" | "text" | "arrayBuffer"> & {
  clone(): WireRequest;
  /** The caller's address, where one is known. */
  readonly from?: string;
};

type Heard = {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** A body that is too large is not kept. */
  readonly body: Uint8Array | "too-large";
  readonly from?: string;
};

/** A request whose body has arrived in full; it may be read again and again. */
export class HeardRequest implements WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly from: string | undefined;
  readonly isTooLarge: boolean;
  private readonly body: Uint8Array;

  constructor({ method, url, headers, body, from }: Heard) {
    this.method = method;
    this.url = url;
    this.headers = headers;
    this.from = from;
    this.isTooLarge = body === "too-large";
    this.body = body === "too-large" ? new Uint8Array() : body;
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(this.body);
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return new Uint8Array(this.body).buffer;
  }

  clone(): WireRequest {
    return this;
  }

  /** For who needs a whole one: our own pages. */
  asRequest(): Request {
    const { method, headers } = this;
    const hasBody = method !== "GET" && method !== "HEAD" && this.body.length > 0;
    return new Request(this.url, { method, headers, body: hasBody ? new Uint8Array(this.body) : undefined });
  }
}
