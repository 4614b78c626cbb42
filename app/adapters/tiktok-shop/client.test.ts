// One call on the wire: what is sent, what each answer means, and which two refusals are tried once more.
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isPlatformError, type PlatformErrorFacts } from "../../use-cases/ports/platform-error.ts";
import { createRequest } from "../http/request.ts";
import { type AccessTokens, createCall, type Operation, type TikTokShopApp } from "./client.ts";
import { signRequest } from "./signature.ts";

const now = new Date("2026-10-01T12:00:00Z");
const timestamp = String(now.getTime() / 1000);

type Sent = { url: URL; init: RequestInit };

/** A platform that answers in turn what it is given; the last answer is repeated. */
function platform(...answers: (() => Response)[]) {
  const sent: Sent[] = [];
  const app: TikTokShopApp = {
    appKey: "key",
    appSecret: "secret",
    serviceId: "1",
    apiUrl: "https://api.test",
    authUrl: "https://auth.test",
    authorizeUrl: "https://services.test/open/authorize",
    now: () => now,
    send: createRequest({
      fetch: async (url, init = {}) => {
        sent.push({ url: new URL(url), init });
        const answer = answers[Math.min(sent.length, answers.length) - 1];
        if (!answer) throw new Error("nothing to answer");
        return answer();
      },
    }),
  };
  return { app, sent };
}

const ok = (data: unknown) => () => Response.json({ code: 0, message: "Success", data, request_id: "r1" });
const no = (code: number, message = "no", init: ResponseInit = {}) => {
  return () => Response.json({ code, message, request_id: "r2" }, init);
};

const tokens: AccessTokens = { current: async () => "token-1", renewed: async () => "token-2" };

const read: Operation<z.ZodObject<{ name: z.ZodString }>> = {
  method: "GET",
  path: "/things/202309/{thing_id}",
  params: { thing_id: "17" },
  query: { page_token: "a+b=", empty: "", absent: undefined },
  scope: "shop",
  repeat: "safe",
  answer: z.object({ name: z.string() }),
};
const write = { ...read, method: "POST", body: { name: "x" }, query: {}, repeat: "unsafe" } as const;

async function factsOf(promise: Promise<unknown>): Promise<PlatformErrorFacts | undefined> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  return isPlatformError(error) ? error.facts : undefined;
}

describe("a call", () => {
  it("carries the app key, the time, the cipher and the token, and signs what it sends", async () => {
    const { app, sent } = platform(ok({ name: "seventeen", more: 1 }));
    expect(await createCall(app, tokens, "CIPHER")(read)).toEqual({ name: "seventeen" });
    const { url, init } = sent[0] as Sent;
    const query = { page_token: "a+b=", shop_cipher: "CIPHER", app_key: "key", timestamp };
    expect(url.pathname).toBe("/things/202309/17");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...query,
      sign: signRequest("secret", { path: "/things/202309/17", query }),
    });
    expect(init.headers).toMatchObject({
      "x-tts-access-token": "token-1",
      "content-type": "application/json",
    });
    expect(init.body).toBeUndefined();
  });

  it("signs the body exactly as it goes out", async () => {
    const { app, sent } = platform(ok({ name: "y" }));
    await createCall(app, tokens, "CIPHER")(write);
    const { url, init } = sent[0] as Sent;
    const query = { shop_cipher: "CIPHER", app_key: "key", timestamp };
    expect(url.searchParams.get("sign")).toBe(
      signRequest("secret", { path: url.pathname, query, body: init.body as string }),
    );
  });

  it("carries no cipher where the endpoint would refuse it, and leaves a form unsigned", async () => {
    const { app, sent } = platform(ok({ name: "y" }));
    const form = new FormData();
    form.set("data", new Blob(["x"]));
    await createCall(app, tokens, "CIPHER")({ ...read, method: "POST", scope: "seller", query: {}, form });
    const { url, init } = sent[0] as Sent;
    expect(url.searchParams.has("shop_cipher")).toBe(false);
    expect(init.headers).not.toHaveProperty("content-type");
    const query = { app_key: "key", timestamp };
    expect(url.searchParams.get("sign")).toBe(signRequest("secret", { path: url.pathname, query }));
  });
});

