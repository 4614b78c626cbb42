// What apps hear when the last unit of a variant goes and when the first one comes, and when the store itself changes.
import { expect, it } from "vitest";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

const WATCHED = /^(variants\/|shop\/update)/;

const asked = new WeakMap<Alone, number>();

/** Topics of what came since it was last asked, with what is told of stock or of the store. */
async function heard(alone: Alone): Promise<readonly unknown[]> {
  await alone.parts.clock.advance(0);
  const since = asked.get(alone) ?? 0;
  asked.set(alone, alone.heard.length);
  return alone.heard.slice(since).flatMap(({ headers, body }) => {
    const topic = headers.get("x-shopify-topic") ?? "";
    if (!WATCHED.test(topic)) return [];
    const told = JSON.parse(body) as Record<string, unknown>;
    if (topic !== "shop/update") return [[topic, told["sku"], told["inventory_quantity"]]];
    return [[topic, told["name"], told["currency"], told["iana_timezone"]]];
  });
}

it("the last unit that goes and the first that comes are told, and nothing between", async () => {
  const alone = shopifyAlone();
  alone.twin.importProducts(STORE, [
    aProduct("mug", [{ sku: "MUG", quantity: 2 }]),
    aProduct("bag", [{ sku: "BAG", quantity: 0 }]),
  ]);
  await heard(alone);
  for (const units of [1, 0, 0]) alone.twin.setStock(STORE, "MUG", units);
  expect(await heard(alone)).toEqual([["variants/out_of_stock", "MUG", 0]]);
  for (const units of [3, 5, 5]) alone.twin.setStock(STORE, "MUG", units);
  expect(await heard(alone)).toEqual([["variants/in_stock", "MUG", 3]]);
});

it("what still lies at another location is in stock", async () => {
  const alone = shopifyAlone();
  alone.twin.importProducts(STORE, [aProduct("mug", [{ sku: "MUG", quantity: 2 }])]);
  const attic = alone.twin.addLocation(STORE, "Attic");
  alone.twin.setStock(STORE, "MUG", 1, attic);
  await heard(alone);
  alone.twin.setStock(STORE, "MUG", 0);
  expect(await heard(alone)).toEqual([]);
  alone.twin.setStock(STORE, "MUG", 0, attic);
  expect(await heard(alone)).toEqual([["variants/out_of_stock", "MUG", 0]]);
});

it("an order for the last unit tells it, and its cancellation the other", async () => {
  const alone = shopifyAlone();
  alone.twin.importProducts(STORE, [aProduct("mug", [{ sku: "MUG", quantity: 1 }])]);
  await heard(alone);
  const { name } = alone.twin.placeOrder(STORE, { lines: [{ sku: "MUG", quantity: 1 }] });
  expect(await heard(alone)).toEqual([["variants/out_of_stock", "MUG", 0]]);
  alone.twin.cancelOrder(STORE, name);
  expect(await heard(alone)).toEqual([["variants/in_stock", "MUG", 1]]);
});

it("a variant whose stock is not tracked is told of by neither", async () => {
  const alone = shopifyAlone();
  alone.twin.importProducts(STORE, [aProduct("mug", [{ sku: "MUG", quantity: 1 }])]);
  alone.twin.updateVariant(STORE, "MUG", { tracked: false });
  await heard(alone);
  for (const units of [0, 4]) alone.twin.setStock(STORE, "MUG", units);
  expect(await heard(alone)).toEqual([]);
});

it("a store that changes is told whole, and what is no change not at all", async () => {
  const alone = shopifyAlone();
  await heard(alone);
  alone.twin.changeStore(STORE, { currency: "EUR", timeZone: "Europe/Berlin" });
  alone.twin.changeStore(STORE, { currency: "EUR" });
  const { name } = alone.parts.settings.shopify.stores.find(({ domain }) => domain === STORE) ?? {};
  expect(await heard(alone)).toEqual([["shop/update", name, "EUR", "Europe/Berlin"]]);
});
