// One refresh of a token at a time, across processes: a lock in the database, held while the platform answers.
// It has connections of its own, so that whoever waits for a lock never keeps its holder from the database.
import pg from "pg";
import type { ConnectionId } from "../../domain/ids.ts";

export type Locks = {
  /** Runs `work` while nobody else runs under the same connection's lock. */
  withConnectionLock<T>(connectionId: ConnectionId, work: () => Promise<T>): Promise<T>;
  /** The same for a store's offline session, by its domain. */
  withStoreLock<T>(domain: string, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

const CONNECTIONS = 2;

/** The process's locks. */
export function createLocks(url: string): Locks {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, application_name: "reeldock-locks" });
  pool.on("error", () => undefined);
  const last = new Map<string, Promise<unknown>>();
  // Within the process callers queue here, so that each name takes one connection at most.
  const inTurn = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(name) ?? Promise.resolve();
    const mine = before.then(() => locked(pool, name, work));
    const settled = mine.catch(() => undefined);
    last.set(name, settled);
    try {
      return await mine;
    } finally {
      if (last.get(name) === settled) last.delete(name);
    }
  };
  return {
    withConnectionLock: (connectionId, work) => inTurn(`connection:${connectionId}`, work),
    withStoreLock: (domain, work) => inTurn(`store:${domain}`, work),
    close: () => pool.end(),
  };
}

async function locked<T>(pool: pg.Pool, name: string, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("select pg_advisory_lock(hashtextextended($1, 0))", [name]);
    try {
      return await work();
    } finally {
      await client
        .query("select pg_advisory_unlock(hashtextextended($1, 0))", [name])
        .catch((error: Error) => {
          broken = error;
        });
    }
  } finally {
    // A connection that may still hold the lock is closed: the server then lets the lock go.
    client.release(broken);
  }
}
