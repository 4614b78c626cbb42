// Signs a marketplace call as any outside client does; the bench's own, so that it measures the twin and no other code.
import { createHmac } from "node:crypto";

export type Account = {
  readonly appKey: string;
  readonly appSecret: string;
  readonly token: string;
  readonly cipher: string;
};

type Asked = {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Seconds. */
  readonly at: number;
};

/** Path and query, signed over both and the body. */
export function signedPath(account: Account, asked: Asked): string {
  const query: Record<string, string> = {
    app_key: account.appKey,
    timestamp: String(asked.at),
    ...asked.query,
  };
  const names = Object.keys(query).sort();
  const text = `${asked.path}${names.map((name) => name + query[name]).join("")}${asked.body ?? ""}`;
  const sign = createHmac("sha256", account.appSecret)
    .update(account.appSecret + text + account.appSecret)
    .digest("hex");
  return `${asked.path}?${new URLSearchParams({ ...query, sign })}`;
}
