// The PostgreSQL to use, migrated: the one DATABASE_URL names, or the embedded one in a folder of our own.
import pg from "pg";
import type { Log } from "../../use-cases/ports/ports.ts";
import { type EmbeddedServer, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { migrate } from "./migrate.ts";

export type OpenDatabase = {
  readonly url: string;
  /** Stops the embedded server unless another process uses it; leaves a server of others alone. Close pools before. */
  close(): Promise<void>;
};

export type DatabaseOptions = {
  readonly url?: string | undefined;
  /** Where the embedded server keeps its data; made when missing. */
  readonly dataFolder: string;
  readonly log?: Log | undefined;
  /** Settings of the embedded server, e.g. fsync=off for tests. */
  readonly settings?: Readonly<Record<string, string>>;
};

const DATABASE_NAME = "reeldock";

/** Opens the database and brings it to the newest schema. Any number of processes may call it at the same time. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  if (options.url) {
    await migrate(options.url);
    return { url: options.url, close: async () => undefined };
  }
  const server = await startEmbeddedPostgres(options.dataFolder, options.settings);
  const url = await createDatabase(server.url);
  const applied = await migrate(url);
  options.log?.info("database-ready", { migrations: applied.length });
  return { url, close: () => stopUnlessUsed(server) };
}

async function createDatabase(serverUrl: string): Promise<string> {
  await withClient(serverUrl, async (client) => {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [DATABASE_NAME]);
    if (rowCount) return;
    // Another process may be doing the same: whoever comes second is told it exists.
    await client.query(`create database ${DATABASE_NAME}`).catch((error: { code?: string }) => {
      if (error.code !== "42P04" && error.code !== "23505") throw error;
    });
  });
  const url = new URL(serverUrl);
  url.pathname = `/${DATABASE_NAME}`;
  return url.href;
}

async function stopUnlessUsed(server: EmbeddedServer): Promise<void> {
  const used = await withClient(server.url, async (client) => {
    const { rows } = await client.query<{ others: number }>(
      "select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    return (rows[0]?.others ?? 0) > 0;
  });
  if (!used) await server.stop();
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
