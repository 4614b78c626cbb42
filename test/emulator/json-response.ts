// An answer in JSON whose text stays at hand: who records it and who sends it need not read it back from a stream.

type Init = { readonly status?: number; readonly headers?: HeadersInit };

export class JsonResponse extends Response {
  readonly whole: string;

  constructor(value: unknown, init: Init = {}) {
    const whole = JSON.stringify(value);
    const headers = new Headers(init.headers);
    if (!headers.has("content-type")) headers.set("content-type", "application/json");
    super(whole, { status: init.status, headers });
    this.whole = whole;
  }
}
