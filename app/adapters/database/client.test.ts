// The connections of a process.
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { connect, type Database } from "./client.ts";

type Query = (this: unknown, ...args: unknown[]) => unknown;

let copy: TestDatabase;
let database: Database;
beforeAll(async () => {
  copy = await createTestDatabase();
  const name = new URL(copy.url).pathname.slice(1);
  await copy.database.pool.query(
    `alter database "${name}" set default_transaction_isolation = 'serializable'`,
  );
  database = connect(copy.url, { max: 2 });
});
afterAll(async () => {
  await database.close();
  await copy.close();
});

it("a transaction sees what others commit meanwhile, whatever the database's own default", async () => {
  const { prisma, pool } = database;
  await pool.query("create table seen (n int)");
  const counts = await prisma.$transaction(async (tx) => {
    const count = async () =>
      (await tx.$queryRaw<{ n: number }[]>`select count(*)::int as n from seen`)[0]?.n;
    const before = await count();
    await pool.query("insert into seen values (1)");
    return [before, await count()];
  });
  expect(counts).toEqual([0, 1]);
  expect((await pool.query("show transaction_isolation")).rows).toEqual([
    { transaction_isolation: "read committed" },
  ]);
});

it("a transaction is begun and ended by one statement each", async () => {
  const said: string[] = [];
  const driver = pg.Client.prototype as unknown as { query: Query };
  const { query } = driver;
  driver.query = function (this: unknown, ...args) {
    const [first] = args;
    said.push(typeof first === "string" ? first : (first as { text: string }).text);
    return query.apply(this, args);
  };
  try {
    await database.prisma.$transaction((tx) => tx.$queryRaw`select 1 as one`);
  } finally {
    driver.query = query;
  }
  expect(said).toEqual(["BEGIN", "select 1 as one", "COMMIT"]);
});
