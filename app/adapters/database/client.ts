// The one pool of connections a process has, and the Prisma client over it. Hot paths use the pool, the rest Prisma.
import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "./generated/client.ts";

/** What record functions run on: the client, or the same client bound to one transaction. */
export type Db = PrismaClient | Prisma.TransactionClient;

export type Database = {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  readonly url: string;
  /** Waits for what runs, then closes every connection. Safe to repeat. */
  close(): Promise<void>;
};

// A transaction of ours holds rows only, never a platform's answer; 20 s is for a machine that is busy, not for us.
const TRANSACTION_TIMEOUT_MS = 20_000;
// Each statement sees what others have committed by then. Said once for a connection: Prisma would say it anew in every
// transaction, in a statement of its own.
const READ_COMMITTED = "-c default_transaction_isolation=read\\ committed";
// A new connection plans its first statements anew, triggers included (13 ms where it is 0.4 ms later): one that rests is kept.
const KEPT_MS = 5 * 60_000;
// How long a statement may wait for a free connection of the pool.
const MAX_WAIT_MS = 15_000;

/** Opens the process's database. `max` is the number of connections it may hold. */
export function connect(url: string, options: { max: number }): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    // The process's own: that nobody is connected under it tells others that the process is gone (worker/liveness.ts).
    application_name: `reeldock ${randomUUID()}`,
    options: READ_COMMITTED,
    idleTimeoutMillis: KEPT_MS,
  });
  // An idle connection that breaks (the server restarts) is replaced by the pool on next use.
  pool.on("error", () => undefined);
  // One that breaks while it is in use fails its query; without a listener it would end the process as well.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { timeout: TRANSACTION_TIMEOUT_MS, maxWait: MAX_WAIT_MS },
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= prisma.$disconnect().then(() => pool.end());
    return closing;
  };
  return { prisma, pool, url, close };
}
