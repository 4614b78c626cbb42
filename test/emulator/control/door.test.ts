import { afterEach, expect, test } from "vitest";
import { createTwin, type Twin } from "../twin.ts";
import { controlCalls } from "./calls.ts";
import { answerCall } from "./door.ts";

const STORE = "/control/shopify/stores/fernweh-outfitters.myshopify.com";

let twin: Twin | undefined;
afterEach(() => twin?.stop());

function begin() {
  const started = createTwin();
  twin = started;
  return async (method: string, path: string, body?: unknown) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const response = await answerCall(
      started,
      new Request(`http://127.0.0.1${path}`, { method, ...(body === undefined ? {} : { body: text }) }),
    );
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
  };
}

test("every call has a name and an address of its own", () => {
  expect(new Set(controlCalls.map(({ name }) => name)).size).toBe(controlCalls.length);
  expect(new Set(controlCalls.map(({ method, path }) => `${method} ${path}`)).size).toBe(controlCalls.length);
});

test.each([
  ["a body that is no JSON", "POST", `${STORE}/stock`, "{", "not JSON"],
  ["a missing field", "POST", `${STORE}/stock`, { sku: "A" }, "quantity"],
  [
    "a field out of range",
    "POST",
    `${STORE}/orders`,
    { lines: [{ sku: "A", quantity: -1 }] },
    "lines.0.quantity",
  ],
  ["a field nobody knows", "POST", `${STORE}/stock`, { sku: "A", quantity: 1, colour: "red" }, "colour"],
  [
    "an unknown store",
    "POST",
    "/control/shopify/stores/nobody.myshopify.com/stock",
    { sku: "A", quantity: 1 },
    "nobody.myshopify.com",
  ],
  ["an unknown SKU", "POST", `${STORE}/stock`, { sku: "NOT-THERE", quantity: 1 }, "NOT-THERE"],
  ["an unknown marketplace order", "POST", "/control/tiktok-shop/orders/577000/advance", undefined, "577000"],
  [
    "an unknown fault",
    "POST",
    "/control/faults",
    { channel: "call", fault: { kind: "meteor" } },
    "fault.kind",
  ],
  ["a fault that is not armed", "DELETE", "/control/faults/fault-9", undefined, "fault-9"],
  ["a query that is no number", "GET", "/control/history?since=soon", undefined, "since"],
  [
    "a fault for a shop nobody has",
    "POST",
    "/control/faults",
    { channel: "call", shop: "x", fault: { kind: "refused" } },
    "shop",
  ],
  [
    "a fault that happens no times",
    "POST",
    "/control/faults",
    { channel: "call", times: 0, fault: { kind: "refused" } },
    "times",
  ],
  [
    "a rate beyond all",
    "POST",
    "/control/faults",
    { channel: "call", rate: 2, fault: { kind: "refused" } },
    "rate",
  ],
  [
    "a webhook fault for calls",
    "POST",
    "/control/faults",
    { channel: "call", fault: { kind: "lost" } },
    "fault.kind",
  ],
  ["a pace that stands still", "POST", "/control/clock/run", { pace: 0 }, "pace"],
  ["time that runs backwards", "POST", "/control/clock/advance", { milliseconds: -1 }, "milliseconds"],
  ["a skew of years", "POST", "/control/settings", { clockSkewMs: { shopify: 1e12 } }, "clockSkewMs.shopify"],
  ["a snapshot of something else", "POST", "/control/restore", { version: 9 }, "version"],
])("%s is answered 400 and named", async (...[_what, method, path, body, named]) => {
  const { status, answer } = await begin()(method, path, body);
  expect(status).toBe(400);
  expect(answer["error"]).toContain(named);
});

test.each([
  ["an unknown call", "POST", "/control/dance"],
  ["a method the call does not take", "PUT", "/control/reset"],
  ["an address that cannot be decoded", "DELETE", "/control/faults/%E0%A4%A"],
])("%s is answered 404 and named", async (...[_what, method, path]) => {
  const { status, answer } = await begin()(method, path, method === "DELETE" ? undefined : {});
  expect(status).toBe(404);
  expect(answer["error"]).toContain(`${method} ${path}`);
});

test("a form is not JSON, whatever it says", async () => {
  begin();
  const body = new FormData();
  body.set("milliseconds", "5");
  const response = await answerCall(
    twin as Twin,
    new Request("http://127.0.0.1/control/clock/advance", { method: "POST", body }),
  );
  expect([response.status, await response.json()]).toMatchObject([400, { field: "content-type" }]);
});

test.each([
  ["shopify", {}],
  ["tiktokShop", { ids: "many" }],
  ["life", { isOn: 1 }],
])("a snapshot whose %s is damaged is refused whole", async (...[part, damaged]) => {
  const call = begin();
  const order = { lines: [{ sku: "MUG", quantity: 1 }] };
  await call("POST", `${STORE}/products`, "Handle,Title,Variant SKU,Variant Price\nmug,Enamel mug,MUG,12\n");
  const snapshot = (await call("POST", "/control/snapshot")).answer;
  await call("POST", `${STORE}/orders`, order);
  const before = (await call("GET", "/control/state")).answer;
  const { status, answer } = await call("POST", "/control/restore", { ...snapshot, [part]: damaged });
  expect([status, answer["error"]]).toEqual([400, expect.stringContaining(part)]);
  expect((await call("GET", "/control/state")).answer).toEqual(before);
});

