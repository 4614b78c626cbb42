// Stock changed in the store until the marketplace heard of it, through the demo's real processes: first with nothing
// else to do, then while a first sync takes all that the quota gives. The floor is what the twin needs for its own part.
import { setTimeout as sleep } from "node:timers/promises";
import { merchantOf } from "../../demo/merchant.ts";
import { describe, type Progress, watch } from "../../demo/progress.ts";
import { seen, until, waiting } from "../../demo/say.ts";
import { type Stack, startStack } from "../../demo/stack.ts";
import type { HistoryEntry } from "../../emulator/history.ts";
import { bareStore } from "../bare-store.ts";
import { type BenchRow, median, quantile, row } from "../bench-row.ts";

const EDITED = 60;
const SAMPLES = Number(process.env["BENCH_SAMPLES"] ?? 300);
const SYNCED = Number(process.env["BENCH_PRODUCTS"] ?? 2_000);
const PICTURES = 3;
/** Products that the twin is handed at once: a request's body has its limit. */
const PIECE = 2_000;
/** Calls a second of each endpoint while the sync runs. */
const RATE = 10;

type Edit = { readonly sku: string; readonly quantity: number; readonly at: number };

export async function benchStockLatency(): Promise<BenchRow[]> {
  const { idle, floor } = await withStore([csvOf("live", EDITED)], async (stack) => {
    await isAllLive(stack);
    const waits = await editAndHear(stack, { from: 1_000, everyMs: 250 });
    return { idle: waits, floor: await editsAndReads(stack) };
  });
  // Those to be edited come first, so that they are live when the rest is not.
  const whole = [csvOf("live", EDITED), ...piecesOf("synced", SYNCED)];
  const busy = await withStore(whole, async (stack) => {
    await stack.control.post("tiktok-shop/quotas", { operation: "*", perSecond: RATE });
    await isPublishing(stack);
    const waits = await editAndHear(stack, { from: 1_000, everyMs: 200 });
    await isPublishing(stack);
    return { waits, floor: await editsAndReads(stack) };
  });
  const most = 1_000 + 2_000 / RATE;
  return [
    latency("stock change to remote call, idle", { waits: idle, share: 0.5, floor, most: 50 }),
    latency("same", { waits: idle, share: 0.99, floor, most: 250 }),
    latency(`stock change, first sync of ${SYNCED} at ${RATE}/s`, { ...busy, share: 0.5 }),
    latency("same", { ...busy, share: 0.99, most }),
  ];
}

type Latency = {
  readonly waits: readonly number[];
  readonly share: number;
  readonly floor: number;
  readonly most?: number;
};

function latency(name: string, { waits, share, floor, most }: Latency): BenchRow {
  return row(
    { name: `${name}, p${share * 100}`, value: quantile(waits, share), unit: "ms" },
    { name: "the twin's own part: edit, read of its levels, p50", value: floor },
    most === undefined ? undefined : { atMost: most },
  );
}

/** A store with these products, installed and connected. */
async function withStore<T>(csvs: readonly string[], work: (stack: Stack) => Promise<T>): Promise<T> {
  const stack = await startStack({ port: 0, sweepSeconds: 600, twinHeapMiB: 4_096 }, () => undefined);
  try {
    for (const csv of csvs) await stack.control.importCsv(stack.storeDomain, csv);
    await stack.control.post(`shopify/stores/${stack.storeDomain}/install`);
    await stack.control.post("settings", { timing: { auditMs: 0 } });
    const merchant = merchantOf({ twinUrl: stack.twinUrl, domain: stack.storeDomain });
    await merchant.open("/app");
    await merchant.connect();
    return await work(stack);
  } finally {
    await stack.stop();
  }
}

function isAllLive(stack: Stack): Promise<void> {
  return lookUntil(stack, "the listings are live and nothing waits", (progress) => {
    const live = progress.listings["live"] ?? 0;
    return live >= EDITED && progress.waiting.length === 0;
  });
}

/** Everything is read, the first are live, and there are many left: what is measured now is measured beside that. */
function isPublishing(stack: Stack): Promise<void> {
  return lookUntil(stack, "the sync is at work", ({ catalogRead, listings, waiting: work }) => {
    const left = work.find((one) => one.verb === "publish-listings")?.count ?? 0;
    return catalogRead && (listings["live"] ?? 0) >= 2 * EDITED && left > 100;
  });
}

