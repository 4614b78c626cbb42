// The doors that webhooks come in by: what each request is answered, and what it leaves behind.
import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { app, doorsWorld, shopId } from "../../test/doors-world.ts";
import { signWebhook } from "../adapters/tiktok-shop/signature.ts";

const world = doorsWorld();

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
  const response = await fetch(`${world.origin}/webhooks/tiktok-shop`, {
    method: "POST",
    body,
    headers: { authorization, ...headers },
  });
  expect(await response.text()).toBe("");
  return response.status;
}

describe("webhook doors", () => {
  it("a webhook is answered once its row and its mark are there", async () => {
    expect(await post(message("1"))).toBe(200);
    expect(await world.messages()).toBe(1);
    expect(await world.items()).toEqual([{ verb: "import-orders", subject: "51" }]);
  });

  it("the same message twice leaves one row and one work item, and is answered 200 again", async () => {
    expect([await post(message("1")), await post(message("1"))]).toEqual([200, 200]);
    expect(await world.messages()).toBe(1);
    expect(await world.items()).toHaveLength(1);
  });

  it("a bad signature leaves nothing behind", async () => {
    expect(await post(message("1"), { authorization: "0".repeat(64) })).toBe(401);
    expect([await world.messages(), (await world.items()).length, world.held.statements]).toEqual([0, 0, 0]);
  });

  it("a message about an unknown store is answered 200 and forgotten", async () => {
    expect(await post(message("1", "999"))).toBe(200);
    expect([await world.messages(), (await world.items()).length]).toEqual([0, 0]);
  });

  it("signed bytes that are no message are unreadable", async () => {
    expect(await post("{}")).toBe(400);
    expect(await world.messages()).toBe(0);
  });

  it("only POST is taken, and other paths are not ours", async () => {
    const response = await fetch(`${world.origin}/webhooks/tiktok-shop`);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    expect((await fetch(`${world.origin}/webhooks`)).status).toBe(204);
  });

  it("a body beyond a mebibyte is refused unread, and the next webhook is taken", async () => {
    expect(await post("x".repeat(1024 * 1024 + 1))).toBe(413);
    expect(await post(message("2"))).toBe(200);
  });

  it("a sender that goes away halfway leaves nothing and harms nobody", async () => {
    await new Promise<void>((resolve) => {
      const half = request(`${world.origin}/webhooks/tiktok-shop`, {
        method: "POST",
        headers: { "content-length": "1000" },
      });
      half.on("error", () => resolve());
      half.write("{", () => half.destroy(new Error("gone")));
    });
    expect(await post(message("3"))).toBe(200);
    expect(await world.messages()).toBe(1);
  });

  it("only when the row could not be written is the answer 500, and the platform's next try succeeds", async () => {
    world.held.outage = new Error("the database is away");
    expect(await post(message("1"))).toBe(500);
    world.held.outage = undefined;
    expect(await post(message("1"))).toBe(200);
    expect(await world.messages()).toBe(1);
  });

  it("500 that arrive while two statements are under way are committed in batches", async () => {
    const ids = Array.from({ length: 500 }, (_, index) => String(index));
    let arrived = 0;
    world.held.gate = new Promise((open) => {
      world.held.onBodyRead = () => {
        arrived += 1;
        if (arrived === ids.length) setImmediate(open);
      };
    });
    const statuses = await Promise.all(ids.map((id) => post(message(id))));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await world.messages()).toBe(500);
    expect(await world.items()).toHaveLength(500);
    // Two small ones went ahead; the rest needs three of at most 200.
    expect(world.held.statements).toBeLessThanOrEqual(7);
  });
});
