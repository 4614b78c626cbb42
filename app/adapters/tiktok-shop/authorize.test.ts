// The way from our link through the seller's consent to tokens and shops, against the twin.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Interception, interceptWith } from "../../../test/emulator/intercept.ts";
import { DEMO_SHOP } from "../../../test/emulator/settings.ts";
import { createTwin, type Twin } from "../../../test/emulator/twin.ts";
import { as, type StoreId } from "../../domain/ids.ts";
import { createRequest } from "../http/request.ts";
import { type AuthorizeAnswer, createAuthorize } from "./authorize.ts";
import type { TikTokShopApp } from "./client.ts";

const storeId = as<StoreId>("store-1");

let twin: Twin;
let interception: Interception;
let app: TikTokShopApp;

beforeEach(() => {
  twin = createTwin({ settings: { actors: "manual" } });
  interception = interceptWith(twin);
  const { appKey, appSecret, serviceId } = twin.settings.tiktokShop;
  app = {
    appKey,
    appSecret,
    serviceId,
    apiUrl: twin.settings.origins.tiktokApi,
    authUrl: twin.settings.origins.tiktokAuth,
    authorizeUrl: "https://services.us.tiktokshop.com/open/authorize",
    now: () => new Date(twin.clock.now()),
    send: createRequest(),
  };
});

afterEach(() => {
  interception.close();
  twin.stop();
});

/** The redirect of a seller who agreed, with what a test changes about it. */
function connect(query: Record<string, string> = {}): Promise<AuthorizeAnswer> {
  const authorize = createAuthorize(app, "state-key");
  const state = new URL(authorize.url(storeId)).searchParams.get("state") ?? "";
  const code = twin.tiktokShop.authorize(DEMO_SHOP);
  return authorize.finish(new URLSearchParams({ state, code, ...query }));
}

describe("connecting", () => {
  it("ends with the store that asked, its tokens and its shops", async () => {
    expect(await connect()).toMatchObject({
      kind: "granted",
      storeId,
      shops: [{ marketplaceShopId: DEMO_SHOP, region: "US", currency: "USD" }],
    });
  });

  it("takes no state that we did not make, that was changed, or that is too old", async () => {
    const authorize = createAuthorize(app, "state-key");
    const state = new URL(authorize.url(storeId)).searchParams.get("state") ?? "";
    const forged = new URL(createAuthorize(app, "other").url(storeId)).searchParams.get("state") ?? "";
    expect(await connect({ state: forged })).toMatchObject({ kind: "refused", reason: "state-invalid" });
    expect(await connect({ state: "" })).toMatchObject({ kind: "refused", reason: "state-invalid" });
    await twin.clock.advance(31 * 60_000);
    expect(await connect({ state })).toMatchObject({ kind: "refused", reason: "state-expired" });
  });

  it("a link names the service and leads to the authorize page", () => {
    const url = new URL(createAuthorize(app, "state-key").url(storeId));
    expect(url.origin + url.pathname).toBe("https://services.us.tiktokshop.com/open/authorize");
    expect(url.searchParams.get("service_id")).toBe(app.serviceId);
  });

  it("a redirect without a code is refused before anything is asked", async () => {
    expect(await connect({ code: "" })).toMatchObject({ kind: "refused", reason: "code-invalid" });
  });

  it("a code is good once", async () => {
    const code = twin.tiktokShop.authorize(DEMO_SHOP);
    expect((await connect({ code })).kind).toBe("granted");
    expect(await connect({ code })).toMatchObject({ kind: "refused", reason: "code-invalid" });
  });
});
