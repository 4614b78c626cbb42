import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { defaultSettings } from "../settings.ts";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

const HOUR_MS = 3_600_000;
const SECRET = defaultSettings.shopify.apiSecret;

type Called = { readonly url: URL; readonly headers: Headers };

/** A service whose app answers what it is told to. */
async function served(answers: Record<string, unknown>, callbackSignature: "query" | "header" = "query") {
  const alone = shopifyAlone({ shopify: { callbackSignature } });
  const called: Called[] = [];
  alone.parts.webhooks.deliver = async (address, init) => {
    const url = new URL(address);
    if (init.method === "GET") called.push({ url, headers: new Headers(init.headers) });
    const answer = answers[url.pathname.split("/").at(-1) ?? ""];
    return typeof answer === "string" ? new Response(answer) : Response.json(answer ?? null);
  };
  alone.twin.importProducts(STORE, [aProduct("lamp", [{ sku: "LAMP", quantity: 0 }])]);
  const { data } = await alone.graphql(
    'mutation { fulfillmentServiceCreate(name: "FBT", callbackUrl: "https://app.test/fbt", inventoryManagement: true, trackingSupport: true) { fulfillmentService { location { id } } } }',
  );
  const location = data["fulfillmentServiceCreate"].fulfillmentService.location.id;
  alone.twin.setStock(STORE, "LAMP", 5, location);
  return { alone, called, location };
}

const availableAt = (alone: Alone, location: string) =>
  alone.twin.view(STORE).products[0]?.variants[0]?.levels.find(({ locationId }) => locationId === location)
    ?.available;

const outcomes = (alone: Alone, topic: string) =>
  alone.parts.history
    .all()
    .flatMap((entry) => (entry.kind === "webhook" && entry.topic === topic ? [entry.outcome] : []));

it("a service is asked for its stock every hour, and what it answers is set", async () => {
  const { alone, called, location } = await served({ "fetch_stock.json": { LAMP: 12, UNKNOWN: 3 } });
  await alone.parts.clock.advance(HOUR_MS - 1);
  expect(called).toEqual([]);
  await alone.parts.clock.advance(2 * HOUR_MS);
  expect(called.map(({ url }) => url.pathname)).toEqual(["/fbt/fetch_stock.json", "/fbt/fetch_stock.json"]);
  expect(availableAt(alone, location)).toBe(12);
  alone.twin.uninstall(STORE);
  await alone.parts.clock.advance(3 * HOUR_MS);
  expect(called).toHaveLength(2);
});

it("a read is signed in the query or by a header, as the setting says", async () => {
  const inQuery = await served({ "fetch_stock.json": {} });
  await inQuery.alone.parts.clock.advance(HOUR_MS);
  const params = [...(inQuery.called[0]?.url.searchParams ?? [])].filter(([name]) => name !== "hmac");
  const text = params
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join("&");
  expect(inQuery.called[0]?.url.searchParams.get("hmac")).toBe(
    createHmac("sha256", SECRET).update(text).digest("hex"),
  );
  const byHeader = await served({ "fetch_stock.json": {} }, "header");
  await byHeader.alone.parts.clock.advance(HOUR_MS);
  const [call] = byHeader.called;
  expect(call?.url.searchParams.has("hmac")).toBe(false);
  expect(call?.headers.get("x-shopify-hmac-sha256")).toBe(
    createHmac("sha256", SECRET)
      .update(call?.url.search.slice(1) ?? "")
      .digest("base64"),
  );
});

it("tracking is asked for as long as a fulfillment has none, by its name", async () => {
  const answers: Record<string, unknown> = { "fetch_stock.json": {} };
  const { alone, called } = await served(answers);
  const { name } = alone.twin.placeOrder(STORE, { lines: [{ sku: "LAMP", quantity: 2 }] });
  const part = alone.twin.view(STORE).orders[0]?.fulfillmentOrders[0]?.id;
  await alone.graphql(
    `mutation { fulfillmentCreate(fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: "${part}" }] }) { userErrors { message } } }`,
  );
  answers["fetch_tracking_numbers.json"] = { tracking_numbers: { [`${name}-F1`]: "1Z9" }, success: true };
  await alone.parts.clock.advance(2 * HOUR_MS);
  const asked = called.filter(({ url }) => url.pathname.endsWith("fetch_tracking_numbers.json"));
  expect(asked.map(({ url }) => url.searchParams.getAll("order_names[]"))).toEqual([[`${name}-F1`]]);
  expect(alone.twin.view(STORE).orders[0]?.fulfillments[0]?.numbers).toEqual(["1Z9"]);
});

it("an answer that cannot be read changes nothing and is written down", async () => {
  const answers: Record<string, unknown> = { "fetch_stock.json": "not json" };
  const { alone, location } = await served(answers);
  await alone.parts.clock.advance(HOUR_MS);
  answers["fetch_stock.json"] = ["LAMP"];
  await alone.parts.clock.advance(HOUR_MS);
  answers["fetch_stock.json"] = { LAMP: "many" };
  await alone.parts.clock.advance(HOUR_MS);
  expect(outcomes(alone, "fetch_stock.json")).toEqual([
    "answered no JSON",
    "answered no object",
    "delivered",
  ]);
  expect(availableAt(alone, location)).toBe(5);
});
