// Brings a database to the newest schema with Prisma's own schema engine in its WebAssembly build, so that nothing
// is downloaded. It writes the standard table of migrations: the stock tool may take over at any time.
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import type * as Engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { engineLogger } from "./engine-log.ts";
import { migrationAdapter } from "./migration-adapter.ts";

const PRISMA_FOLDER = fileURLToPath(new URL("../../../prisma/", import.meta.url));
export const MIGRATIONS_FOLDER = path.join(PRISMA_FOLDER, "migrations");
const SCHEMA_PATH = path.join(PRISMA_FOLDER, "schema.prisma");
const filters = { externalTables: [], externalEnums: [] };
// Any number no other user of the server takes: one migration of ours at a time.
const MIGRATION_LOCK = 723_019_552;

/**
 * Applies what is missing of our migrations and of the job engine's. Safe to repeat, and safe when several
 * processes start at once: the others wait and find nothing to do. Answers the names applied.
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    // The engine's first: our functions speak of its types.
    await runMigrations({ connectionString: url, logger: engineLogger() });
    return (await isUpToDate(client)) ? [] : await applyMigrations(url);
  } finally {
    await client.end();
  }
}

/** The SQL that turns the database into what the schema file says; empty when they agree. */
export async function driftOf(url: string): Promise<string> {
  return withEngine(url, async (engine, files) => {
    const drift = await engine.diff({
      from: { tag: "schemaDatasource", configDir: PRISMA_FOLDER, files },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters,
    });
    return drift.exitCode === 0 ? "" : (drift.stdout ?? "");
  });
}

async function applyMigrations(url: string): Promise<readonly string[]> {
  return withEngine(url, async (engine) => {
    const answer = await engine.applyMigrations({ migrationsList: await migrationList(), filters });
    return answer.appliedMigrationNames;
  });
}

// The engine costs a quarter of a second and tens of megabytes; a process that finds nothing to do never loads it.
async function isUpToDate(client: pg.Client): Promise<boolean> {
  const { rows: tables } = await client.query<{ name: string | null }>(
    `select to_regclass('"_prisma_migrations"') as name`,
  );
  if (tables[0]?.name === null) return false;
  const { rows } = await client.query<{ migration_name: string; done: boolean }>(
    `select migration_name, finished_at is not null or rolled_back_at is not null as done from "_prisma_migrations"`,
  );
  const applied = new Set(rows.filter((row) => row.done).map((row) => row.migration_name));
  return rows.every((row) => row.done) && (await migrationNames()).every((name) => applied.has(name));
}

async function migrationNames(): Promise<readonly string[]> {
  const entries = await readdir(MIGRATIONS_FOLDER, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function migrationList(): Promise<MigrationList> {
  const read = (file: string) => readFile(path.join(MIGRATIONS_FOLDER, file), "utf8");
  const names = await migrationNames();
  return {
    baseDir: MIGRATIONS_FOLDER,
    shadowDbInitScript: "",
    lockfile: { path: "migration_lock.toml", content: await read("migration_lock.toml").catch(() => null) },
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok" as const, value: await read(path.join(name, "migration.sql")) },
        },
      })),
    ),
  };
}

type SchemaFiles = { path: string; content: string }[];

async function withEngine<T>(
  url: string,
  work: (engine: SchemaEngine, files: SchemaFiles) => Promise<T>,
): Promise<T> {
  const module = await loadEngine();
  const files = [{ path: SCHEMA_PATH, content: await readFile(SCHEMA_PATH, "utf8") }];
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const adapter = bindMigrationAwareSqlAdapterFactory(migrationAdapter(pool));
  const datamodels: [string, string][] = files.map((file) => [file.path, file.content]);
  const engine = await module.SchemaEngine.new({ datamodels }, () => undefined, adapter);
  try {
    return await work(engine, files);
  } finally {
    engine.free();
    await pool.end();
  }
}

type EngineModule = typeof Engine;
let engineModule: Promise<EngineModule> | undefined;

function loadEngine(): Promise<EngineModule> {
  engineModule ??= (async () => {
    const glue: EngineModule = await import("@prisma/schema-engine-wasm/schema_engine_bg");
    const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
    const compiled = await WebAssembly.compile(await readFile(entry.replace(/\.js$/, ".wasm")));
    const instance = await WebAssembly.instantiate(compiled, {
      "./schema_engine_bg.js": withoutLingeringTimers(glue),
    });
    glue.__wbg_set_wasm(instance.exports);
    const start = instance.exports["__wbindgen_start"];
    if (isCallable(start)) start();
    return glue;
  })();
  return engineModule;
}

function isCallable(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === "function";
}

// The engine never clears the timer of its lock (10 s), which would keep a finished process alive that long.
function withoutLingeringTimers(glue: EngineModule): WebAssembly.ModuleImports {
  const imports: Record<string, unknown> = { ...glue };
  for (const [name, imported] of Object.entries(imports)) {
    if (!name.startsWith("__wbg_setTimeout") || !isCallable(imported)) continue;
    imports[name] = (...args: unknown[]) => (imported(...args) as NodeJS.Timeout).unref();
  }
  return imports as WebAssembly.ModuleImports;
}
