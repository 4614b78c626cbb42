// npm run bench [-- intake latency orders lanes twin twin-reads ...]: each figure beside a floor measured in the same run.
import { execSync } from "node:child_process";
import os from "node:os";
import { type BenchRow, printRows } from "./bench-row.ts";
import { benchImport } from "./catalogue/import.ts";
import { benchWholeImport } from "./catalogue/import-whole.ts";
import { benchPages } from "./catalogue/pages.ts";
import { benchStockLatency } from "./catalogue/stock-latency.ts";
import { benchCost, benchMoving, benchResync, benchSync } from "./catalogue/sync.ts";
import { benchIntake } from "./intake.ts";
import { benchLanes } from "./lanes.ts";
import { benchLatency } from "./latency.ts";
import { benchOrders } from "./orders.ts";
import { TWIN_BENCHES } from "./twin.ts";
import { pinned } from "./twin-process.ts";

const BENCHES: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  intake: benchIntake,
  latency: benchLatency,
  orders: benchOrders,
  lanes: benchLanes,
  "catalogue-import": benchImport,
  "catalogue-whole-import": benchWholeImport,
  "catalogue-pages": benchPages,
  "catalogue-sync": benchSync,
  "catalogue-stock": benchStockLatency,
  "catalogue-moving": benchMoving,
  "catalogue-resync": benchResync,
  "catalogue-cost": benchCost,
  ...TWIN_BENCHES,
};

const asked = process.argv.slice(2);
const isAsked = (name: string) =>
  asked.length === 0 || asked.some((word) => name === word || name.startsWith(`${word}-`));
const unknown = asked.find(
  (word) => !Object.keys(BENCHES).some((name) => name === word || name.startsWith(`${word}-`)),
);
if (unknown !== undefined) {
  console.error(`there is no bench "${unknown}"; there are ${Object.keys(BENCHES).join(", ")}`);
  process.exit(2);
}

console.log(
  `${os.cpus().length} cores (${os.cpus()[0]?.model.trim()}), Node ${process.version}, PostgreSQL 18 embedded, fsync on, ${new Date().toISOString().slice(0, 10)}, ${commit()}`,
);
console.log(`the twin and its floors run ${pinned}, the load beside them`);
const rows: BenchRow[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (!isAsked(name)) continue;
  const found = await bench();
  rows.push(...found);
  console.log(printRows(found));
}
console.log(JSON.stringify(rows));
process.exit(0);

function commit(): string {
  try {
    return execSync("git rev-parse --short HEAD", {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "no commit";
  }
}
