// The twin's own figures, each with its goal and beside a floor of the same run: how soon it stands, how many signed
// reads and GraphQL queries it answers, what much data costs it, and how long a day of orders takes.
import path from "node:path";
import { type BenchRow, median, row } from "./bench-row.ts";
import { graphqlRow, readRow } from "./twin-load.ts";
import { run, timeToFirstLine } from "./twin-process.ts";

const STARTS = 5;
const HELD = 100_000;
const ORDERS_A_DAY = 10_000;

export const TWIN_BENCHES = {
  "twin-start": () => one(startRow),
  "twin-reads": () => one(readRow),
  "twin-graphql": () => one(graphqlRow),
  "twin-memory": () => one(memoryRow),
  "twin-day": () => one(dayRow),
};

async function one(measure: () => Promise<BenchRow>): Promise<BenchRow[]> {
  return [await measure()];
}

async function startRow(): Promise<BenchRow> {
  const emulator = path.join(import.meta.dirname, "../emulator/main.ts");
  const floor = path.join(import.meta.dirname, "twin-floors.ts");
  const took = { twin: [] as Took[], floor: [] as Took[] };
  for (let round = 0; round < STARTS; round++) {
    took.twin.push(await timeToFirstLine(emulator, ["--port", "0"]));
    took.floor.push(await timeToFirstLine(floor, []));
  }
  const core = median(took.twin.map((one) => one.core));
  console.log(`  of which the twin itself used a core for ${core.toFixed(2)} s`);
  return row(
    {
      name: "twin: start until it serves the demo store",
      value: median(took.twin.map((one) => one.clock)),
      unit: "s",
    },
    { name: "a program that prints a line", value: median(took.floor.map((one) => one.clock)) },
    { atMost: 1 },
  );
}

type Took = Awaited<ReturnType<typeof timeToFirstLine>>;

async function memoryRow(): Promise<BenchRow> {
  const child = run("twin-hold.ts", [String(HELD)], ["--expose-gc", "--max-old-space-size=6144"]);
  try {
    const empty = (await child.says()) as { rssMiB: number };
    const full = (await child.says()) as {
      rssMiB: number;
      productsSeconds: number;
      ordersSeconds: number;
    };
    console.log(
      `  filled with products in ${full.productsSeconds.toFixed(0)} s, with orders in ${full.ordersSeconds.toFixed(0)} s`,
    );
    return row(
      { name: "twin: memory with 100,000 products and orders on each side", value: full.rssMiB, unit: "MiB" },
      { name: "empty", value: empty.rssMiB },
      { atMost: 1_536 },
    );
  } finally {
    child.stop();
  }
}

type Day = { readonly seconds: number; readonly coreSeconds: number; readonly webhooks: number };

async function dayRow(): Promise<BenchRow> {
  const sink = run("twin-floors.ts", ["sink"]);
  try {
    const { url } = (await sink.says()) as { url: string };
    const child = run("twin-day.ts", [String(ORDERS_A_DAY), url]);
    const { seconds, webhooks, coreSeconds } = (await child.says()) as Day;
    console.log(`  of which the twin itself used a core for ${coreSeconds.toFixed(1)} s`);
    const start = performance.now();
    for (let sent = 0; sent < webhooks; sent++) {
      await (await fetch(url, { method: "POST", body: "{}" })).arrayBuffer();
    }
    const floor = (performance.now() - start) / 1_000;
    return row(
      { name: "twin: a day with 10,000 orders on each side, webhooks delivered", value: seconds, unit: "s" },
      { name: `its ${webhooks} webhooks posted one by one`, value: floor },
      { atMost: 60 },
    );
  } finally {
    sink.stop();
  }
}
