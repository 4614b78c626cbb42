// An import through the product: export, use-case, database. What a product of it costs must not grow with the
// catalogue: time of a core, ours and the database's, and statements.
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { exportMethods } from "../../../app/adapters/shopify/catalog-export.ts";
import { as, type StoreId } from "../../../app/domain/ids.ts";
import { importCatalog } from "../../../app/use-cases/import-catalog.ts";
import type { BulkExport, StorePort } from "../../../app/use-cases/ports/store.ts";
import type { TestDatabase } from "../../database.ts";
import { lanePorts } from "../../lane-world.ts";
import { type BenchDatabase, openBenchDatabase } from "../bench-database.ts";
import { type BenchRow, row } from "../bench-row.ts";
import { databaseUse, usedSince } from "../core-use.ts";
import { LINES_PER_PRODUCT, writeExport } from "./export-file.ts";

const SIZES = [1_000, 10_000, Number(process.env["BENCH_IMPORT"] ?? 100_000)];
const GROWTH = 1.1;

type Cost = { readonly ours: number; readonly database: number; readonly statements: number };

/** `BENCH_IMPORT` sets how many products the largest has. */
export async function benchWholeImport(): Promise<BenchRow[]> {
  const bench = await openBenchDatabase("counting");
  try {
    // The first is for the compiler.
    await importOf(bench, 1_000);
    const costs: Cost[] = [];
    for (const size of SIZES) costs.push(await importOf(bench, size));
    const [least] = costs;
    if (!least) return [];
    return SIZES.flatMap((size, at) => rowsOf(size, costs[at] ?? least, least));
  } finally {
    await bench.close();
  }
}

function rowsOf(size: number, cost: Cost, least: Cost): BenchRow[] {
  const floor = (value: number) => ({ name: `of ${SIZES[0]}`, value });
  const whole = (one: Cost) => one.ours + one.database;
  const name = `import: ${size} products, each`;
  return [
    row({ name: `${name}, of a core`, value: whole(cost), unit: "ms" }, floor(whole(least)), {
      atMost: whole(least) * GROWTH,
    }),
    row({ name: "same, the database's part", value: cost.database, unit: "ms" }, floor(least.database)),
    row({ name: "same, statements", value: cost.statements, unit: "" }, floor(least.statements), {
      atMost: least.statements * GROWTH,
    }),
  ];
}

async function importOf(bench: BenchDatabase, size: number): Promise<Cost> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "reeldock-bench-"));
  const test = await bench.fresh();
  try {
    const file = path.join(folder, "catalogue.jsonl");
    const products = await writeExport(file, size * LINES_PER_PRODUCT);
    return await costOf(test, file, products);
  } finally {
    await test.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function costOf({ database }: TestDatabase, file: string, products: number): Promise<Cost> {
  const ports = { ...lanePorts(database, () => new Date()), storeFor: async () => storeOf(file) };
  const batch = { storeId: await installed(database), subjects: ["catalog"] };
  await importCatalog(ports, batch);
  const statements = countStatements();
  const [theirs, ours] = [await databaseUse(database.pool), process.cpuUsage()];
  await importCatalog(ports, batch);
  const { user, system } = process.cpuUsage(ours);
  const kept = await database.prisma.product.count({ where: { storeId: batch.storeId } });
  if (kept !== products) throw new Error(`${kept} of ${products} products were kept`);
  return {
    ours: (user + system) / 1_000 / products,
    database: (usedSince(theirs, await databaseUse(database.pool)) * 1_000) / products,
    statements: statements.end() / products,
  };
}

/** The store's own answers: an export that is finished, and its file. */
function storeOf(file: string): StorePort {
  const done: BulkExport = {
    ...{ id: "1", state: "completed", url: "https://files.example", errorCode: null, objectCount: 1 },
  };
  const download = () => createReadStream(file) as AsyncIterable<Uint8Array>;
  const nothing = () => Promise.reject(new Error("nothing else is asked of the store"));
  const { readCatalogExport } = exportMethods(nothing, { download, currency: "USD" });
  const answers: Partial<StorePort> = {
    startCatalogExport: async () => done,
    catalogExport: async () => done,
    readCatalogExport,
  };
  return answers as StorePort;
}

/** A store with one location and one shop: what is kept is marked to be published, as in life. */
async function installed({ prisma }: TestDatabase["database"]): Promise<StoreId> {
  const at = new Date();
  const { id: storeId } = await prisma.store.create({
    data: {
      ...{ domain: "large.myshopify.com", name: "Large", currency: "USD", timeZone: "Europe/Berlin" },
      ...{ state: "installed", installedAt: at },
    },
  });
  await prisma.warehouse.create({
    data: { storeId, owner: "merchant", name: "Depot", storeLocationId: "gid://shopify/Location/1" },
  });
  await prisma.connection.create({
    data: {
      ...{ storeId, marketplaceShopId: "1", shopName: "Shop", region: "US", currency: "USD", cipher: "x" },
      ...{ openId: "o", state: "active", accessTokenSealed: new Uint8Array(), accessTokenExpiresAt: at },
      ...{ refreshTokenSealed: new Uint8Array(), refreshTokenExpiresAt: at },
    },
  });
  return as<StoreId>(storeId);
}

/** Counts what is sent to the database, by whichever way. */
function countStatements() {
  const sent = Object.getOwnPropertyDescriptor(pg.Client.prototype, "query");
  let count = 0;
  function counted(this: pg.Client, ...given: unknown[]): unknown {
    count += 1;
    return Reflect.apply(sent?.value as (...all: unknown[]) => unknown, this, given);
  }
  Object.defineProperty(pg.Client.prototype, "query", { ...sent, value: counted });
  return {
    end: () => {
      Object.defineProperty(pg.Client.prototype, "query", { ...sent });
      return count;
    },
  };
}
