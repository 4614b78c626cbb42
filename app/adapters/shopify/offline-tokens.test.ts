// Tokens of installed stores at and after their expiry, against the twin.
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Interception, interceptWith } from "../../../test/emulator/intercept.ts";
import { DEMO_STORE } from "../../../test/emulator/settings.ts";
import { createTwin, type Twin } from "../../../test/emulator/twin.ts";
import { installedSession, memorySessions } from "../../../test/sessions.ts";
import { createRequest } from "../http/request.ts";
import { createShopifyAuth } from "./auth.ts";
import { createOfflineTokens } from "./offline-tokens.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
// Anything that looks like a robot is sent away with 410.
const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const id = `offline_${DEMO_STORE}`;

let twin: Twin;
let interception: Interception;
let sessions: ReturnType<typeof memorySessions>;
let passed: number;

beforeAll(() => {
  twin = createTwin({ clock: "real" });
  interception = interceptWith(twin);
});
afterAll(() => {
  interception.close();
  twin.stop();
});
beforeEach(() => {
  twin.reset();
  twin.shopify.install(DEMO_STORE);
  sessions = memorySessions();
  passed = 0;
});

type Lock = Parameters<typeof createOfflineTokens>[0]["withStoreLock"];

function oneAtATime(): Lock {
  let locked: Promise<unknown> = Promise.resolve();
  return (_domain, work) => {
    const mine = locked.then(work, work);
    locked = mine;
    return mine;
  };
}

function tokens(withStoreLock: Lock = oneAtATime()) {
  return createOfflineTokens({
    apiKey: twin.settings.shopify.apiKey,
    apiSecret: twin.settings.shopify.apiSecret,
    sessionStorage: sessions,
    send: createRequest(),
    now: () => new Date(Date.now() + passed),
    withStoreLock,
  });
}

it("a fresh token is used as it is", async () => {
  await sessions.storeSession(await installedSession(twin, DEMO_STORE));
  expect(await tokens().offlineToken(DEMO_STORE)).toBe((await sessions.loadSession(id))?.accessToken);
});

it("at expiry many askers cause one refresh, and its tokens are kept", async () => {
  await sessions.storeSession(await installedSession(twin, DEMO_STORE));
  const old = await sessions.loadSession(id);
  passed = HOUR_MS;
  // Two processes share the storage and the lock; each has askers of its own.
  const lock = oneAtATime();
  const [web, worker] = [tokens(lock), tokens(lock)];
  const given = await Promise.all([web, web, worker, worker].map((one) => one.offlineToken(DEMO_STORE)));
  const stored = await sessions.loadSession(id);
  expect(new Set(given)).toEqual(new Set([stored?.accessToken]));
  expect(stored?.accessToken).not.toBe(old?.accessToken);
  expect(stored?.refreshToken).not.toBe(old?.refreshToken);
  expect(stored?.expires?.getTime()).toBeGreaterThan(Date.now() + passed + HOUR_MS / 2);
});

it("a store without a session, past its refresh token, or uninstalled is unauthorized", async () => {
  await expect(tokens().offlineToken(DEMO_STORE)).rejects.toMatchObject({ facts: { kind: "unauthorized" } });
  await sessions.storeSession(await installedSession(twin, DEMO_STORE));
  passed = 91 * DAY_MS;
  await expect(tokens().offlineToken(DEMO_STORE)).rejects.toMatchObject({ facts: { kind: "unauthorized" } });
  passed = HOUR_MS;
  twin.shopify.uninstall(DEMO_STORE);
  await expect(tokens().offlineToken(DEMO_STORE)).rejects.toMatchObject({ facts: { kind: "unauthorized" } });
});

it("an answer without an expiry is not stored", async () => {
  await sessions.storeSession(await installedSession(twin, DEMO_STORE));
  const before = await sessions.loadSession(id);
  const withoutExpiry = createOfflineTokens({
    apiKey: "key",
    apiSecret: "secret",
    sessionStorage: sessions,
    send: createRequest({ fetch: async () => Response.json({ access_token: "shpat_new", scope: "" }) }),
    now: () => new Date(Date.now() + HOUR_MS),
    withStoreLock: (_domain, work) => work(),
  });
  await expect(withoutExpiry.offlineToken(DEMO_STORE)).rejects.toMatchObject({
    facts: { kind: "malformed" },
  });
  expect(await sessions.loadSession(id)).toEqual(before);
});

it("a refused token is not used again, one that replaced it is", async () => {
  await sessions.storeSession(await installedSession(twin, DEMO_STORE));
  const kept = tokens();
  const token = await kept.offlineToken(DEMO_STORE);
  await kept.tokenRefused(DEMO_STORE, "another token");
  expect(await kept.offlineToken(DEMO_STORE)).toBe(token);
  await kept.tokenRefused(DEMO_STORE, token);
  const next = await kept.offlineToken(DEMO_STORE);
  expect(next).not.toBe(token);
  await kept.tokenRefused(DEMO_STORE, token);
  expect(await kept.offlineToken(DEMO_STORE)).toBe(next);
});

it("the merchant's first visit exchanges the session token and says that the store is installed, again only anew", async () => {
  const installed: string[] = [];
  const auth = createShopifyAuth({
    apiKey: twin.settings.shopify.apiKey,
    apiSecret: twin.settings.shopify.apiSecret,
    appUrl: "https://app.reeldock.test",
    scopes: ["read_products"],
    sessionStorage: sessions,
    afterAuth: async ({ domain }) => void installed.push(domain),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const visit = () => {
    const headers = {
      "user-agent": BROWSER,
      authorization: `Bearer ${twin.shopify.sessionToken(DEMO_STORE)}`,
    };
    return auth.authenticateAdmin(new Request("https://app.reeldock.test/app", { headers }));
  };
  expect(await visit()).toEqual({ domain: DEMO_STORE });
  expect(await visit()).toEqual({ domain: DEMO_STORE });
  expect(installed).toEqual([DEMO_STORE]);
  const stored = await sessions.loadSession(id);
  expect(await tokens().offlineToken(DEMO_STORE)).toBe(stored?.accessToken);
  expect(stored?.refreshToken).toBeTruthy();
});

it("a forged session token is refused with the header that asks for a fresh one", async () => {
  const auth = createShopifyAuth({
    apiKey: twin.settings.shopify.apiKey,
    apiSecret: twin.settings.shopify.apiSecret,
    appUrl: "https://app.reeldock.test",
    scopes: [],
    sessionStorage: sessions,
    afterAuth: async () => undefined,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const headers = { "user-agent": BROWSER, authorization: "Bearer a.b.c" };
  const answer = await auth
    .authenticateAdmin(new Request("https://app.reeldock.test/app", { headers }))
    .catch((caught: unknown) => caught);
  expect(answer).toBeInstanceOf(Response);
  expect((answer as Response).status).toBe(401);
  expect((answer as Response).headers.get("x-shopify-retry-invalid-session-request")).toBe("1");
});
