// The whole product within this process: the doors that platforms call, a worker, and its pages where they are wanted,
// over a twin reached by either of its doors.
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { type Application, createApplication } from "../../app/application.server.ts";
import type { StoreId } from "../../app/domain/ids.ts";
import { readEnv } from "../../app/env.server.ts";
import { lanes } from "../../app/worker/lanes.ts";
import { startWorker } from "../../app/worker/runner.ts";
import { appSubscriptions } from "../app-subscriptions.ts";
import { createTestDatabase } from "../database.ts";
import type { TwinAddresses } from "../emulator/addresses.ts";
import { interceptWith } from "../emulator/intercept.ts";
import { serveTwin } from "../emulator/serve.ts";
import { DEMO_SHOP, DEMO_STORE } from "../emulator/settings.ts";
import { createTwin, type Twin } from "../emulator/twin.ts";

/** The twin's doors: within the process at the platforms' real addresses, or over HTTP at addresses of its own. */
export type DoorName = "interception" | "http";

export type AppInProcess = {
  readonly twin: Twin;
  readonly application: Application;
  /** Where the twin is served; undefined within the process. */
  readonly addresses: TwinAddresses | undefined;
  close(): Promise<void>;
};

export type AppOptions = {
  readonly shops?: Twin["settings"]["tiktokShop"]["shops"];
  readonly pages?: (application: Application) => Promise<RequestListener>;
};

/** The merchant installs the app, opens it in the admin, and agrees at the marketplace. Answers the store's id. */
export async function installAndConnect({ twin, application }: AppInProcess): Promise<StoreId> {
  twin.shopify.install(DEMO_STORE);
  const framed = new Request(`https://app.test/app?${twin.shopify.embedQuery(DEMO_STORE)}`, {
    headers: { "user-agent": "Mozilla/5.0 Chrome/140.0.0.0", accept: "text/html" },
  });
  const { storeId } = await application.authenticate(framed);
  const state = new URL(application.marketplaceAuthorizeUrl(storeId)).searchParams.get("state") ?? "";
  const code = twin.tiktokShop.authorize(DEMO_SHOP);
  const answer = await application.finishConnect(new URLSearchParams({ code, state }));
  if (answer.kind !== "connected") throw new Error(`not connected: ${answer.reason}`);
  return storeId;
}

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
// What one message did not bring about is found soon, as it is found later in production.
const SWEEPS = {
  "reconcile-orders": 5,
  "reconcile-shipments": 5,
  "reconcile-inventory": 5,
  "reconcile-listings": 5,
};
const TIMING = { auditMs: 50, remorseMs: 50, warehouseStepMs: 100, searchLagMs: 50, bulkMs: 20 };

export async function appInProcess(door: DoorName, options: AppOptions = {}): Promise<AppInProcess> {
  const closing: (() => Promise<unknown>)[] = [];
  const twin = createTwin({ clock: "real", settings: { timing: TIMING } });
  closing.push(async () => twin.stop());
  if (options.shops) twin.change({ tiktokShop: { shops: options.shops } });
  const addresses = await openDoor(twin, door, closing);
  const copy = await createTestDatabase();
  closing.push(() => copy.close());
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(async () => server.close() && server.closeAllConnections());
  const appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  twin.change({ shopify: { appUrl, appSubscriptions: appSubscriptions() } });
  const { database } = copy;
  const env = environment(twin, { appUrl, databaseUrl: copy.url, addresses });
  const application = createApplication({ env, database, log: QUIET, now: () => new Date() });
  closing.push(application.close);
  const pages = await options.pages?.(application);
  server.on("request", (incoming, outgoing) => {
    if (!application.doors(incoming, outgoing)) pages?.(incoming, outgoing);
  });
  const { ports } = application;
  const worker = await startWorker({ database, ports, lanes, concurrency: 4, sweepEverySeconds: SWEEPS });
  closing.push(() => worker.stop());
  return {
    ...{ twin, application, addresses },
    close: async () => {
      for (const end of closing.reverse()) await end();
    },
  };
}

async function openDoor(
  twin: Twin,
  door: DoorName,
  closing: (() => Promise<unknown>)[],
): Promise<TwinAddresses | undefined> {
  if (door === "interception") {
    const interception = interceptWith(twin);
    closing.push(async () => interception.close());
    return undefined;
  }
  const served = await serveTwin(twin, { port: 0 });
  closing.push(() => served.close());
  return served.addresses;
}

type Parts = {
  readonly appUrl: string;
  readonly databaseUrl: string;
  readonly addresses: TwinAddresses | undefined;
};

// Without addresses everything is as in production: the platforms' own.
function environment({ settings }: Twin, { appUrl, databaseUrl, addresses }: Parts) {
  const { shopify, tiktokShop } = settings;
  const read = readEnv({
    SHOPIFY_API_KEY: shopify.apiKey,
    SHOPIFY_API_SECRET: shopify.apiSecret,
    APP_URL: appUrl,
    TIKTOK_SHOP_APP_KEY: tiktokShop.appKey,
    TIKTOK_SHOP_APP_SECRET: tiktokShop.appSecret,
    TIKTOK_SHOP_SERVICE_ID: tiktokShop.serviceId,
    ENCRYPTION_KEY: "only for a journey, 0123456789abcdef",
    DATABASE_URL: databaseUrl,
    SHOPIFY_STAND_IN: addresses?.main,
    APP_BRIDGE_URL: addresses && `${addresses.main}/shell/app-bridge.js`,
    ADMIN_SHELL_ORIGIN: addresses?.main,
    TIKTOK_SHOP_API_URL: addresses?.tiktokApi,
    TIKTOK_SHOP_AUTH_URL: addresses?.tiktokAuth,
  });
  if (read.kind === "problems") throw new Error(read.problems.join("; "));
  return read.env;
}
