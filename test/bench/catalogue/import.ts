// A store's whole catalogue read from its export: a million lines, in a process as the worker runs.
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type BenchRow, row } from "../bench-row.ts";
import { run } from "../twin-process.ts";
import { LINES_PER_PRODUCT, writeExport } from "./export-file.ts";

const LINES = 1_000_000;

type Read = {
  readonly objects: number;
  readonly seconds: number;
  readonly coreSeconds: number;
  readonly peakMiB: number;
};

export async function benchImport(): Promise<BenchRow[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "reeldock-bench-"));
  try {
    const file = path.join(folder, "catalogue.jsonl");
    const lines = (await writeExport(file, LINES)) * LINES_PER_PRODUCT;
    const floor = await read("parse", file);
    const ours = await read("adapter", file);
    const parse = "readline and JSON.parse of the same file";
    return [
      row(
        {
          name: `import: ${lines} lines to products, a second of a core`,
          value: lines / ours.coreSeconds,
          unit: "/s",
        },
        { name: parse, value: lines / floor.coreSeconds },
        { atLeast: 150_000 },
      ),
      row(
        { name: "same, a second of the clock", value: lines / ours.seconds, unit: "/s" },
        { name: parse, value: lines / floor.seconds },
      ),
      row(
        { name: "same, peak resident memory", value: ours.peakMiB, unit: "MiB" },
        { name: parse, value: floor.peakMiB },
        { atMost: 256 },
      ),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// With the worker's own flags.
async function read(how: "adapter" | "parse", file: string): Promise<Read> {
  const child = run("catalogue/import-reader.ts", [how, file], ["--max-semi-space-size=4"]);
  try {
    return (await child.says()) as Read;
  } finally {
    child.stop();
  }
}
