// The door that the store calls our fulfillment service by: woken up, or asked for stock and tracking numbers.
import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { domain, doorsWorld, shopifySecret } from "../../test/doors-world.ts";

const world = doorsWorld();

describe("fulfillment service door", () => {
  const sign = (text: string, encoding: "hex" | "base64") =>
    createHmac("sha256", shopifySecret).update(text).digest(encoding);

  function notify(body: string, headers: Record<string, string>) {
    return fetch(`${world.origin}/fulfillment-service/fulfillment_order_notification`, {
      method: "POST",
      body,
      headers,
    });
  }

  it("a wake-up call makes us look at all that is asked of us, however often it comes", async () => {
    const body = '{"kind":"FULFILLMENT_REQUEST"}';
    const headers = { "x-shopify-hmac-sha256": sign(body, "base64"), "x-shopify-shop-domain": domain };
    expect([(await notify(body, headers)).status, (await notify(body, headers)).status]).toEqual([200, 200]);
    expect(await world.items()).toEqual([{ verb: "reconcile-shipments", subject: "all" }]);
    expect(await world.messages()).toBe(2);
  });

  it("a forged wake-up call leaves nothing behind, one that names no store is unreadable", async () => {
    const body = '{"kind":"FULFILLMENT_REQUEST"}';
    const forged = { "x-shopify-hmac-sha256": sign("other", "base64"), "x-shopify-shop-domain": domain };
    expect((await notify(body, forged)).status).toBe(401);
    expect((await notify(body, { "x-shopify-hmac-sha256": sign(body, "base64") })).status).toBe(400);
    expect([await world.messages(), (await world.items()).length]).toEqual([0, 0]);
  });

  it("stock is read with a signed query: one SKU or all", async () => {
    const all = `shop=${domain}&timestamp=1`;
    const one = `shop=${domain}&sku=MUG GREEN&timestamp=1`;
    const read = async (query: string) =>
      fetch(
        `${world.origin}/fulfillment-service/fetch_stock.json?${new URLSearchParams(query)}&hmac=${sign(query, "hex")}`,
      );
    expect(await (await read(all)).json()).toEqual({ "MUG-GREEN": 12, "MUG-BLUE": 0 });
    expect(await (await read(one)).json()).toEqual({ "MUG GREEN": 12 });
  });

  it("tracking numbers are read with the signature in a header as well", async () => {
    const query = `shop=${domain}&order_names[]=%231001.1`;
    const response = await fetch(`${world.origin}/fulfillment-service/fetch_tracking_numbers.json?${query}`, {
      headers: { "x-shopify-hmac-sha256": sign(query, "base64") },
    });
    expect(await response.json()).toMatchObject({ tracking_numbers: { "#1001.1": "9400" }, success: true });
  });

  it("an unsigned read is refused, an unknown path is not found", async () => {
    const stock = `${world.origin}/fulfillment-service/fetch_stock.json?shop=${domain}`;
    expect((await fetch(`${stock}&hmac=00`)).status).toBe(401);
    expect((await fetch(stock)).status).toBe(401);
    expect((await fetch(stock, { method: "PUT" })).status).toBe(405);
    expect((await fetch(`${world.origin}/fulfillment-service/other`)).status).toBe(404);
  });
});
