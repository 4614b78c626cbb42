// The composition root: builds the ports once, binds authentication, webhook reading and what pages may ask for.

import type { Database } from "./adapters/database/client.ts";
import type { PrismaClient } from "./adapters/database/generated/client.ts";
import { createLocks, type Locks } from "./adapters/database/locks.ts";
import { createRecords } from "./adapters/database/records.ts";
import { createSeal } from "./adapters/database/seal.ts";
import { createSessionStorage } from "./adapters/database/sessions.ts";
import type { PaceClock } from "./adapters/http/pace-queue.ts";
import type { Fetch } from "./adapters/http/request.ts";
import { createShopifyAuth, type ShopifyAuth } from "./adapters/shopify/auth.ts";
import { reviveSession } from "./adapters/shopify/revive-session.ts";
import { shopifyStandIn } from "./adapters/shopify/stand-in.ts";
import { createWebhookReader as createShopifyWebhookReader } from "./adapters/shopify/webhooks.ts";
import { type Authorize, createAuthorize } from "./adapters/tiktok-shop/authorize.ts";
import { createWebhookReader } from "./adapters/tiktok-shop/webhooks.ts";
import { as, type ConnectionId, type StoreId } from "./domain/ids.ts";
import { createDoors, type Doors } from "./doors/doors.ts";
import type { Env } from "./env.server.ts";
import { createLinkDoctor, type LinkDoctor } from "./link-doctor.server.ts";
import { type ListingRules, listingRules } from "./listing-rules.server.ts";
import { createPlatforms } from "./platforms.server.ts";
import { serviceAnswers } from "./queries/fulfillment-service.server.ts";
import { type SellingRules, sellingRules } from "./selling-rules.server.ts";
import { type ActedOn, actOnListings, type ListingsToActOn } from "./use-cases/act-on-listings.ts";
import { connectMarketplace } from "./use-cases/connect-marketplace.ts";
import { installStore } from "./use-cases/install-store.ts";
import { pausePublishing, resumePublishing } from "./use-cases/pause-publishing.ts";
import { reconnectKey } from "./use-cases/ports/platform-error.ts";
import type { Log, Ports } from "./use-cases/ports/ports.ts";
import type { Mark, Verb } from "./use-cases/ports/work.ts";

/** What routes get as `context.application` (Remix load context). Nothing else of the back office reaches them. */
export type Application = {
  readonly ports: Ports;
  /** For queries only. */
  readonly database: PrismaClient;
  readonly now: () => Date;
  /** Verifies the embedded request (session token, token exchange); throws the Response that Shopify's flow wants. */
  readonly authenticate: (request: Request) => Promise<{ storeId: StoreId; domain: string }>;
  readonly login: (request: Request) => Promise<unknown>;
  readonly addDocumentResponseHeaders: (request: Request, headers: Headers) => void;
  readonly shell: { readonly apiKey: string; readonly appBridgeUrl: string | undefined };
  /** Address the seller's browser goes to, in a new tab, to authorize; carries a signed, expiring state. */
  readonly marketplaceAuthorizeUrl: (storeId: StoreId) => string;
  /** The marketplace's redirect came back with code and state. */
  readonly finishConnect: (query: URLSearchParams) => Promise<ConnectAnswer>;
  /** Makes a waiting work item due now. */
  readonly retry: (storeId: StoreId, verb: Verb, subject: string) => Promise<void>;
  /** Marks the comparison of everything, and the sweeps of what it leaves to them. */
  readonly verifyNow: (storeId: StoreId) => Promise<void>;
  /** Settings of listings and choices for products. */
  readonly listingRules: ListingRules;
  /** Asks something of many listings at once; answers for which it was begun and why not for the rest. */
  readonly actOnListings: (asked: ListingsToActOn) => Promise<ActedOn>;
  /** Stops new listings in a shop, or lets them be made again. */
  readonly publishing: (storeId: StoreId, connectionId: string, wish: "pause" | "resume") => Promise<void>;
  /** Rules of prices and stock. */
  readonly sellingRules: SellingRules;
  readonly linkDoctor: LinkDoctor;
  /** What platforms call, answered before any page. */
  readonly doors: Doors;
  /** Closes what the application opened itself; the database stays its opener's. */
  readonly close: () => Promise<void>;
};

export type ConnectAnswer =
  | { readonly kind: "connected"; readonly shopNames: readonly string[] }
  | {
      readonly kind: "refused";
      readonly reason: "state-invalid" | "state-expired" | "code-invalid" | "no-shop";
      readonly detail: string;
    };

export type ApplicationParts = {
  readonly env: Env;
  readonly database: Database;
  readonly log: Log;
  readonly now: () => Date;
  /** Where requests to the platforms go instead of the network, and by which clock they are paced: for virtual time. */
  readonly network?: Fetch;
  readonly paceClock?: PaceClock;
};

const SWEEPS = ["reconcile-everything", "reconcile-orders", "reconcile-shipments"] as const;

