// The doors over a real server and a real database: what each request is answered, and what it leaves behind.
import { createHmac } from "node:crypto";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { createInboxRecords } from "../adapters/database/inbox.ts";
import { createSeal } from "../adapters/database/seal.ts";
import { sqlOnPool } from "../adapters/database/sql.ts";
import { signWebhook } from "../adapters/tiktok-shop/signature.ts";
import { createWebhookReader } from "../adapters/tiktok-shop/webhooks.ts";
import type { InboxRecords } from "../use-cases/ports/foundation-records.ts";
import type { InboxEntry } from "../use-cases/ports/notice.ts";
import { createDoors, type Doors } from "./doors.ts";

const app = { appKey: "abcdef", appSecret: "123" };
const shopifySecret = "shopify-secret";
const domain = "store.myshopify.com";
const shopId = "7495540735365777507";
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

let database: TestDatabase;
let server: Server;
let doors: Doors;
let origin: string;
/** Set by a test that wants the database to be away. */
let outage: Error | undefined;
let statements: number;
/** Holds every statement back until a test lets them go. */
let gate: Promise<void> | undefined;
let onBodyRead: () => void = () => undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  const seal = createSeal({ current: "0123456789abcdef0123456789abcdef" }, "inbox-body");
  const records = createInboxRecords(sqlOnPool(database.database.pool), seal, () => new Date());
  const inbox: Pick<InboxRecords, "receive"> = {
    receive: async (entries: readonly InboxEntry[]) => {
      statements += 1;
      await gate;
      if (outage) throw outage;
      return records.receive(entries);
    },
  };
  doors = createDoors({
    inbox,
    readShopifyWebhook: () => ({ kind: "bad-signature" }),
    readTikTokShopWebhook: createWebhookReader(app),
    shopifyApiSecret: shopifySecret,
    service: {
      stock: async (_, sku) => (sku === null ? { "MUG-GREEN": 12, "MUG-BLUE": 0 } : { [sku]: 12 }),
      trackingNumbers: async (_, names) => Object.fromEntries(names.map((name) => [name, "9400"])),
    },
    log: silent,
  });
  server = createServer((req, res) => {
    req.once("end", () => onBodyRead());
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
  outage = undefined;
  gate = undefined;
  onBodyRead = () => undefined;
  statements = 0;
  const { prisma } = database.database;
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
});

function message(id: string, owner = shopId): string {
  return JSON.stringify({
    type: 1,
    tts_notification_id: id,
    shop_id: owner,
    timestamp: 1,
    data: { order_id: `5${id}` },
  });
}

async function post(body: string, headers: Record<string, string> = {}): Promise<number> {
  const authorization = signWebhook(app, Buffer.from(body));
  const response = await fetch(`${origin}/webhooks/tiktok-shop`, {
    method: "POST",
    body,
    headers: { authorization, ...headers },
  });
  expect(await response.text()).toBe("");
  return response.status;
}

const messages = () => database.database.prisma.inboxMessage.count();
const items = () => database.database.prisma.workItem.findMany({ select: { verb: true, subject: true } });

