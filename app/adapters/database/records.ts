// The database as use-cases see it, composed of its nouns, once on the client and once per transaction.
import { setTimeout as delay } from "node:timers/promises";
import type { WorkRecords } from "../../use-cases/ports/foundation-records.ts";
import type { Records, RecordsInTransaction } from "../../use-cases/ports/records.ts";
import type { Mark } from "../../use-cases/ports/work.ts";
import { createCatalogRecords } from "./catalog.ts";
import { createCategoryRecords } from "./categories.ts";
import { createWorkRecords } from "./checkpoints.ts";
import type { Database, Db } from "./client.ts";
import { createComparisonRecords } from "./comparisons.ts";
import { createInboxRecords } from "./inbox.ts";
import { createInventoryRecords } from "./inventory.ts";
import { createIssueRecords } from "./issues.ts";
import { createLinkDoctorRecords } from "./links.ts";
import { createSettingsRecords } from "./listing-settings.ts";
import { createOrderRecords } from "./orders.ts";
import { createPrivacyRecords } from "./privacy.ts";
import { createSeal, type SealSecrets } from "./seal.ts";
import { createShopRecords } from "./shop.ts";
import { type Sql, sqlOnClient, sqlOnPool } from "./sql.ts";
import { createStoreRecords } from "./stores.ts";
import { mark } from "./work.ts";

export type RecordsOptions = {
  readonly database: Database;
  readonly secrets: SealSecrets;
  readonly now: () => Date;
};

/** All records of the process. */
export function createRecords({ database, secrets, now }: RecordsOptions): Records {
  const seals = {
    tokens: createSeal(secrets, "connection-token"),
    bodies: createSeal(secrets, "inbox-body"),
    personal: createSeal(secrets, "personal-data"),
  };
  const recordsOn = (client: Db, sql: Sql, markWork: WorkRecords["mark"]): RecordsInTransaction => ({
    stores: createStoreRecords(client, seals.tokens),
    catalog: createCatalogRecords(client, now),
    inventory: createInventoryRecords(client),
    orders: createOrderRecords(client, seals.personal),
    issues: createIssueRecords(sql, now),
    work: createWorkRecords(client, markWork),
    inbox: createInboxRecords(sql, seals.bodies, now),
    privacy: createPrivacyRecords(client),
    settings: createSettingsRecords(client),
    shop: createShopRecords(client),
    links: createLinkDoctorRecords(client),
    categories: createCategoryRecords(client),
    comparisons: createComparisonRecords(client, now),
  });
  const pool = sqlOnPool(database.pool);
  return {
    ...recordsOn(database.prisma, pool, (marks) => mark(pool, now(), marks)),
    transaction: (work) =>
      unlessUnlucky(() =>
        database.prisma.$transaction(async (tx) => {
          // Marks are written last and together, in one order for everybody: a lane's lock is held for moments, and
          // transactions that mark the same things wait for one another instead of dead-locking.
          const marks: Mark[] = [];
          const sql = sqlOnClient(tx);
          const result = await work(recordsOn(tx, sql, async (more) => void marks.push(...more)));
          await mark(sql, now(), marks);
          return result;
        }),
      ),
  };
}

const TRIES = 4;
// So that the two do not meet again in step.
const SPREAD_MS = 40;

// Two transactions that want the same rows in opposite order: the database stops one of them, which is simply run again.
async function unlessUnlucky<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      if (tries === TRIES || !wasDeadlock(error)) throw error;
      await delay(Math.random() * SPREAD_MS * tries);
    }
  }
}

// Prisma's own code for a write conflict, or PostgreSQL's inside a raw statement's error (40P01 deadlock, 40001
// serialization).
function wasDeadlock(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : undefined;
  if (code === "P2034") return true;
  const words = `${error.message} ${"meta" in error ? JSON.stringify(error.meta) : ""}`;
  return code === "P2010" && /\b(40P01|40001)\b/.test(words);
}
