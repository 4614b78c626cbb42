// A fresh process that reads an export's file: through the product's own adapter, or line by line with JSON.parse alone,
// which is the floor. Prints what it took as one line of JSON.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { exportMethods } from "../../../app/adapters/shopify/catalog-export.ts";

const [how = "", file = ""] = process.argv.slice(2);
const startedAt = performance.now();
const before = process.cpuUsage();
const objects = how === "adapter" ? await readProducts() : await parseLines();
const used = process.cpuUsage(before);
const facts = {
  objects,
  seconds: (performance.now() - startedAt) / 1_000,
  coreSeconds: (used.user + used.system) / 1e6,
  peakMiB: process.resourceUsage().maxRSS / 1_024,
};
console.log(JSON.stringify(facts));

async function readProducts(): Promise<number> {
  const { readCatalogExport } = exportMethods(
    () => Promise.reject(new Error("nothing is asked of the store")),
    {
      download: () => createReadStream(file) as AsyncIterable<Uint8Array>,
      currency: "USD",
    },
  );
  let products = 0;
  for await (const entry of readCatalogExport("https://files.example")) {
    if (entry.kind === "unreadable") throw new Error(`line ${entry.line}: ${entry.reason}`);
    products += 1;
  }
  return products;
}

async function parseLines(): Promise<number> {
  let lines = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    JSON.parse(line);
    lines += 1;
  }
  return lines;
}
