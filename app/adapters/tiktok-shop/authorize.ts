// Connecting a shop: the seller authorizes us at the marketplace, and the redirect brings back a code and our own
// signed, expiring state, which says whose store asked.
import { createHmac } from "node:crypto";
import { z } from "zod";
import { as, type StoreId } from "../../domain/ids.ts";
import type { MarketplaceShop } from "../../use-cases/ports/marketplace.ts";
import { isPlatformError } from "../../use-cases/ports/platform-error.ts";
import { createCall, type TikTokShopApp } from "./client.ts";
import { id, list, text } from "./fields.ts";
import { marketOf } from "./markets.ts";
import { sameDigest } from "./signature.ts";
import { exchangeCode, type TokenGrant } from "./tokens.ts";
import { VERSION } from "./versions.ts";

export type AuthorizedShop = MarketplaceShop & { readonly currency: string };

export type AuthorizeAnswer =
  | {
      readonly kind: "granted";
      readonly storeId: StoreId;
      readonly grant: TokenGrant;
      readonly shops: readonly AuthorizedShop[];
    }
  | {
      readonly kind: "refused";
      readonly reason: "state-invalid" | "state-expired" | "code-invalid" | "no-shop";
      readonly detail: string;
    };

export type Authorize = {
  /** Where the seller's browser goes. */
  url(storeId: StoreId): string;
  /** What the redirect's query means. Throws PlatformError only for what may pass (throttled, unavailable). */
  finish(query: URLSearchParams): Promise<AuthorizeAnswer>;
};

// As long as the code itself is good for.
const STATE_LIFE_MS = 30 * 60_000;

const stateSchema = z.object({ store: z.string().min(1), until: z.number() });
const shopsSchema = z.object({
  shops: list(z.object({ id, name: text, region: z.string().min(1), cipher: z.string().min(1) })),
});

/** `stateKey` signs the state; any secret of ours that outlives half an hour. */
export function createAuthorize(app: TikTokShopApp, stateKey: string): Authorize {
  return {
    url: (storeId) => {
      const state = createState(stateKey, { store: storeId, until: app.now().getTime() + STATE_LIFE_MS });
      const url = new URL(app.authorizeUrl);
      url.searchParams.set("service_id", app.serviceId);
      url.searchParams.set("state", state);
      return url.href;
    },
    finish: async (query) => {
      const state = readState(stateKey, query.get("state") ?? "");
      if (state === undefined) return refused("state-invalid", "this link was not made by us");
      if (state.until <= app.now().getTime())
        return refused("state-expired", "this link is older than 30 minutes");
      const code = query.get("code");
      if (!code) return refused("code-invalid", "the marketplace sent no code");
      return finishWithCode(app, as<StoreId>(state.store), code);
    },
  };
}

async function finishWithCode(app: TikTokShopApp, storeId: StoreId, code: string): Promise<AuthorizeAnswer> {
  const grant = await exchangeCode(app, code).catch((error: unknown) => {
    if (isPlatformError(error, "unauthorized", "rejected")) return error;
    throw error;
  });
  if (isPlatformError(grant)) return refused("code-invalid", grant.facts.detail);
  const shops = await authorizedShops(app, grant.tokens.accessToken);
  if (shops.length === 0) return refused("no-shop", "this seller has no shop in a market we know");
  return { kind: "granted", storeId, grant, shops };
}

async function authorizedShops(app: TikTokShopApp, accessToken: string): Promise<AuthorizedShop[]> {
  // The token was made a moment ago: one that is refused now stays refused.
  const fresh = { current: async () => accessToken, renewed: async () => accessToken };
  const data = await createCall(
    app,
    fresh,
    null,
  )({
    method: "GET",
    path: `/authorization/${VERSION.authorization}/shops`,
    scope: "seller",
    repeat: "safe",
    answer: shopsSchema,
  });
  return data.shops.flatMap((shop) => {
    const market = marketOf(shop.region);
    if (market === undefined) return [];
    const name = shop.name ?? shop.id;
    return [
      {
        marketplaceShopId: shop.id,
        name,
        region: shop.region,
        cipher: shop.cipher,
        currency: market.currency,
      },
    ];
  });
}

function createState(key: string, state: z.infer<typeof stateSchema>): string {
  const payload = Buffer.from(JSON.stringify(state)).toString("base64url");
  return `${payload}.${signState(key, payload)}`;
}

function readState(key: string, state: string): z.infer<typeof stateSchema> | undefined {
  const [payload = "", digest = ""] = state.split(".");
  if (!sameDigest(signState(key, payload), digest)) return undefined;
  return stateSchema.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8"))).data;
}

// The purpose stands in the message, so that this key's other signatures never pass for a state.
function signState(key: string, payload: string): string {
  return createHmac("sha256", key).update(`tiktok-shop-state:${payload}`).digest("base64url");
}

function refused(
  reason: Extract<AuthorizeAnswer, { kind: "refused" }>["reason"],
  detail: string,
): AuthorizeAnswer {
  return { kind: "refused", reason, detail };
}