describe("webhook doors", () => {
  it("a webhook is answered once its row and its mark are there", async () => {
    expect(await post(message("1"))).toBe(200);
    expect(await messages()).toBe(1);
    expect(await items()).toEqual([{ verb: "import-orders", subject: "51" }]);
  });

  it("the same message twice leaves one row and one work item, and is answered 200 again", async () => {
    expect([await post(message("1")), await post(message("1"))]).toEqual([200, 200]);
    expect(await messages()).toBe(1);
    expect(await items()).toHaveLength(1);
  });

  it("a bad signature leaves nothing behind", async () => {
    expect(await post(message("1"), { authorization: "0".repeat(64) })).toBe(401);
    expect([await messages(), (await items()).length, statements]).toEqual([0, 0, 0]);
  });

  it("a message about an unknown store is answered 200 and forgotten", async () => {
    expect(await post(message("1", "999"))).toBe(200);
    expect([await messages(), (await items()).length]).toEqual([0, 0]);
  });

  it("signed bytes that are no message are unreadable", async () => {
    expect(await post("{}")).toBe(400);
    expect(await messages()).toBe(0);
  });

  it("only POST is taken, and other paths are not ours", async () => {
    const response = await fetch(`${origin}/webhooks/tiktok-shop`);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    expect((await fetch(`${origin}/webhooks`)).status).toBe(204);
  });

  it("a body beyond a mebibyte is refused unread, and the next webhook is taken", async () => {
    expect(await post("x".repeat(1024 * 1024 + 1))).toBe(413);
    expect(await post(message("2"))).toBe(200);
  });

  it("a sender that goes away halfway leaves nothing and harms nobody", async () => {
    await new Promise<void>((resolve) => {
      const half = request(`${origin}/webhooks/tiktok-shop`, {
        method: "POST",
        headers: { "content-length": "1000" },
      });
      half.on("error", () => resolve());
      half.write("{", () => half.destroy(new Error("gone")));
    });
    expect(await post(message("3"))).toBe(200);
    expect(await messages()).toBe(1);
  });

  it("only when the row could not be written is the answer 500, and the platform's next try succeeds", async () => {
    outage = new Error("the database is away");
    expect(await post(message("1"))).toBe(500);
    outage = undefined;
    expect(await post(message("1"))).toBe(200);
    expect(await messages()).toBe(1);
  });

  it("500 that arrive while two statements are under way are committed in batches", async () => {
    const ids = Array.from({ length: 500 }, (_, index) => String(index));
    let arrived = 0;
    gate = new Promise((open) => {
      onBodyRead = () => {
        arrived += 1;
        if (arrived === ids.length) setImmediate(open);
      };
    });
    const statuses = await Promise.all(ids.map((id) => post(message(id))));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await messages()).toBe(500);
    expect(await items()).toHaveLength(500);
    // Two small ones went ahead; the rest needs three of at most 200.
    expect(statements).toBeLessThanOrEqual(7);
  });
});

describe("fulfillment service door", () => {
  const sign = (text: string, encoding: "hex" | "base64") =>
    createHmac("sha256", shopifySecret).update(text).digest(encoding);

  function notify(body: string, headers: Record<string, string>) {
    return fetch(`${origin}/fulfillment-service/fulfillment_order_notification`, {
      method: "POST",
      body,
      headers,
    });
  }

  it("a wake-up call makes us look at all that is asked of us, however often it comes", async () => {
    const body = '{"kind":"FULFILLMENT_REQUEST"}';
    const headers = { "x-shopify-hmac-sha256": sign(body, "base64"), "x-shopify-shop-domain": domain };
    expect([(await notify(body, headers)).status, (await notify(body, headers)).status]).toEqual([200, 200]);
    expect(await items()).toEqual([{ verb: "reconcile-shipments", subject: "all" }]);
    expect(await messages()).toBe(2);
  });

  it("a forged wake-up call leaves nothing behind, one that names no store is unreadable", async () => {
    const body = '{"kind":"FULFILLMENT_REQUEST"}';
    const forged = { "x-shopify-hmac-sha256": sign("other", "base64"), "x-shopify-shop-domain": domain };
    expect((await notify(body, forged)).status).toBe(401);
    expect((await notify(body, { "x-shopify-hmac-sha256": sign(body, "base64") })).status).toBe(400);
    expect([await messages(), (await items()).length]).toEqual([0, 0]);
  });

  it("stock is read with a signed query: one SKU or all", async () => {
    const all = `shop=${domain}&timestamp=1`;
    const one = `shop=${domain}&sku=MUG GREEN&timestamp=1`;
    const read = async (query: string) =>
      fetch(
        `${origin}/fulfillment-service/fetch_stock.json?${new URLSearchParams(query)}&hmac=${sign(query, "hex")}`,
      );
    expect(await (await read(all)).json()).toEqual({ "MUG-GREEN": 12, "MUG-BLUE": 0 });
    expect(await (await read(one)).json()).toEqual({ "MUG GREEN": 12 });
  });

  it("tracking numbers are read with the signature in a header as well", async () => {
    const query = `shop=${domain}&order_names[]=%231001.1`;
    const response = await fetch(`${origin}/fulfillment-service/fetch_tracking_numbers.json?${query}`, {
      headers: { "x-shopify-hmac-sha256": sign(query, "base64") },
    });
    expect(await response.json()).toMatchObject({ tracking_numbers: { "#1001.1": "9400" }, success: true });
  });

  it("an unsigned read is refused, an unknown path is not found", async () => {
    const stock = `${origin}/fulfillment-service/fetch_stock.json?shop=${domain}`;
    expect((await fetch(`${stock}&hmac=00`)).status).toBe(401);
    expect((await fetch(stock)).status).toBe(401);
    expect((await fetch(stock, { method: "PUT" })).status).toBe(405);
    expect((await fetch(`${origin}/fulfillment-service/other`)).status).toBe(404);
  });
});
