// First syncs in virtual time: calls beside the fewest there can be, time beside the quota's own bound, what the page
// said beside what came true, and what a product costs beside one of a smaller catalogue.
import { LATEST_WINDOW_MS } from "../../../app/domain/publish-progress.ts";
import { type BenchDatabase, openBenchDatabase } from "../bench-database.ts";
import { type BenchRow, row } from "../bench-row.ts";
import { firstSync, type Look, type SyncResult } from "./first-sync.ts";
import { type ResyncResult, resync } from "./resync.ts";
import type { SyncPlan } from "./sync-plan.ts";

const SIZES = numbers("BENCH_PRODUCTS", [200]);
const RATES = numbers("BENCH_RATES", [5, 10, 50]);
const [PICTURES = 5] = numbers("BENCH_PICTURES", []);
const COST_SIZES = numbers("BENCH_COST_PRODUCTS", [150, 600]);
const TYPES = 10;
// A quota that moves does so four times in a run: halves, is what it was, doubles, is what it was.
const FACTORS = [0.5, 2, 2, 0.5];

/** Each size at each rate, on a database and a twin of its own. */
export function benchSync(): Promise<BenchRow[]> {
  return withDatabase(async (bench) => {
    const rows: BenchRow[] = [];
    for (const products of SIZES)
      for (const perSecond of RATES)
        rows.push(...(await measured(bench, { products, perSecond, images: PICTURES, types: TYPES })));
    return rows;
  });
}

/** The same with a quota that halves and doubles, every fifth of the time it would take. */
export function benchMoving(): Promise<BenchRow[]> {
  return withDatabase(async (bench) => {
    const rows: BenchRow[] = [];
    for (const products of SIZES) {
      const perSecond = 10;
      const everySeconds = Math.ceil((products * PICTURES) / perSecond / (FACTORS.length + 1));
      const plan = { products, perSecond, images: PICTURES, types: TYPES };
      rows.push(...(await measured(bench, { ...plan, changes: { everySeconds, factors: FACTORS } })));
      // Halved once, half-way: how soon the page is right again.
      const half = { everySeconds: Math.ceil((products * PICTURES) / perSecond / 2), factors: [0.5] };
      rows.push(...(await measured(bench, { ...plan, changes: half })));
    }
    return rows;
  });
}

/** The catalogue imported again unchanged, and again with one changed price. */
export function benchResync(): Promise<BenchRow[]> {
  return withDatabase(async (bench) => {
    const found: ResyncResult[] = [];
    const plan = { products: 100, images: 1, types: TYPES, perSecond: 50 };
    await firstSync(bench, plan, {
      afterwards: async (world) => void found.push(await resync(world)),
    });
    return found.flatMap(({ unchangedWrites, priceWrites }) => {
      const writes = [...priceWrites.values()].reduce((sum, one) => sum + one, 0);
      return [
        row(
          { name: `resync: ${plan.products} products unchanged`, value: unchangedWrites, unit: "writes" },
          { name: "the fewest", value: 0 },
          { atMost: 0 },
        ),
        row(
          { name: `resync: one changed price`, value: writes, unit: "writes" },
          { name: "the fewest", value: 1 },
          { atMost: 1 },
        ),
      ];
    });
  });
}

/** What a product costs in a catalogue of one size beside another: one picture each, the quota out of the way. */
export function benchCost(): Promise<BenchRow[]> {
  return withDatabase(async (bench) => {
    const costs: { products: number; found: SyncResult }[] = [];
    for (const products of COST_SIZES) {
      const plan = { products, images: 1, types: TYPES, perSecond: 50 };
      costs.push({ products, found: await firstSync(bench, plan, { looks: 0 }) });
    }
    const [first, ...others] = costs;
    if (!first) return [];
    return others.flatMap(({ products, found }) => {
      const beside = (value: number) => ({ name: `of ${first.products}`, value });
      const flat = (value: number) => ({ atMost: value * 1.1 });
      const { cost, calls } = found;
      const floor = first.found;
      const name = `cost of a product among ${products}`;
      const callsEach = floor.calls / first.products;
      return [
        row(
          { name: `${name}, queries`, value: cost.queries, unit: "queries" },
          beside(floor.cost.queries),
          flat(floor.cost.queries),
        ),
        row(
          { name: "same, pages the database touches", value: cost.blocks, unit: "pages" },
          beside(floor.cost.blocks),
          flat(floor.cost.blocks),
        ),
        row(
          { name: "same, processor time of our side", value: cost.cpuMs, unit: "ms" },
          beside(floor.cost.cpuMs),
          flat(floor.cost.cpuMs),
        ),
        row(
          { name: "same, calls", value: calls / products, unit: "calls" },
          beside(callsEach),
          flat(callsEach),
        ),
      ];
    });
  });
}

async function measured(bench: BenchDatabase, plan: SyncPlan): Promise<BenchRow[]> {
  const found = await firstSync(bench, plan);
  const name = `sync: ${plan.products} products at ${plan.perSecond}/s${movingWords(plan)}`;
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
    ...estimateRows(plan, found),
  ];
}

function movingWords({ changes }: SyncPlan): string {
  if (!changes) return "";
  return changes.factors.length === 1 ? ", halved half-way" : ", halving and doubling";
}

// While a quota moves again and again nobody can know the end.
function estimateRows(plan: SyncPlan, { looks, seconds }: SyncResult): BenchRow[] {
  if ((plan.changes?.factors.length ?? 0) > 1) return [];
  const from = plan.changes ? plan.changes.everySeconds + ADAPTS_SECONDS : seconds / 10;
  const judged = looks.filter((look) => look.at >= from && look.trueSecondsLeft >= seconds / 10);
  if (judged.length === 0) return [];
  const worst = Math.max(...judged.map(offBy));
  const when = plan.changes ? `${ADAPTS_SECONDS} s after it` : "after a tenth of the way";
  return [
    row(
      {
        name: `same, time left as shown, ${when}, worst of ${judged.length}`,
        value: worst * 100,
        unit: "% off",
      },
      { name: "allowed", value: 10 },
      { atMost: 10 },
    ),
  ];
}

// The limiter meets a halved quota within seconds; the page then shows what its latest window saw.
const ADAPTS_SECONDS = LATEST_WINDOW_MS / 1_000 + 10;

function offBy({ secondsLeft, trueSecondsLeft }: Look): number {
  return Math.abs(secondsLeft - trueSecondsLeft) / trueSecondsLeft;
}

function numbers(name: string, otherwise: readonly number[]): readonly number[] {
  const given = process.env[name];
  return given === undefined ? otherwise : given.split(",").map(Number);
}

async function withDatabase(work: (bench: BenchDatabase) => Promise<BenchRow[]>): Promise<BenchRow[]> {
  const bench = await openBenchDatabase("counting");
  try {
    return await work(bench);
  } finally {
    await bench.close();
  }
}
