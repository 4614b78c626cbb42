// The server under load: the real doors, or the floor, a bare handler that checks the HMAC and inserts one row.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { connect } from "../../app/adapters/database/client.ts";
import { createRecords } from "../../app/adapters/database/records.ts";
import { createWebhookReader } from "../../app/adapters/shopify/webhooks.ts";
import { createDoors } from "../../app/doors/doors.ts";

const [mode = "doors", url = "", secret = ""] = process.argv.slice(2);
const handler = mode === "doors" ? doors() : floor();
const server = createServer((req, res) => void handler(req, res));
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));

function doors() {
  const records = createRecords({
    database: connect(url, { max: 10 }),
    secrets: { current: "a secret of the bench, long enough" },
    now: () => new Date(),
  });
  return createDoors({
    inbox: records.inbox,
    readShopifyWebhook: createWebhookReader({ apiSecret: secret }),
    readTikTokShopWebhook: () => ({ kind: "bad-signature" }),
    shopifyApiSecret: secret,
    service: { stock: async () => ({}), trackingNumbers: async () => ({}) },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
}

function floor() {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const text =
    "insert into floor_message (id, topic, store, body) values ($1, $2, $3, $4) on conflict do nothing";
  return async (req: IncomingMessage, res: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const given = Buffer.from(String(req.headers["x-shopify-hmac-sha256"]), "base64");
    const expected = createHmac("sha256", secret).update(body).digest();
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      return res.writeHead(401).end();
    const head = [
      req.headers["x-shopify-webhook-id"],
      req.headers["x-shopify-topic"],
      req.headers["x-shopify-shop-domain"],
    ];
    await pool.query({ name: "floor", text, values: [...head, body] });
    return res.writeHead(200).end();
  };
}
