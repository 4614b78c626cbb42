// Migrations by hand: "deploy" applies them, "new NAME" writes the next one, "check" fails when schema and migrations
// disagree. "new" and "check" work on a scratch database of the embedded server.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { driftOf, MIGRATIONS_FOLDER, migrate } from "../app/adapters/database/migrate.ts";
import { openDatabase } from "../app/adapters/database/server.ts";

const [command, name] = process.argv.slice(2);

async function scratchDrift(): Promise<string> {
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), "reeldock-migrate-"));
  const database = await openDatabase({ dataFolder });
  try {
    return await driftOf(database.url);
  } finally {
    await database.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function write(migration: string): Promise<string> {
  const sql = await scratchDrift();
  if (sql === "") return "Schema and migrations agree: nothing to write.";
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = path.join(MIGRATIONS_FOLDER, `${stamp}_${migration}`);
  await mkdir(folder, { recursive: true });
  // One transaction: a statement that fails leaves nothing of the ones before it.
  await writeFile(path.join(folder, "migration.sql"), `BEGIN;\n\n${sql.trim()}\n\nCOMMIT;\n`);
  await writeFile(path.join(MIGRATIONS_FOLDER, "migration_lock.toml"), 'provider = "postgresql"\n');
  return `Wrote ${path.relative(process.cwd(), folder)}: read it before you commit it.`;
}

async function run(): Promise<string> {
  if (command === "new" && name) return write(name);
  if (command === "check") {
    const drift = await scratchDrift();
    if (drift === "") return "Schema and migrations agree.";
    throw new Error(`Schema and migrations disagree:\n${drift}`);
  }
  const url = process.env["DATABASE_URL"];
  if (command !== "deploy" || !url) throw new Error("Usage: DATABASE_URL=… deploy | new NAME | check");
  const applied = await migrate(url);
  return applied.length ? `Applied ${applied.join(", ")}.` : "Nothing to apply.";
}

try {
  console.log(await run());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
