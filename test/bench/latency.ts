// Webhook in to remote call out, idle: the real door, inbox, lane and adapter; the marketplace is a server that only
// notes when it was called. The floor makes the same hops without any of our work: a row, a NOTIFY, a call.
import { createHmac } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { type Application, createApplication } from "../../app/application.server.ts";
import { readEnv } from "../../app/env.server.ts";
import { lanes } from "../../app/worker/lanes.ts";
import { startWorker } from "../../app/worker/runner.ts";
import { openBenchDatabase } from "./bench-database.ts";
import { type BenchRow, quantile, row } from "./bench-row.ts";

const SAMPLES = 200;
const WARM_UP = 20;
const PAUSE_MS = 15;
const APP_KEY = "bench-app-key";
const APP_SECRET = "bench-app-secret";
const SHOP = "7495540735365777507";
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

type Send = (sample: number) => Promise<void>;

export async function benchLatency(): Promise<BenchRow[]> {
  const server = await openBenchDatabase();
  const closing: (() => Promise<unknown>)[] = [() => server.close()];
  try {
    let called: (() => void) | undefined;
    const marketplace = await listen((_req, res) => {
      called?.();
      res
        .setHeader("content-type", "application/json")
        .end(JSON.stringify({ code: 0, message: "Success", data: { orders: [] }, request_id: "1" }));
    }, closing);
    const hit = () => new Promise<void>((resolve) => void (called = resolve));
    const product = await measure(await ourHops(server, marketplace, closing), hit);
    const floor = await measure(await bareHops(server, marketplace, closing), hit);
    return [0.5, 0.99].map((share) =>
      row(
        {
          name: `webhook in to remote call out, p${share * 100}`,
          value: quantile(product, share),
          unit: "ms",
        },
        { name: "row + NOTIFY + call", value: quantile(floor, share) },
      ),
    );
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

async function measure(send: Send, hit: () => Promise<void>): Promise<number[]> {
  const waits: number[] = [];
  for (let sample = 0; sample < WARM_UP + SAMPLES; sample++) {
    const arrived = hit();
    const start = performance.now();
    await send(sample);
    await arrived;
    if (sample >= WARM_UP) waits.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return waits;
}

type Bench = Awaited<ReturnType<typeof openBenchDatabase>>;
type Closing = (() => Promise<unknown>)[];

function benchEnv(marketplace: string) {
  const read = readEnv({
    SHOPIFY_API_KEY: "key",
    SHOPIFY_API_SECRET: "secret",
    APP_URL: "http://127.0.0.1",
    TIKTOK_SHOP_APP_KEY: APP_KEY,
    TIKTOK_SHOP_APP_SECRET: APP_SECRET,
    TIKTOK_SHOP_SERVICE_ID: "1",
    TIKTOK_SHOP_API_URL: marketplace,
    ENCRYPTION_KEY: "a key of the bench, long enough to be taken",
  });
  if (read.kind === "problems") throw new Error(read.problems.join("; "));
  return read.env;
}

async function saveConnected({ stores }: Application["ports"]["records"]): Promise<void> {
  const at = new Date();
  const details = { name: "Bench", currency: "USD", timeZone: "UTC", at };
  const { id: storeId } = await stores.saveInstalled({ domain: "bench.myshopify.com", ...details });
  const later = new Date(at.getTime() + 30 * 86_400_000);
  const tokens = {
    accessToken: "a",
    accessTokenExpiresAt: later,
    refreshToken: "r",
    refreshTokenExpiresAt: later,
  };
  const shop = {
    marketplaceShopId: SHOP,
    shopName: "Bench",
    region: "US",
    currency: "USD",
    openId: "1",
    cipher: "c",
  };
  await stores.saveConnection({ storeId, ...shop, ...tokens });
}

// Sweeps would be calls, too: none falls due while this is measured.
const NEVER = 86_400;
const NO_SWEEPS = {
  "reconcile-orders": NEVER,
  "reconcile-shipments": NEVER,
  "reconcile-inventory": NEVER,
  "reconcile-listings": NEVER,
};

async function ourHops(server: Bench, marketplace: string, closing: Closing): Promise<Send> {
  const copy = await server.fresh();
  const env = benchEnv(marketplace);
  const { database } = copy;
  const application = createApplication({ env, database, log: QUIET, now: () => new Date() });
  await saveConnected(application.ports.records);
  const { ports } = application;
  const worker = await startWorker({ database, ports, lanes, concurrency: 4, sweepEverySeconds: NO_SWEEPS });
  // The first sweeps are marked when a worker starts; they are through by then.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const door = await listen((req, res) => void application.doors(req, res), closing);
  closing.push(
    () => copy.close(),
    () => application.close(),
    () => worker.stop(),
  );
  return async (sample) => {
    const order_id = String(576_600_000_000_000_000n + BigInt(sample));
    const data = { order_id, order_status: "AWAITING_SHIPMENT", update_time: 1 };
    const message = { type: 1, tts_notification_id: `bench-${sample}`, shop_id: SHOP, timestamp: 1, data };
    const body = JSON.stringify(message);
    const authorization = createHmac("sha256", APP_SECRET)
      .update(APP_KEY + body)
      .digest("hex");
    const answer = await fetch(`${door}/webhooks/tiktok-shop`, {
      method: "POST",
      body,
      headers: { authorization },
    });
    if (answer.status !== 200) throw new Error(`the door answered ${answer.status}`);
  };
}

async function bareHops(server: Bench, marketplace: string, closing: Closing): Promise<Send> {
  const copy = await server.fresh();
  const pool = new pg.Pool({ connectionString: copy.url, max: 4 });
  const listener = new pg.Client({ connectionString: copy.url });
  await listener.connect();
  await pool.query("create table floor_message (id bigserial primary key, body text)");
  await listener.query("listen floor");
  listener.on(
    "notification",
    () => void fetch(marketplace, { method: "POST", body: "{}" }).then((answer) => answer.text()),
  );
  const insert =
    "with one as (insert into floor_message (body) values ($1) returning id) select pg_notify('floor', id::text) from one";
  const door = await listen((req, res) => {
    req.resume().on("end", () => void pool.query(insert, ["{}"]).then(() => res.end()));
  }, closing);
  closing.push(
    () => copy.close(),
    () => pool.end(),
    () => listener.end(),
  );
  return async () => {
    await (await fetch(door, { method: "POST", body: "{}" })).text();
  };
}

async function listen(handler: RequestListener, closing: Closing): Promise<string> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