describe("a refusal", () => {
  it.each([
    [36009002, 429, "throttled"],
    [36009037, 429, "throttled"],
    [36009003, 200, "unavailable"],
    [36009043, 401, "unauthorized"],
    [105005, 403, "unauthorized"],
    [12052032, 200, "not-found"],
    [177001010, 200, "not-found"],
    [12052051, 200, "rejected"],
    [106001, 401, "rejected"],
    [36009009, 404, "rejected"],
    [987654, 500, "indeterminate"],
    [36009007, 200, "indeterminate"],
  ])("with code %i and HTTP %i is %s, by the code first", async (code, status, kind) => {
    const { app } = platform(no(code, "their words", { status }));
    expect(await factsOf(createCall(app, tokens, "C")(write))).toMatchObject({
      kind,
      code: String(code),
      detail: "their words",
      requestId: "r2",
      operation: "POST /things/202309/{thing_id}",
    });
  });

  it("says how long to wait when the platform did", async () => {
    const { app } = platform(no(36009002, "slow down", { status: 429, headers: { "retry-after": "7" } }));
    expect(await factsOf(createCall(app, tokens, "C")(read))).toMatchObject({
      kind: "throttled",
      retryAfterMs: 7000,
    });
  });

  it("without an envelope is judged by its status alone", async () => {
    const { app } = platform(() => new Response("<html>", { status: 503 }));
    expect(await factsOf(createCall(app, tokens, "C")(write))).toMatchObject({ kind: "unavailable" });
  });
});

describe("an answer", () => {
  it("that does not fit names path and type, never the value", async () => {
    const { app } = platform(ok({ name: 4711 }));
    const facts = await factsOf(createCall(app, tokens, "C")(read));
    expect(facts).toMatchObject({ kind: "malformed", detail: "data.name: invalid_type, expected string" });
    expect(facts?.detail).not.toContain("4711");
  });

  it("that never came leaves a write indeterminate and a read merely unavailable", async () => {
    const { app } = platform(() => {
      throw new TypeError("fetch failed");
    });
    expect(await factsOf(createCall(app, tokens, "C")(write))).toMatchObject({ kind: "indeterminate" });
    expect(await factsOf(createCall(app, tokens, "C")(read))).toMatchObject({ kind: "unavailable" });
  });
});

describe("once more", () => {
  it("a refused token is renewed and the call made again, once", async () => {
    const { app, sent } = platform(no(105002, "expired", { status: 401 }), ok({ name: "y" }));
    await createCall(app, tokens, "C")(write);
    expect(sent.map(({ init }) => new Headers(init.headers).get("x-tts-access-token"))).toEqual([
      "token-1",
      "token-2",
    ]);
  });

  it("a renewed token that is refused as well is the end of it", async () => {
    const { app, sent } = platform(no(105001, "invalid", { status: 401 }));
    expect(await factsOf(createCall(app, tokens, "C")(read))).toMatchObject({
      kind: "unauthorized",
      code: "105001",
    });
    expect(sent).toHaveLength(2);
  });

  it("a clock that is off is corrected by theirs, and stays corrected", async () => {
    const theirs = new Date(now.getTime() + 3_600_000);
    const stale = no(36009004, "Invalid timestamp", { status: 400, headers: { date: theirs.toUTCString() } });
    const { app, sent } = platform(stale, ok({ name: "y" }));
    const call = createCall(app, tokens, "C");
    await call(read);
    await call(read);
    const times = sent.map(({ url }) => url.searchParams.get("timestamp"));
    const corrected = String(theirs.getTime() / 1000);
    expect(times).toEqual([timestamp, corrected, corrected]);
  });

  it("a timestamp that stays refused is no fault of the request: it waits for the clock", async () => {
    const { app, sent } = platform(no(36009004, "Invalid timestamp", { status: 400 }));
    expect(await factsOf(createCall(app, tokens, "C")(read))).toMatchObject({ kind: "unavailable" });
    expect(sent).toHaveLength(1);
  });
});
