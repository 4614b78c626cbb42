import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createTestDatabase } from "../../../test/database.ts";
import { connect } from "./client.ts";
import { driftOf, migrate } from "./migrate.ts";
import { openDatabase } from "./server.ts";

describe("embedded server", () => {
  let dataFolder: string;
  beforeAll(async () => {
    dataFolder = await mkdtemp(path.join(os.tmpdir(), "reeldock-server-"));
  });
  afterAll(() => rm(dataFolder, { recursive: true, force: true }));

  const postmaster = async () =>
    Number((await readFile(path.join(dataFolder, "postgres/data/postmaster.pid"), "utf8")).split("\n")[0]);

  it("two that start at once share one server", async () => {
    const [one, two] = await Promise.all([openDatabase({ dataFolder }), openDatabase({ dataFolder })]);
    expect(one.url).toBe(two.url);
    const user = connect(two.url, { max: 1 });
    await user.pool.query("select 1");
    await one.close();
    expect(await user.prisma.store.count()).toBe(0);
    await user.close();
    await two.close();
    await expect(postmaster()).rejects.toThrow("ENOENT");
  });

  it("a server killed with SIGKILL starts again with everything that was committed", async () => {
    const first = await openDatabase({ dataFolder });
    const before = connect(first.url, { max: 1 });
    await before.prisma.checkpoint.create({ data: { storeId: "s", name: "kept", value: 1 } });
    process.kill(await postmaster(), "SIGKILL");
    await before.close();
    const second = await openDatabase({ dataFolder });
    const after = connect(second.url, { max: 1 });
    expect(await after.prisma.checkpoint.count({ where: { name: "kept" } })).toBe(1);
    await after.close();
    await second.close();
  });
});

describe("migrations", () => {
  it("the migrations make exactly what the schema says", async () => {
    expect(await driftOf(inject("databaseUrl"))).toBe("");
  });

  it("migrating again changes nothing", async () => {
    const copy = await createTestDatabase();
    expect(await migrate(copy.url)).toEqual([]);
    await copy.close();
  });
});
