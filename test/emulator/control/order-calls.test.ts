// Orders as a client of the control door edits them.
import { afterEach, expect, it } from "vitest";
import { aProduct } from "../shopify/alone.ts";
import { createTwin, type Twin } from "../twin.ts";
import { answerCall } from "./door.ts";

const DOMAIN = "fernweh-outfitters.myshopify.com";
const ORDERS = `/control/shopify/stores/${DOMAIN}/orders`;

let twin: Twin | undefined;
afterEach(() => twin?.stop());

it("an edit puts units on sale again; one that cannot be made is refused in words and changes nothing", async () => {
  const started = createTwin();
  twin = started;
  const post = async (path: string, body: object) => {
    const init = { method: "POST", body: JSON.stringify(body) };
    const response = await answerCall(started, new Request(`http://127.0.0.1${path}`, init));
    return { status: response.status, text: await response.text() };
  };
  started.shopify.importProducts(DOMAIN, [aProduct("mug", [{ sku: "MUG", quantity: 5 }])]);
  const placed = await post(ORDERS, { lines: [{ sku: "MUG", quantity: 3 }] });
  const name = (JSON.parse(placed.text) as { name: string }).name.replace("#", "");
  const left = () => started.shopify.view(DOMAIN).orders[0]?.fulfillmentOrders[0]?.lines[0]?.remaining;
  const available = () => started.shopify.view(DOMAIN).products[0]?.variants[0]?.available;
  expect((await post(`${ORDERS}/${name}/edit`, { sku: "MUG", quantity: 2 })).status).toBe(200);
  expect([available(), left()]).toEqual([4, 1]);
  const refused = await post(`${ORDERS}/${name}/edit`, { sku: "MUG", quantity: 2 });
  expect([refused.status >= 400, refused.text.includes("has no 2 of MUG")]).toEqual([true, true]);
  expect((await post(`${ORDERS}/${name}/edit`, { sku: "MUG", quantity: 0 })).status).toBe(400);
  expect([available(), left()]).toEqual([4, 1]);
});
