// The platform's no: a code, its words, and the HTTP status it is said with. Most business refusals are 200.

export class Refusal extends Error {
  readonly code: number;
  readonly status: number;
  constructor(code: number, message: string, status = 200) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export function refuse(code: number, message: string, status = 200): never {
  throw new Refusal(code, message, status);
}
