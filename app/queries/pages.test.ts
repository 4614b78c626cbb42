// What every page of the catalogue reads, it reads through an index: with 100,000 listings a page that reads a whole
// table would be slow and nobody would be told. `npm run bench -- catalogue-pages` says how slow.
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pageCases } from "../../test/bench/catalogue/page-cases.ts";
import { seedCatalogue } from "../../test/bench/catalogue/whole-catalogue.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { connect } from "../adapters/database/client.ts";
import type { StoreId } from "../domain/ids.ts";

const LISTINGS = 300;
/** Tables of a row for each listing, product, order or piece of work. */
const LARGE = [
  ...["Product", "Variant", "Listing", "ListingEntry", "ListingSku", "ListingFinding", "ListingEvent"],
  ...[
    "MarketplaceSku",
    "LinkFinding",
    "InventoryLevel",
    "Order",
    "OrderLine",
    "FulfillmentOrder",
    "Shipment",
  ],
  ...["WorkItem", "Issue"],
];

let test: TestDatabase;
let storeId: StoreId;
beforeAll(async () => {
  test = await createTestDatabase();
  storeId = await seedCatalogue(test.database.prisma, LISTINGS);
  // So few rows would be read whole; so the database is told to do that only where no index serves.
  const name = new URL(test.url).pathname.slice(1);
  await test.database.pool.query(`alter database ${name} set enable_seqscan = off`);
});
afterAll(() => test.close());

async function wholeReads(): Promise<ReadonlyMap<string, number>> {
  const { rows } = await test.database.pool.query<{ name: string; count: number }>(
    "select relname as name, seq_scan::int as count from pg_stat_user_tables where relname = any($1)",
    [LARGE],
  );
  return new Map(rows.map((row) => [row.name, row.count]));
}

async function connections(): Promise<ReadonlySet<number>> {
  const { rows } = await test.database.pool.query<{ pid: number }>(
    "select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'",
  );
  return new Set(rows.map((row) => row.pid));
}

/** The large tables that these pages, by their place among all, read whole. */
async function readWhole(places: readonly number[]): Promise<readonly string[]> {
  const before = await wholeReads();
  // A connection has told all that it read when it is gone.
  const others = await connections();
  const database = connect(test.url, { max: 2 });
  const pages = pageCases(database.prisma, storeId);
  for (const place of places) await pages[place]?.load();
  await database.close();
  while ([...(await connections())].some((pid) => !others.has(pid))) await delay(5);
  const after = await wholeReads();
  return LARGE.filter((name) => after.get(name) !== before.get(name));
}

it("no page of the catalogue reads a large table whole", async () => {
  expect([...(await wholeReads()).keys()].sort()).toEqual([...LARGE].sort());
  const names = pageCases(test.database.prisma, storeId).map((one) => one.name);
  const all = names.map((_, place) => place);
  const found: Record<string, readonly string[]> = {};
  // Which page it was is asked only when there is one.
  for (const place of (await readWhole(all)).length > 0 ? all : []) {
    const tables = await readWhole([place]);
    if (tables.length > 0) found[names[place] ?? ""] = tables;
  }
  expect(found).toEqual({});
});
