// A PostgreSQL of the bench's own, as durable as production: nothing of it is switched off.
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { openDatabase } from "../../app/adapters/database/server.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";

export type BenchDatabase = { readonly fresh: () => Promise<TestDatabase>; close(): Promise<void> };

// Where calls are counted in virtual time, how long a disk takes says nothing.
const NOT_DURABLE = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/** Each `fresh` is a migrated, empty database on one server. */
export async function openBenchDatabase(disk: "durable" | "counting" = "durable"): Promise<BenchDatabase> {
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), "reeldock-bench-"));
  const server = await openDatabase({
    dataFolder,
    ...(disk === "counting" ? { settings: NOT_DURABLE } : {}),
  });
  return {
    fresh: () => createTestDatabase(server.url),
    close: async () => {
      await server.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
