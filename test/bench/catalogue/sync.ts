// First syncs in virtual time: calls beside the fewest there can be, time beside the quota's own bound.
import { openBenchDatabase } from "../bench-database.ts";
import { type BenchRow, row } from "../bench-row.ts";
import { firstSync, type SyncPlan } from "./first-sync.ts";

const PRODUCTS = Number(process.env["BENCH_PRODUCTS"] ?? 300);
const PLANS: readonly SyncPlan[] = [
  { products: PRODUCTS, images: 5, types: 10, perSecond: 5 },
  { products: PRODUCTS, images: 5, types: 10, perSecond: 10 },
  { products: PRODUCTS, images: 5, types: 10, perSecond: 50 },
  {
    ...{ products: PRODUCTS, images: 5, types: 10, perSecond: 10 },
    changes: { everySeconds: 60, factors: [0.5, 2, 2, 0.5] },
  },
];

/** Each plan on a database and a twin of its own; `BENCH_PRODUCTS` sets how many products. */
export async function benchSync(): Promise<BenchRow[]> {
  const bench = await openBenchDatabase("counting");
  try {
    const rows: BenchRow[] = [];
    for (const plan of PLANS) rows.push(...(await rowsOf(bench, plan)));
    return rows;
  } finally {
    await bench.close();
  }
}

async function rowsOf(bench: Parameters<typeof firstSync>[0], plan: SyncPlan): Promise<BenchRow[]> {
  const found = await firstSync(bench, plan);
  const moving = plan.changes ? ", halving and doubling" : "";
  const name = `sync: ${plan.products} products at ${plan.perSecond}/s${moving}`;
  const pictures = plan.products * plan.images;
  return [
    row(
      { name: `${name}, calls`, value: found.calls, unit: "calls" },
      { name: "the fewest", value: found.least },
      { atMost: found.least * 1.01 },
    ),
    row(
      { name: "same, uploads", value: found.uploads, unit: "calls" },
      { name: "distinct pictures", value: pictures },
      { atMost: pictures },
    ),
    row(
      { name: "same, virtual time", value: found.seconds, unit: "s" },
      { name: "the quota's bound", value: found.bound },
      { atMost: found.bound * 1.05 },
    ),
    row(
      { name: "same, refused", value: found.throttledShare * 100, unit: "%" },
      { name: "allowed", value: 0.5 },
      { atMost: 0.5 },
    ),
  ];
}