async function lookUntil(stack: Stack, what: string, isSo: (progress: Progress) => boolean): Promise<void> {
  const look = await watch(stack.databaseUrl);
  try {
    await until(what, { seconds: 300 + SYNCED / 50 }, async () => {
      const progress = await look.look();
      return isSo(progress) ? seen(undefined) : waiting(describe(progress));
    });
  } finally {
    await look.close();
  }
}

// Quantities only rise, and stay below what a shop offers at most: the first that the marketplace takes of a SKU, as high as the edit or higher, tells of the edit.
async function editAndHear(stack: Stack, plan: { from: number; everyMs: number }): Promise<number[]> {
  const began = await lastSeq(stack);
  const edits: Edit[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const edit = { sku: `live-${sample % EDITED}`, quantity: plan.from + sample, at: Date.now() };
    const { sku, quantity } = edit;
    await stack.control.post(`shopify/stores/${stack.storeDomain}/stock`, { sku, quantity });
    edits.push(edit);
    await sleep(Math.max(0, plan.everyMs - (Date.now() - edit.at)));
  }
  return until("every edit is heard", { seconds: 120 }, async () => {
    const heard = await heardSince(stack, began);
    const waits = edits.flatMap((edit) => {
      const telling = [...heard].filter(
        ([quantity]) =>
          quantity >= edit.quantity &&
          (quantity - plan.from) % EDITED === (edit.quantity - plan.from) % EDITED,
      );
      return telling.length === 0 ? [] : [Math.min(...telling.map(([, at]) => at)) - edit.at];
    });
    return waits.length === edits.length ? seen(waits) : waiting(`${waits.length} of ${edits.length} heard`);
  });
}

async function lastSeq(stack: Stack): Promise<number> {
  const [last] = await historyOf(stack, "last=1");
  return last?.seq ?? 0;
}

/** When the marketplace took each quantity, by the twin's clock, which is the machine's. */
async function heardSince(stack: Stack, since: number): Promise<ReadonlyMap<number, number>> {
  const entries = await historyOf(stack, `effects=inventory.updated&since=${since}`);
  return new Map(
    entries.flatMap((entry) => {
      if (entry.kind !== "effect") return [];
      return [[(entry.data as { quantity: number }).quantity, Date.parse(entry.at)] as const];
    }),
  );
}

async function historyOf(stack: Stack, query: string): Promise<readonly HistoryEntry[]> {
  const answer = await fetch(`${stack.twinUrl}/control/history?${query}`);
  return ((await answer.json()) as { entries: HistoryEntry[] }).entries;
}

const LEVELS = `{ productVariants(first: 1) { nodes { inventoryItem { inventoryLevels(first: 10) {
  nodes { location { id } quantities(names: ["available"]) { name quantity } updatedAt } } } } } }`;

// What no application can save: the merchant's edit itself, and one read of what it came to.
async function editsAndReads(stack: Stack): Promise<number> {
  const store = await bareStore(stack);
  const waits: number[] = [];
  for (let sample = 0; sample < 50; sample += 1) {
    const start = performance.now();
    await stack.control.post(`shopify/stores/${stack.storeDomain}/stock`, { sku: "live-0", quantity: 500 });
    await store.ask({ query: LEVELS });
    waits.push(performance.now() - start);
  }
  return median(waits);
}

function piecesOf(name: string, products: number): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < products; from += PIECE)
    pieces.push(csvOf(name, Math.min(PIECE, products - from), from));
  return pieces;
}

function csvOf(name: string, products: number, from = 0): string {
  const rows = Array.from({ length: products }, (_, place) =>
    Array.from({ length: PICTURES }, (_each, at) => {
      const index = from + place;
      const picture = `https://images.example/${name}-${index}-${at}.jpg`;
      const first = `Oat milk soap bar ${name} ${index},A bar of soap.,Fernweh,Soap,${name}-${index},12.00,7,120,shopify`;
      return `${name}-${index},${at === 0 ? first : ",,,,,,,,"},${picture},${at + 1}`;
    }),
  );
  const header =
    "Handle,Title,Body (HTML),Vendor,Type,Variant SKU,Variant Price,Variant Inventory Qty,Variant Grams,Variant Inventory Tracker,Image Src,Image position";
  return [header, ...rows.flat()].join("\n");
}
