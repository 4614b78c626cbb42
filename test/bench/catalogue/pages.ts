// How long each page of the catalogue takes to read at 100,000 listings, beside a page of rows by their keys. By the
// clock, and by the core: what the database and we used of it, whoever else wanted the machine.
import type pg from "pg";
import { openBenchDatabase } from "../bench-database.ts";
import { type BenchRow, median, quantile, row } from "../bench-row.ts";
import { databaseUse, usedSince } from "../core-use.ts";
import { type PageCase, pageCases } from "./page-cases.ts";
import { seedCatalogue } from "./whole-catalogue.ts";

const LISTINGS = Number(process.env["BENCH_LISTINGS"] ?? 100_000);
const TIMES = 25;
const MOST_MS = 100;

type Measured = { readonly name: string; readonly ms: readonly number[]; readonly coreMs: number };

/** `BENCH_LISTINGS` sets how many listings; `BENCH_PAGES` keeps to the pages whose name has that in it. */
export async function benchPages(): Promise<BenchRow[]> {
  const bench = await openBenchDatabase("counting");
  const test = await bench.fresh();
  const { prisma, pool } = test.database;
  try {
    const storeId = await seedCatalogue(prisma, LISTINGS);
    const ids = Array.from({ length: 25 }, (_, at) => `l${1 + at * Math.floor(LISTINGS / 25)}`);
    const byKey = {
      name: "25 listings by key",
      load: () => prisma.listing.findMany({ where: { id: { in: ids } } }),
    };
    const floor = await measure(pool, byKey);
    const rows: BenchRow[] = [];
    for (const one of pageCases(prisma, storeId)) {
      if (!one.name.includes(process.env["BENCH_PAGES"] ?? "")) continue;
      rows.push(...rowsOf(await measure(pool, one), floor));
    }
    return rows;
  } finally {
    await test.close();
    await bench.close();
  }
}

function rowsOf({ name, ms, coreMs }: Measured, floor: Measured): BenchRow[] {
  const figure = (of: string, value: number) => ({ name: `${name}: ${of}`, value, unit: "ms" });
  return [
    row(figure("of a core", coreMs), { name: floor.name, value: floor.coreMs }, { atMost: MOST_MS }),
    row(figure("p50", median(ms)), { name: floor.name, value: median(floor.ms) }),
    row(
      figure("p99", quantile(ms, 0.99)),
      { name: floor.name, value: quantile(floor.ms, 0.99) },
      { atMost: MOST_MS },
    ),
  ];
}

async function measure(pool: pg.Pool, { name, load }: PageCase): Promise<Measured> {
  // Plans are made and pages are in memory, as with any page that was ever opened.
  for (let times = 0; times < 3; times += 1) await load();
  const [database, own] = [await databaseUse(pool), process.cpuUsage()];
  const ms: number[] = [];
  for (let times = 0; times < TIMES; times += 1) {
    const start = performance.now();
    await load();
    ms.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(own);
  const used = usedSince(database, await databaseUse(pool)) + (user + system) / 1e6;
  return { name, ms, coreMs: (used * 1_000) / TIMES };
}