test("a platform whose clock is an hour off refuses what was signed by the right one", async () => {
  const call = begin();
  const { origins, tiktokShop } = (twin as Twin).settings;
  const ask = async () => {
    const timestamp = Math.floor((twin as Twin).clock.now() / 1_000);
    const url = `${origins.tiktokApi}/order/202309/orders?app_key=${tiktokShop.appKey}&timestamp=${timestamp}&sign=0`;
    const response = await (twin as Twin).tiktokShop.respond(new Request(url));
    return ((await response.json()) as { message: string }).message;
  };
  const right = await ask();
  await call("POST", "/control/settings", { clockSkewMs: { tiktokShop: 3_600_000 } });
  expect(await ask()).toContain("timestamp");
  await call("POST", "/control/settings", { clockSkewMs: { tiktokShop: 0 } });
  expect(await ask()).toBe(right);
});

test("a page of another origin may not move the twin", async () => {
  begin();
  const request = new Request("http://127.0.0.1/control/reset", {
    method: "POST",
    headers: { origin: "https://elsewhere.test" },
  });
  expect((await answerCall(twin as Twin, request)).status).toBe(400);
});

test("a product CSV fills a store and names the rows left out", async () => {
  const call = begin();
  const csv =
    "Handle,Title,Variant SKU,Variant Price,Variant Inventory Qty\nmug,Enamel mug,MUG,12,5\npot,Pot,POT,abc,1\n";
  const { answer } = await call("POST", `${STORE}/products`, csv);
  expect(answer).toMatchObject({ imported: 1, refused: [{ row: 3, column: "Variant Price" }] });
  const state = await call("GET", "/control/state");
  expect(state.answer).toMatchObject({
    stores: [{ products: [{ handle: "mug", variants: [{ sku: "MUG", available: 5 }] }] }],
  });
});

test("an order of the store's own is placed, shipped by the merchant, and seen in the state", async () => {
  const call = begin();
  await call(
    "POST",
    `${STORE}/products`,
    "Handle,Title,Variant SKU,Variant Price,Variant Inventory Qty\nmug,Enamel mug,MUG,12,5\n",
  );
  const placed = await call("POST", `${STORE}/orders`, { lines: [{ sku: "MUG", quantity: 2 }] });
  const name = String(placed.answer["name"]).replace("#", "");
  const shipped = await call("POST", `${STORE}/orders/${name}/fulfillment`, {
    company: "UPS",
    number: "1Z999",
  });
  expect(shipped.answer).toEqual({ fulfillmentId: expect.stringContaining("gid://shopify/Fulfillment/") });
  const { answer } = await call("GET", "/control/state");
  expect(answer).toMatchObject({
    stores: [{ orders: [{ fulfillments: [{ company: "UPS", numbers: ["1Z999"] }] }] }],
  });
});

test("faults are armed, listed and disarmed", async () => {
  const call = begin();
  const armed = await call("POST", "/control/faults", {
    channel: "webhook",
    name: "orders/*",
    fault: { kind: "late", milliseconds: 50 },
    times: 2,
  });
  expect((await call("GET", "/control/faults")).answer).toMatchObject({
    faults: [{ id: armed.answer["id"], name: "orders/*" }],
  });
  await call("DELETE", `/control/faults/${String(armed.answer["id"])}`);
  expect((await call("GET", "/control/faults")).answer).toEqual({ faults: [] });
});

test("settings change in place and are read back", async () => {
  const call = begin();
  await call("POST", "/control/settings", {
    appUrl: "https://elsewhere.test",
    timing: { auditMs: 5 },
    actors: "manual",
    plan: "standard",
    customerData: "none",
  });
  const { answer } = await call("GET", "/control/settings");
  expect(answer).toMatchObject({
    shopify: { appUrl: "https://elsewhere.test", plan: "standard", customerData: "none" },
    timing: { auditMs: 5 },
    actors: "manual",
  });
});

test("a snapshot restores what a reset wiped, twice alike", async () => {
  const call = begin();
  await call("POST", `${STORE}/products`, "Handle,Title,Variant SKU,Variant Price\nmug,Enamel mug,MUG,12\n");
  const before = (await call("GET", "/control/state")).answer;
  const snapshot = (await call("POST", "/control/snapshot")).answer;
  await call("POST", "/control/reset");
  expect((await call("GET", "/control/state")).answer).toMatchObject({ stores: [{ products: [] }] });
  for (const _time of ["once", "again"]) {
    expect((await call("POST", "/control/restore", snapshot)).answer).toEqual({ done: true });
    expect((await call("GET", "/control/state")).answer).toEqual(before);
  }
});

test("the clock moves by a duration and by the next event", async () => {
  const call = begin();
  const before = twin?.clock.now() ?? 0;
  const { answer } = await call("POST", "/control/clock/advance", { milliseconds: 60_000 });
  expect(answer["now"]).toBe(new Date(before + 60_000).toISOString());
  expect((await call("POST", "/control/clock/step")).status).toBe(200);
});
