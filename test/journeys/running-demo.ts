// Runs the demo as a newcomer would, with real processes, and reads the summary it ends with.
import { spawn } from "node:child_process";
import path from "node:path";

export type Summary = {
  readonly products: number;
  readonly listingsLive: number;
  readonly ordersImported: number;
  readonly shippedByPlatform: number;
  readonly shippedByMerchant: number;
  readonly reportedToStore: number;
  readonly reportedToMarketplace: number;
  readonly needTheMerchant: number;
  readonly errors: number;
  readonly firstParcelSeconds: number;
  readonly seconds: number;
  readonly peakMiB: Readonly<Record<string, number>>;
};

export type DemoRun = { readonly code: number; readonly output: string; readonly summary: Summary };

const root = path.join(import.meta.dirname, "../..");

export async function runDemo(...words: readonly string[]): Promise<DemoRun> {
  const main = path.join(root, "test/demo/main.ts");
  const child = spawn(process.execPath, ["--import", "tsx", main, "--once", ...words], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const code = await new Promise<number>((resolve) => {
    child.once("close", (ended) => resolve(ended ?? 1));
  });
  const last = output.trimEnd().split("\n").at(-1) ?? "";
  return { code, output, summary: last.startsWith("{") ? (JSON.parse(last) as Summary) : NOTHING };
}

const NOTHING: Summary = {
  products: 0,
  listingsLive: 0,
  ordersImported: 0,
  shippedByPlatform: 0,
  shippedByMerchant: 0,
  reportedToStore: 0,
  reportedToMarketplace: 0,
  needTheMerchant: 0,
  errors: -1,
  firstParcelSeconds: 0,
  seconds: 0,
  peakMiB: {},
};
