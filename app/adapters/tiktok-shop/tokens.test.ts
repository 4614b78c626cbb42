// Tokens: one refresh however many need it, the newest kept, and a plain no told as the end of the authorization.
import { describe, expect, it } from "vitest";
import { tokensIn } from "../../../test/marketplace-world.ts";
import { isPlatformError } from "../../use-cases/ports/platform-error.ts";
import { createRequest } from "../http/request.ts";
import type { TikTokShopApp } from "./client.ts";
import { createTokens, type TokenStore, type Tokens } from "./tokens.ts";

const DAY = 24 * 60 * 60 * 1000;
const now = new Date("2026-10-01T12:00:00Z");
const after = (ms: number) => new Date(now.getTime() + ms);

/** An auth host that rotates both tokens with every refresh and takes each refresh token once. */
function authHost(answer?: () => Response) {
  const used: string[] = [];
  const app: TikTokShopApp = {
    appKey: "key",
    appSecret: "secret",
    serviceId: "1",
    apiUrl: "https://api.test",
    authUrl: "https://auth.test",
    authorizeUrl: "https://services.test/open/authorize",
    now: () => now,
    send: createRequest({
      fetch: async (address) => {
        const refreshToken = new URL(address).searchParams.get("refresh_token") ?? "";
        const again = used.includes(refreshToken);
        used.push(refreshToken);
        if (answer) return answer();
        if (again) return Response.json({ code: 36004004, message: "refresh token is invalid" });
        const number = used.length + 1;
        const data = {
          access_token: `access-${number}`,
          access_token_expire_in: after(7 * DAY).getTime() / 1000,
          refresh_token: `refresh-${number}`,
          refresh_token_expire_in: after(365 * DAY).getTime() / 1000,
          open_id: "701",
        };
        return Response.json({ code: 0, message: "success", data });
      },
    }),
  };
  return { app, used };
}

/** Beginning with these. */
function kept(first: Partial<Tokens> = {}): TokenStore & { saved: Tokens[] } {
  const saved: Tokens[] = [
    {
      accessToken: "access-1",
      accessTokenExpiresAt: after(7 * DAY),
      refreshToken: "refresh-1",
      refreshTokenExpiresAt: after(300 * DAY),
      ...first,
    },
  ];
  return { saved, ...tokensIn(saved) };
}

describe("tokens", () => {
  it("one with days left is used as it is", async () => {
    const { app, used } = authHost();
    expect(await createTokens(app, kept()).current()).toBe("access-1");
    expect(used).toEqual([]);
  });

  it("one in its last day is refreshed ahead, and the rotated pair kept", async () => {
    const { app } = authHost();
    const store = kept({ accessTokenExpiresAt: after(DAY / 2) });
    expect(await createTokens(app, store).current()).toBe("access-2");
    expect(store.saved.at(-1)).toMatchObject({
      refreshToken: "refresh-2",
      accessTokenExpiresAt: after(7 * DAY),
    });
  });

  it("two that need it at once make one call, in one process or two", async () => {
    const { app, used } = authHost();
    const store = kept({ accessTokenExpiresAt: after(DAY / 2) });
    const here = createTokens(app, store);
    const there = createTokens(app, store);
    expect(await Promise.all([here.current(), there.current(), here.renewed("access-1")])).toEqual([
      "access-2",
      "access-2",
      "access-2",
    ]);
    expect(used).toEqual(["refresh-1"]);
  });

  it("a refused one is renewed at once, whatever its age", async () => {
    const { app } = authHost();
    expect(await createTokens(app, kept()).renewed("access-1")).toBe("access-2");
  });

  it("a platform that is away stops nothing while there is time left", async () => {
    const { app } = authHost(() => new Response("", { status: 503 }));
    expect(await createTokens(app, kept({ accessTokenExpiresAt: after(DAY / 2) })).current()).toBe(
      "access-1",
    );
    const late = createTokens(app, kept({ accessTokenExpiresAt: after(1_000) }));
    expect(isPlatformError(await late.current().catch((error: unknown) => error), "unavailable")).toBe(true);
  });

  it("a refused refresh is the end of the authorization", async () => {
    const { app } = authHost(() => Response.json({ code: 36004001, message: "invalid" }));
    const error = await createTokens(app, kept())
      .renewed("access-1")
      .catch((thrown: unknown) => thrown);
    expect(isPlatformError(error, "unauthorized")).toBe(true);
  });

  it("a refresh token past its end is not even tried", async () => {
    const { app, used } = authHost();
    const store = kept({ accessTokenExpiresAt: after(-1), refreshTokenExpiresAt: after(-1) });
    const error = await createTokens(app, store)
      .current()
      .catch((thrown: unknown) => thrown);
    expect(isPlatformError(error, "unauthorized")).toBe(true);
    expect(used).toEqual([]);
  });
});
