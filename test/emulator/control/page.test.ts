import { afterEach, expect, test } from "vitest";
import { seedDemo } from "../seed.ts";
import { type ServedTwin, serveTwin } from "../serve.ts";
import { DEMO_SHOP, DEMO_STORE } from "../settings.ts";
import { aLiveProduct, aShop } from "../tiktok-shop/a-shop.ts";
import { createTwin, type Twin } from "../twin.ts";
import { controlCalls } from "./calls.ts";

let open: { twin: Twin; served: ServedTwin } | undefined;
afterEach(async () => {
  open?.twin.stop();
  await open?.served.close();
});

/** Both worlds with something in each list that has buttons. */
async function begin() {
  const shop = aShop();
  await aLiveProduct(shop);
  const twin = createTwin({ startAt: new Date(shop.clock.now()), settings: { actors: "manual" } });
  seedDemo(twin);
  twin.tiktokShop.load(shop.twin.save());
  twin.tiktokShop.stockFbt(DEMO_SHOP, { sellerSku: "MUG-L", quantity: 5 });
  twin.tiktokShop.placeOrder(DEMO_SHOP, { lines: [{ sellerSku: "MUG-L", quantity: 2 }] });
  twin.shopify.placeOrder(DEMO_STORE, { lines: [{ sku: "CSC-POT", quantity: 1 }] });
  twin.faults.arm({ channel: "call", name: "<b>orders</b>", fault: { kind: "refused" }, times: 2 });
  const served = await serveTwin(twin, { port: 0 });
  open = { twin, served };
  const { main } = served.addresses;
  return { twin, main, text: await (await fetch(`${main}/control`)).text() };
}

const plain = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");

test("every button of the page runs a control call that there is, with a body that it takes", async () => {
  const { text } = await begin();
  const buttons = [
    ...text.matchAll(/data-method="(\w+)" data-path="([^"]+)" data-body="([^"]*)"[^>]*>([^<]+)</g),
  ].map(([, method, path, body, label]) => ({
    method,
    path: plain(path ?? ""),
    body: plain(body ?? ""),
    label,
  }));
  expect(buttons.map(({ label }) => label)).toEqual(
    expect.arrayContaining(["Next thing", "+ 1 hour", "Let buyers come", "Stop", "Ship it", "Move it on"]),
  );
  for (const { method, path, body, label } of buttons) {
    const found = controlCalls.find(
      (call) =>
        call.method === method && new RegExp(`^${call.path.replaceAll(/:\w+/g, "[^/]+")}$`).test(path),
    );
    expect(found, `${label}: ${method} ${path}`).toBeDefined();
    const schema = found?.body;
    const isTaken =
      schema === undefined || schema === "text" || schema.safeParse(JSON.parse(body || "{}")).success;
    expect(isTaken, `${label}: ${body}`).toBe(true);
  }
});

test("every way to fail that the page offers can be armed", async () => {
  const { main, text } = await begin();
  const offered = [...text.matchAll(/<option value="(\{[^"]+\})"/g)].map(([, value]) => plain(value ?? ""));
  expect(offered.length).toBeGreaterThan(10);
  for (const fault of offered) {
    const body = JSON.stringify({ ...(JSON.parse(fault) as object), times: 1, platform: "shopify" });
    const response = await fetch(`${main}/control/faults`, { method: "POST", body });
    expect([fault, response.status]).toEqual([fault, 200]);
  }
});

test("what a client wrote is shown as text", async () => {
  const { text } = await begin();
  expect(text).toContain("&lt;b&gt;orders&lt;/b&gt;");
  expect(text).not.toContain("<b>orders");
});

test("both worlds, the time and what happened stand on the page, and follow what is done", async () => {
  const { twin, main, text } = await begin();
  for (const words of ["Fernweh Outfitters", "Fernweh on TikTok", "20 Nov 2026", "order placed", "2 × MUG-L"])
    expect(text).toContain(words);
  twin.shopify.placeOrder(DEMO_STORE, { lines: [{ sku: "CSC-POT", quantity: 7 }] });
  expect(await (await fetch(`${main}/control/worlds`)).text()).toContain("7 × CSC-POT");
});
