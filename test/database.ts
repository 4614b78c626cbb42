// One embedded server per test run, one migrated template on it, one copy of the template per test file.
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { connect, type Database } from "../app/adapters/database/client.ts";
import { openDatabase } from "../app/adapters/database/server.ts";

declare module "vitest" {
  interface ProvidedContext {
    databaseUrl: string;
  }
}

// What is lost when the machine dies in the middle of a test run is a test run.
const FAST = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", shared_buffers: "128MB" };
const TEMPLATE = "reeldock";

let tearDown: (() => Promise<void>) | undefined;

export async function setup(project: TestProject): Promise<void> {
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), "reeldock-test-"));
  const database = await openDatabase({ dataFolder, settings: FAST });
  project.provide("databaseUrl", database.url);
  tearDown = async () => {
    await database.close();
    await rm(dataFolder, { recursive: true, force: true });
  };
}

export async function teardown(): Promise<void> {
  await tearDown?.();
}

export type TestDatabase = { readonly url: string; readonly database: Database; close(): Promise<void> };

/** A migrated, empty database of the caller's own. `serverUrl` is for runs outside vitest, e.g. the bench. */
export async function createTestDatabase(serverUrl: string = inject("databaseUrl")): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(serverUrl, `create database ${name} template ${TEMPLATE} strategy file_copy`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = connect(url.href, { max: 10 });
  const close = async () => {
    await database.close();
    await onServer(serverUrl, `drop database if exists ${name} with (force)`);
  };
  return { url: url.href, database, close };
}

async function onServer(serverUrl: string, sql: string): Promise<void> {
  const url = new URL(serverUrl);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