/** One per process. */
export function createApplication(parts: ApplicationParts): Application {
  const { env, database, log, now, paceClock } = parts;
  const secrets = { current: env.encryptionKey };
  const standIn = env.shopify.standIn ? shopifyStandIn(env.shopify.standIn) : undefined;
  const network: Fetch | undefined = parts.network ?? standIn;
  if (env.shopify.standIn) log.warn("Shopify is replaced by a local stand-in", { url: env.shopify.standIn });
  const records = createRecords({ database, secrets, now });
  const locks = createLocks(database.url);
  // Apart from the tokens' locks: whoever registers may have a token renewed meanwhile, and must not wait for itself.
  const registering = createLocks(database.url);
  const sessionStorage = createSessionStorage(database.prisma, createSeal(secrets, "session"), reviveSession);
  const platforms = createPlatforms({
    ...{ env, database, records, sessionStorage, locks, network, now, log },
    ...(paceClock ? { paceClock } : {}),
  });
  const ports: Ports = { records, ...platforms.ports, now, log, publicUrl: env.appUrl };
  const install = installing(ports, locks);
  const auth = createShopifyAuth({
    apiKey: env.shopify.apiKey,
    apiSecret: env.shopify.apiSecret,
    appUrl: env.appUrl,
    scopes: [],
    sessionStorage,
    afterAuth: async ({ domain }) => {
      // A token was exchanged: what waited for the merchant to open the app goes on.
      await records.issues.clear(await install(domain), reconnectKey("shopify"));
    },
    log,
    ...(network ? { network } : {}),
  });
  const authorize = createAuthorize(platforms.tiktokShop, env.encryptionKey);
  return {
    ports,
    database: database.prisma,
    now,
    ...pages({ ports, auth, env, install }),
    marketplaceAuthorizeUrl: (storeId) => authorize.url(storeId),
    finishConnect: (query) => finishConnect(ports, authorize, query),
    listingRules: listingRules(ports, (name, work) => registering.withStoreLock(name, work)),
    sellingRules: sellingRules(ports),
    linkDoctor: createLinkDoctor(ports),
    doors: openDoors({ env, database, ports, log }),
    close: async () => {
      await Promise.all([locks.close(), registering.close()]);
    },
  };
}

type PageParts = {
  readonly ports: Ports;
  readonly auth: ShopifyAuth;
  readonly env: Env;
  readonly install: Install;
};

function pages({ ports, auth, env, install }: PageParts) {
  const mark = (storeId: StoreId, marks: readonly Omit<Mark, "storeId">[]) =>
    ports.records.work.mark(marks.map((one) => ({ ...one, storeId })));
  return {
    authenticate: async (request: Request) => {
      const { domain } = await auth.authenticateAdmin(request);
      return { domain, storeId: await install(domain) };
    },
    login: auth.login,
    addDocumentResponseHeaders: (request: Request, headers: Headers) => {
      auth.addDocumentResponseHeaders(request, headers);
      // The library preloads App Bridge from Shopify's network; with another script that would be a wasted call outside.
      if (env.appBridgeUrl) headers.delete("Link");
      if (env.adminShellOrigin) allowFrame(headers, env.adminShellOrigin);
    },
    shell: { apiKey: env.shopify.apiKey, appBridgeUrl: env.appBridgeUrl },
    actOnListings: (asked: ListingsToActOn) => actOnListings(ports, asked),
    publishing: (storeId: StoreId, connectionId: string, wish: "pause" | "resume") => {
      const shop = { storeId, connectionId: as<ConnectionId>(connectionId) };
      return wish === "pause" ? pausePublishing(ports, shop) : resumePublishing(ports, shop);
    },
    retry: (storeId: StoreId, verb: Verb, subject: string) => mark(storeId, [{ verb, subject }]),
    verifyNow: (storeId: StoreId) =>
      mark(
        storeId,
        SWEEPS.map((verb) => ({ verb, subject: "all" })),
      ),
  };
}

function openDoors({
  env,
  database,
  ports,
  log,
}: Pick<ApplicationParts, "env" | "database" | "log"> & { ports: Ports }): Doors {
  return createDoors({
    inbox: ports.records.inbox,
    readShopifyWebhook: createShopifyWebhookReader(env.shopify),
    readTikTokShopWebhook: createWebhookReader(env.tiktokShop),
    shopifyApiSecret: env.shopify.apiSecret,
    service: serviceAnswers(database.prisma),
    log,
  });
}

type Install = (domain: string) => Promise<StoreId>;

// Tokens are exchanged anew every hour that a merchant uses the app: only the first time, and after an uninstall, is
// there something to set up. A page's loaders ask side by side: one of them does it, the others find it done.
function installing(ports: Ports, locks: Locks): Install {
  const known = async (domain: string) => {
    const store = await ports.records.stores.byDomain(domain);
    return store?.state === "installed" && store.fulfillmentService ? store.id : undefined;
  };
  return async (domain) =>
    (await known(domain)) ??
    locks.withStoreLock(
      `install:${domain}`,
      async () => (await known(domain)) ?? installStore(ports, { domain }),
    );
}

async function finishConnect(
  ports: Ports,
  authorize: Authorize,
  query: URLSearchParams,
): Promise<ConnectAnswer> {
  const answer = await authorize.finish(query);
  if (answer.kind === "refused") return answer;
  const { storeId, grant, shops } = answer;
  const connected = await connectMarketplace(ports, {
    storeId,
    openId: grant.openId,
    tokens: grant.tokens,
    shops,
  });
  if (connected.kind === "refused") return connected;
  return { kind: "connected", shopNames: connected.connections.map((connection) => connection.shopName) };
}

// Shopify's library names the admin's own origins; on a developer's machine the admin shell stands in for them.
function allowFrame(headers: Headers, origin: string): void {
  const policy = headers.get("Content-Security-Policy") ?? "frame-ancestors 'self';";
  headers.set("Content-Security-Policy", policy.replace("frame-ancestors", `frame-ancestors ${origin}`));
}
