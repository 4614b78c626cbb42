// Webhook intake: signed order webhooks of 200 stores through the real doors, beside a bare handler on the same
// PostgreSQL. The load comes from this process, the servers are processes of their own, rounds alternate.
import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import autocannon from "autocannon";
import { openBenchDatabase } from "./bench-database.ts";
import { type BenchRow, median, row } from "./bench-row.ts";

const SECRET = "bench-secret";
const STORES = 200;
const ROUNDS = 3;
const SECONDS = 6;
const FLOOR = "bare node:http, HMAC, one insert";

type Measured = { readonly perSecond: number; readonly p99: number; readonly rssMiB: number };

export async function benchIntake(): Promise<BenchRow[]> {
  const server = await openBenchDatabase();
  const database = await server.fresh();
  try {
    await database.database.pool.query(
      "create table floor_message (id text primary key, topic text, store text, body bytea, at timestamptz default now())",
    );
    await database.database.prisma.store.createMany({
      data: Array.from({ length: STORES }, (_, index) => aStore(index)),
    });
    const measured = { doors: [] as Measured[], floor: [] as Measured[] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const mode of ["floor", "doors"] as const) measured[mode].push(await load(mode, database.url));
    }
    const of = (mode: "doors" | "floor", read: (one: Measured) => number) => median(measured[mode].map(read));
    const beside = (read: (one: Measured) => number) => ({ name: FLOOR, value: of("floor", read) });
    return [
      row(
        { name: "intake: webhooks a second", value: of("doors", (one) => one.perSecond), unit: "/s" },
        beside((one) => one.perSecond),
      ),
      row(
        { name: "intake: answer, p99", value: of("doors", (one) => one.p99), unit: "ms" },
        beside((one) => one.p99),
      ),
      row(
        { name: "intake: resident memory", value: of("doors", (one) => one.rssMiB), unit: "MiB" },
        beside((one) => one.rssMiB),
      ),
    ];
  } finally {
    await database.close();
    await server.close();
  }
}

function aStore(index: number) {
  const at = new Date();
  return {
    domain: `store-${index}.myshopify.com`,
    name: `Store ${index}`,
    currency: "USD",
    timeZone: "UTC",
    state: "installed",
    installedAt: at,
  };
}

async function load(mode: "doors" | "floor", url: string): Promise<Measured> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", path.join(import.meta.dirname, "intake-server.ts"), mode, url, SECRET],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  try {
    const port = await new Promise<string>((resolve) =>
      child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim())),
    );
    await fire(port, 2);
    const result = await fire(port, SECONDS);
    if (result.non2xx > 0 || result.errors > 0)
      throw new Error(`${mode}: ${result.non2xx} refused, ${result.errors} failed`);
    return {
      perSecond: result["2xx"] / result.duration,
      p99: result.latency.p99,
      rssMiB: await residentMiB(child),
    };
  } finally {
    child.kill("SIGKILL");
  }
}

const line = (index: number) => ({
  id: 9_000_000_000_000 + index,
  admin_graphql_api_id: `gid://shopify/LineItem/${9_000_000_000_000 + index}`,
  title: `Product title number ${index}`,
  quantity: 1 + (index % 3),
  price: "19.99",
  sku: `SKU-${index}`,
  vendor: "Vendor",
  tax_lines: [{ price: "1.65", rate: 0.0825, title: "State tax" }],
});
const BODY = JSON.stringify({
  id: 8_000_000_000_001,
  admin_graphql_api_id: "gid://shopify/Product/8000000000001",
  title: "A product",
  line_items: Array.from({ length: 24 }, (_, index) => line(index)),
});
const HMAC = createHmac("sha256", SECRET).update(BODY).digest("base64");

function fire(port: string, duration: number): Promise<autocannon.Result> {
  const run = randomUUID().slice(0, 8);
  let sent = 0;
  return autocannon({
    url: `http://127.0.0.1:${port}/webhooks/shopify`,
    connections: 50,
    duration,
    method: "POST",
    body: BODY,
    requests: [
      {
        setupRequest: (request) => {
          sent += 1;
          return {
            ...request,
            headers: {
              "content-type": "application/json",
              "x-shopify-topic": "products/update",
              "x-shopify-hmac-sha256": HMAC,
              "x-shopify-shop-domain": `store-${sent % STORES}.myshopify.com`,
              "x-shopify-webhook-id": `${run}-${sent}`,
              "x-shopify-triggered-at": "2026-11-22T12:00:00Z",
            },
          };
        },
      },
    ],
  });
}

async function residentMiB(child: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
