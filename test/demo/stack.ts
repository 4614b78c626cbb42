// The demo's processes: the twin, the app and its worker, on free or given ports, over a database of their own.
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { openDatabase } from "../../app/adapters/database/server.ts";
import type { TwinSettings } from "../emulator/platform.ts";
import { DEMO_STORE, defaultSettings } from "../emulator/settings.ts";
import { type Child, startChild } from "./child.ts";
import { type Control, controlOf } from "./control.ts";

export type Stack = {
  readonly appUrl: string;
  readonly twinUrl: string;
  readonly storeDomain: string;
  readonly logFolder: string;
  readonly databaseUrl: string;
  readonly control: Control;
  /** SIGKILL and a new one at once, as a machine that dies and comes back. */
  restartWorker(): Promise<void>;
  /** Peak resident memory by process, in MiB. */
  memory(): Promise<{ readonly web: number; readonly worker: number; readonly twin: number }>;
  /** Rejects when a process ends by itself. */
  readonly broken: Promise<never>;
  stop(): Promise<void>;
};

export type StackOptions = {
  readonly port: number;
  readonly sweepSeconds: number;
  /** For a twin with a catalogue of a hundred thousand. */
  readonly twinHeapMiB?: number;
};

/** Starts everything, the database first; `say` gets a sentence for each part that is ready. */
export async function startStack(options: StackOptions, say: (sentence: string) => void): Promise<Stack> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "reeldock-demo-"));
  const logFolder = path.join(import.meta.dirname, "../../.data/demo-logs");
  await rm(logFolder, { recursive: true, force: true });
  await mkdir(logFolder, { recursive: true });
  const database = await openDatabase({ dataFolder: path.join(folder, "postgres") });
  say("PostgreSQL is running, migrated, in a folder of its own");

  const appPort = options.port || (await freePort());
  const twinPort = options.port ? options.port + 1 : await freePort();
  const at = { appUrl: `http://127.0.0.1:${appPort}`, twinUrl: `http://127.0.0.1:${twinPort}` };
  const twin = await startChild({
    name: "twin",
    file: "test/emulator/main.ts",
    words: ["--port", String(twinPort)],
    env: {},
    logFolder,
    ...(options.twinHeapMiB === undefined ? {} : { heapMiB: options.twinHeapMiB }),
    isReady: async () => (await fetch(`${at.twinUrl}/control/settings`)).ok,
  });
  const control = controlOf(at.twinUrl);
  // It comes with a catalogue of its own; the demo brings the merchant's.
  await control.post("reset");
  say(`The local twin of Shopify and TikTok Shop answers at ${at.twinUrl}`);

  const env = await environment(at, { databaseUrl: database.url, control, options });
  const web = await startChild({
    name: "web",
    file: "app/server.ts",
    env: { ...env, PORT: String(appPort), WORKER: "off" },
    logFolder,
    isReady: async () => (await fetch(`${at.appUrl}/healthz`)).ok,
  });
  say(`Reeldock's web process serves at ${at.appUrl}`);
  const startWorker = () => startWorkerOver(database.url, env, logFolder);
  let worker = await startWorker();
  say("Reeldock's worker is running");

  const broken = Promise.race([breaks(web), breaks(twin)]);
  // Whoever waits for it hears of it; that a process ends when it is stopped is no news.
  broken.catch(() => undefined);
  return {
    ...at,
    storeDomain: DEMO_STORE,
    logFolder,
    databaseUrl: database.url,
    control,
    restartWorker: async () => {
      await worker.kill();
      worker = await startWorker();
    },
    memory: async () => ({
      web: await web.peakMiB(),
      worker: await worker.peakMiB(),
      twin: await twin.peakMiB(),
    }),
    broken,
    stop: async () => {
      await Promise.all([web.stop(), worker.stop()]);
      await twin.stop();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function breaks(child: Child): Promise<never> {
  const code = await child.ended;
  throw new Error(`the process ${child.name} ended by itself with code ${code}`);
}

function startWorkerOver(
  url: string,
  env: Readonly<Record<string, string>>,
  logFolder: string,
): Promise<Child> {
  const since = new Date();
  return startChild({
    name: "worker",
    file: "app/worker.ts",
    env,
    logFolder,
    isReady: () => beatsSince(url, since),
  });
}

// A worker is at work once it has given its first heartbeat.
async function beatsSince(url: string, since: Date): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from "WorkerBeat" where "startedAt" >= $1', [since]);
    return (rowCount ?? 0) > 0;
  } finally {
    await client.end();
  }
}

type Parts = { readonly databaseUrl: string; readonly control: Control; readonly options: StackOptions };

// The twin says where it is and which keys open it; everything else of the product is as in production.
async function environment(
  at: { readonly appUrl: string; readonly twinUrl: string },
  parts: Parts,
): Promise<Record<string, string>> {
  const { shopify, tiktokShop } = defaultSettings;
  const { origins } = await parts.control.post<TwinSettings>("settings", {
    appUrl: at.appUrl,
    redirectUrl: `${at.appUrl}/oauth/tiktok-shop`,
    subscriptions: await subscriptions(),
  });
  return {
    SHOPIFY_API_KEY: shopify.apiKey,
    SHOPIFY_API_SECRET: shopify.apiSecret,
    APP_URL: at.appUrl,
    TIKTOK_SHOP_APP_KEY: tiktokShop.appKey,
    TIKTOK_SHOP_APP_SECRET: tiktokShop.appSecret,
    TIKTOK_SHOP_SERVICE_ID: tiktokShop.serviceId,
    TIKTOK_SHOP_API_URL: origins.tiktokApi,
    TIKTOK_SHOP_AUTH_URL: origins.tiktokAuth,
    TIKTOK_SHOP_AUTHORIZE_URL: `${origins.tiktokAuth}/open/authorize`,
    SHOPIFY_STAND_IN: at.twinUrl,
    APP_BRIDGE_URL: `${at.twinUrl}/shell/app-bridge.js`,
    ADMIN_SHELL_ORIGIN: at.twinUrl,
    ENCRYPTION_KEY: "only-for-the-demo-0123456789abcdef",
    DATABASE_URL: parts.databaseUrl,
    SWEEP_SECONDS: String(parts.options.sweepSeconds),
    NODE_ENV: "production",
  };
}

// As Shopify learns them from the app's configuration when it is deployed.
async function subscriptions(): Promise<{ topic: string; uri: string }[]> {
  const toml = await readFile(path.join(import.meta.dirname, "../../shopify.app.toml"), "utf8");
  const blocks = toml.split("[[webhooks.subscriptions]]").slice(1);
  return blocks.flatMap((block) => {
    const uri = /uri\s*=\s*"([^"]+)"/.exec(block)?.[1] ?? "";
    const topics = /(?<!compliance_)topics\s*=\s*\[([^\]]*)\]/.exec(block)?.[1] ?? "";
    return [...topics.matchAll(/"([^"]+)"/g)].map((match) => ({ topic: match[1] ?? "", uri }));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
