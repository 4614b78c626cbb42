// Work is given out as fast from a table that has just filled as from one the database has come to know.
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { lanePorts, markAll, store, subjects } from "../../../test/lane-world.ts";
import type { Ports } from "../../use-cases/ports/ports.ts";
import { sqlOnPool } from "./sql.ts";
import { take } from "./work.ts";

const storeId = store("store-1");
const now = new Date("2026-11-22T12:00:00Z");
let copy: TestDatabase;
let ports: Ports;
beforeAll(async () => {
  copy = await createTestDatabase();
  ports = lanePorts(copy.database, () => now);
});
afterAll(() => copy.close());

it("a batch out of 20,000 marks that the database has no statistics of yet is taken in a moment", async () => {
  const [other, all] = [subjects(20, "other"), subjects(20_000)];
  await markAll(ports, "import-orders", { storeId, subjects: other });
  await copy.database.pool.query(`analyze "WorkItem"`);
  await markAll(ports, "route-orders", { storeId, subjects: all });
  const sql = sqlOnPool(copy.database.pool);
  const begun = performance.now();
  const taken = await take(sql, { storeId, verb: "route-orders" }, { worker: "w1", now, wanted: 200 });
  const took = performance.now() - begun;
  expect(taken.map((item) => item.subject).toSorted()).toEqual(all.slice(0, 200));
  // By the wrong index it looks through all of them for each that it takes: more than a second.
  expect(took).toBeLessThan(400);
});
