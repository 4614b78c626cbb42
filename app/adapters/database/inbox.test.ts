import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { as, type StoreId } from "../../domain/ids.ts";
import type { InboxEntry } from "../../use-cases/ports/notice.ts";
import type { Records } from "../../use-cases/ports/records.ts";
import { createRecords } from "./records.ts";

const now = new Date("2026-11-22T12:00:00Z");
let copy: TestDatabase;
let records: Records;
let storeId: StoreId;

beforeAll(async () => {
  copy = await createTestDatabase();
  records = createRecords({ database: copy.database, secrets: { current: "of this test" }, now: () => now });
});
afterAll(() => copy.close());
beforeEach(async () => {
  await copy.database.pool.query('truncate "WorkItem", "InboxMessage", "Store", "Connection"');
  const store = { domain: "a.myshopify.com", name: "A", currency: "USD", timeZone: "UTC", at: now };
  storeId = (await records.stores.saveInstalled(store)).id;
});

function entry(change: Partial<InboxEntry> = {}): InboxEntry {
  return {
    source: "shopify",
    messageId: "m1",
    topic: "orders/updated",
    owner: "a.myshopify.com",
    notices: [{ verb: "record-store-shipments", subject: "gid://shopify/Order/1" }],
    body: Buffer.from('{"id":1,"note":"private words"}'),
    triggeredAt: now,
    ...change,
  };
}
const messages = () => copy.database.prisma.inboxMessage.findMany();
const items = () => copy.database.prisma.workItem.findMany({ orderBy: { storeId: "asc" } });

it("the same message twice leaves one inbox message and one mark, even in one group", async () => {
  expect(await records.inbox.receive([entry(), entry()])).toBe(1);
  expect(await records.inbox.receive([entry()])).toBe(0);
  expect(await messages()).toHaveLength(1);
  expect(await items()).toMatchObject([{ verb: "record-store-shipments", version: 1 }]);
});

it("a message of an unknown store is forgotten; the others of its group are kept", async () => {
  expect(await records.inbox.receive([entry({ messageId: "m2", owner: "b.myshopify.com" }), entry()])).toBe(
    1,
  );
  expect(await messages()).toMatchObject([{ messageId: "m1", storeId }]);
});

it("the body comes back byte for byte, for its own store only, and is not readable at rest", async () => {
  await records.inbox.receive([entry({ notices: [], triggeredAt: null })]);
  const [row] = await messages();
  expect(Buffer.from(row?.bodySealed ?? []).toString("latin1")).not.toContain("private");
  const kept = await records.inbox.body(storeId, row?.id ?? "");
  expect(Buffer.from(kept?.body ?? []).toString()).toBe('{"id":1,"note":"private words"}');
  expect(await records.inbox.body(as<StoreId>("another"), row?.id ?? "")).toBeUndefined();
  expect(await items()).toEqual([]);
});

it("a marketplace message reaches every store of its shop, by the shop's id or the seller's", async () => {
  const second = { domain: "b.myshopify.com", name: "B", currency: "USD", timeZone: "UTC", at: now };
  const other = (await records.stores.saveInstalled(second)).id;
  for (const store of [storeId, other]) {
    await copy.database.prisma.connection.create({
      data: {
        storeId: store,
        marketplaceShopId: "7000",
        shopName: "Shop",
        region: "US",
        currency: "USD",
        cipher: "c",
        openId: "open-1",
        accessTokenSealed: new Uint8Array(),
        accessTokenExpiresAt: now,
        refreshTokenSealed: new Uint8Array(),
        refreshTokenExpiresAt: now,
        state: "active",
      },
    });
  }
  const order = { source: "tiktok-shop", notices: [{ verb: "import-orders", subject: "57" }] } as const;
  expect(await records.inbox.receive([entry({ ...order, owner: "7000" })])).toBe(1);
  expect(await records.inbox.receive([entry({ ...order, messageId: "m2", owner: "open-1" })])).toBe(1);
  expect((await items()).map((item) => [item.storeId, item.version])).toEqual(
    [storeId, other].sort().map((id) => [id, 2]),
  );
});

it("a store that left is told only what concerns leaving; a privacy request names its own message", async () => {
  await records.stores.saveUninstalled(storeId, now);
  const request = { verb: "answer-privacy-request", subject: "the platform's own id" } as const;
  await records.inbox.receive([entry(), entry({ messageId: "m2", notices: [request] })]);
  const [message] = (await messages()).filter((row) => row.messageId === "m2");
  expect(await items()).toMatchObject([{ verb: "answer-privacy-request", subject: message?.id }]);
});

it("groups received at the same time, over the same stores, all arrive", async () => {
  const group = (from: number) =>
    Array.from({ length: 20 }, (_, at) =>
      entry({ messageId: `${from}-${at}`, notices: shuffledNotices(from + at) }),
    );
  const counts = await Promise.all([0, 1, 2, 3, 4, 5].map((from) => records.inbox.receive(group(from))));
  expect(counts).toEqual([20, 20, 20, 20, 20, 20]);
  expect(await items()).toHaveLength(5);
});

it("received in a transaction it commits with the rest", async () => {
  await expect(
    records.transaction(async (tx) => {
      await tx.inbox.receive([entry({ triggeredAt: null })]);
      throw new Error("of this test");
    }),
  ).rejects.toThrow("of this test");
  expect(await messages()).toEqual([]);
});

function shuffledNotices(at: number): InboxEntry["notices"] {
  return [0, 1, 2, 3, 4].map(
    (order) => ({ verb: "import-orders", subject: String((order * 3 + at) % 5) }) as const,
  );
}
