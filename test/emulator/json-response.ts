// An answer in JSON whose text stays at hand: who records it and who sends it need not read it back from a stream.

export class JsonResponse extends Response {
  readonly whole: string;

  constructor(value: unknown, init: { status?: number; headers?: Readonly<Record<string, string>> } = {}) {
    const whole = JSON.stringify(value);
    super(whole, { status: init.status, headers: { "content-type": "application/json", ...init.headers } });
    this.whole = whole;
  }
}
