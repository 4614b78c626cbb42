// The doors over a real server and a real database, for tests of what each request is answered and leaves behind.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { createInboxRecords } from "../app/adapters/database/inbox.ts";
import { createSeal } from "../app/adapters/database/seal.ts";
import { sqlOnPool } from "../app/adapters/database/sql.ts";
import { createWebhookReader } from "../app/adapters/tiktok-shop/webhooks.ts";
import { createDoors, type Doors } from "../app/doors/doors.ts";
import type { InboxRecords } from "../app/use-cases/ports/foundation-records.ts";
import type { InboxEntry } from "../app/use-cases/ports/notice.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";

export const app = { appKey: "abcdef", appSecret: "123" };
export const shopifySecret = "shopify-secret";
export const domain = "store.myshopify.com";
export const shopId = "7495540735365777507";

/** What a test may set, and what it may look at afterwards. */
type Held = {
  /** Set by a test that wants the database to be away. */
  outage: Error | undefined;
  statements: number;
  /** Holds every statement back until a test lets them go. */
  gate: Promise<void> | undefined;
  onBodyRead: () => void;
};

/** Registers the hooks of a test file: each of its tests begins with one store, one connection and no message. */
export function doorsWorld() {
  const held: Held = { outage: undefined, statements: 0, gate: undefined, onBodyRead: () => undefined };
  let database: TestDatabase;
  let server: Server;
  let doors: Doors;
  let origin: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    doors = doorsOver(database, held);
    server = createServer((req, res) => {
      req.once("end", () => held.onBodyRead());
      if (!doors(req, res)) res.writeHead(204).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    await doors.drained();
    await database.close();
  });
  beforeEach(async () => {
    Object.assign(held, { outage: undefined, gate: undefined, statements: 0, onBodyRead: () => undefined });
    await oneStore(database);
  });
  return {
    held,
    get origin() {
      return origin;
    },
    messages: () => database.database.prisma.inboxMessage.count(),
    items: () => database.database.prisma.workItem.findMany({ select: { verb: true, subject: true } }),
  };
}

function doorsOver(database: TestDatabase, held: Held): Doors {
  const seal = createSeal({ current: "0123456789abcdef0123456789abcdef" }, "inbox-body");
  const records = createInboxRecords(sqlOnPool(database.database.pool), seal, () => new Date());
  const inbox: Pick<InboxRecords, "receive"> = {
    receive: async (entries: readonly InboxEntry[]) => {
      held.statements += 1;
      await held.gate;
      if (held.outage) throw held.outage;
      return records.receive(entries);
    },
  };
  return createDoors({
    inbox,
    readShopifyWebhook: () => ({ kind: "bad-signature" }),
    readTikTokShopWebhook: createWebhookReader(app),
    shopifyApiSecret: shopifySecret,
    service: {
      stock: async (_, sku) => (sku === null ? { "MUG-GREEN": 12, "MUG-BLUE": 0 } : { [sku]: 12 }),
      trackingNumbers: async (_, names) => Object.fromEntries(names.map((name) => [name, "9400"])),
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
}

async function oneStore({ database: { prisma } }: TestDatabase): Promise<void> {
  await prisma.inboxMessage.deleteMany();
  await prisma.workItem.deleteMany();
  await prisma.connection.deleteMany();
  await prisma.store.deleteMany();
  const named = {
    name: "Store",
    currency: "USD",
    timeZone: "UTC",
    state: "installed",
    installedAt: new Date(),
  };
  const store = await prisma.store.create({ data: { domain, ...named } });
  const sealed = Buffer.from("sealed");
  const expires = new Date("2027-01-01T00:00:00Z");
  await prisma.connection.create({
    data: {
      storeId: store.id,
      marketplaceShopId: shopId,
      shopName: "Shop",
      region: "US",
      currency: "USD",
      cipher: "cipher",
      openId: "701",
      accessTokenSealed: sealed,
      accessTokenExpiresAt: expires,
      refreshTokenSealed: sealed,
      refreshTokenExpiresAt: expires,
      state: "active",
    },
  });
}
