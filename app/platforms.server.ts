// Wires the platforms' adapters: which network they use, where their tokens lie, and the ports they become.
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import type { Database } from "./adapters/database/client.ts";
import { createConnectionTokens } from "./adapters/database/connection-tokens.ts";
import { lastEndpointRate, saveEndpointRate } from "./adapters/database/endpoint-rates.ts";
import type { Locks } from "./adapters/database/locks.ts";
import { createSeal } from "./adapters/database/seal.ts";
import { createDownload } from "./adapters/http/download.ts";
import { createFetchImage, pictureRoom } from "./adapters/http/images.ts";
import { createPace, type RateMemory } from "./adapters/http/pace.ts";
import type { PaceClock } from "./adapters/http/pace-queue.ts";
import { createRequest, type Fetch } from "./adapters/http/request.ts";
import { createAdminLimit } from "./adapters/shopify/client.ts";
import { createOfflineTokens } from "./adapters/shopify/offline-tokens.ts";
import { createStore } from "./adapters/shopify/store.ts";
import type { TikTokShopApp } from "./adapters/tiktok-shop/client.ts";
import {
  createMarketplace,
  createWarehouse,
  type MarketplaceDeps,
} from "./adapters/tiktok-shop/marketplace.ts";
import { purposeOf } from "./adapters/tiktok-shop/purposes.ts";
import type { ConnectionId } from "./domain/ids.ts";
import type { Env } from "./env.server.ts";
import { PlatformError } from "./use-cases/ports/platform-error.ts";
import type { Log, Ports } from "./use-cases/ports/ports.ts";
import type { Records } from "./use-cases/ports/records.ts";

export type PlatformParts = {
  readonly env: Env;
  readonly database: Database;
  readonly records: Records;
  readonly sessionStorage: SessionStorage;
  readonly locks: Locks;
  readonly network: Fetch | undefined;
  readonly now: () => Date;
  readonly log: Log;
  readonly paceClock?: PaceClock;
};

export type Platforms = {
  readonly tiktokShop: TikTokShopApp;
  readonly ports: Pick<Ports, "storeFor" | "marketplaceFor" | "warehouseFor" | "fetchImage">;
};

export function createPlatforms(parts: PlatformParts): Platforms {
  const { env, now, network } = parts;
  const send = createRequest(network ? { fetch: network } : {});
  const tiktokShop: TikTokShopApp = {
    ...env.tiktokShop,
    send,
    now,
    pace: createPace(parts.paceClock, rateMemory(parts)),
  };
  const connectionFor = connections(parts, tiktokShop);
  return {
    tiktokShop,
    ports: {
      storeFor: stores(parts, send),
      marketplaceFor: async (connectionId) => createMarketplace(await connectionFor(connectionId)),
      warehouseFor: async (connectionId) => createWarehouse(await connectionFor(connectionId)),
      fetchImage: createFetchImage(send, pictureRoom()),
    },
  };
}

// What is lost of it is seen again, and what cannot be read is learnt again.
function rateMemory({ database, now, log }: PlatformParts): RateMemory {
  return {
    keep: ({ shop, endpoint }, perSecond) => {
      const seen = { cipher: shop, endpoint, purpose: purposeOf(endpoint), perSecond, at: now() };
      saveEndpointRate(database.prisma, seen).catch((error: unknown) =>
        log.error("rate-not-kept", { operation: endpoint, error }),
      );
    },
    recall: async ({ shop, endpoint }) => {
      try {
        const last = await lastEndpointRate(database.prisma, { cipher: shop, endpoint });
        return last && { perSecond: last.perSecond, ageMs: now().getTime() - last.at.getTime() };
      } catch (error) {
        log.error("rate-not-recalled", { operation: endpoint, error });
        return undefined;
      }
    },
  };
}

function stores(parts: PlatformParts, send: ReturnType<typeof createRequest>): Ports["storeFor"] {
  const { env, now, sessionStorage, locks, network, records } = parts;
  const tokens = createOfflineTokens({
    apiKey: env.shopify.apiKey,
    apiSecret: env.shopify.apiSecret,
    sessionStorage,
    send,
    now,
    withStoreLock: (domain, work) => locks.withStoreLock(domain, work),
  });
  const shared = {
    send,
    tokens,
    limit: createAdminLimit(),
    download: createDownload(network ? { fetch: network } : {}),
  };
  return async (storeId) => {
    const store = await records.stores.byId(storeId);
    if (!store || store.state === "uninstalled")
      throw refused("shopify", "the store has uninstalled the app");
    return createStore({ ...shared, domain: store.domain, currency: store.currency });
  };
}

function connections(
  { database, env, locks }: PlatformParts,
  app: TikTokShopApp,
): (connectionId: ConnectionId) => Promise<MarketplaceDeps> {
  const kept = createConnectionTokens(
    database.prisma,
    createSeal({ current: env.encryptionKey }, "connection-token"),
  );
  return async (connectionId) => {
    const row = await database.prisma.connection.findUnique({ where: { id: connectionId } });
    if (row?.state !== "active")
      throw refused("tiktok-shop", "the connection is paused; connect the shop again");
    const storeId = row.storeId as Parameters<typeof kept.readConnectionTokens>[0];
    const tokenStore: MarketplaceDeps["tokenStore"] = {
      load: async () => {
        const tokens = await kept.readConnectionTokens(storeId, connectionId);
        if (!tokens) throw refused("tiktok-shop", "the shop's authorization was forgotten; connect it again");
        return tokens;
      },
      save: (tokens) => kept.saveConnectionTokens(storeId, connectionId, tokens),
      withConnectionLock: (work) => locks.withConnectionLock(connectionId, work),
    };
    return { app, cipher: row.cipher, region: row.region, tokenStore };
  };
}

function refused(platform: "shopify" | "tiktok-shop", detail: string): PlatformError {
  return new PlatformError({ platform, operation: "open the port", kind: "unauthorized", detail });
}
