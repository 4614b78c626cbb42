// What the twin's webhooks carry has the types of Shopify's REST resources, whose shape webhooks keep: held against
// fixtures of Shopify's own Python library. They are older than some fields; what only one side has is not compared.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { aProduct, STORE, shopifyAlone } from "../emulator/shopify/alone.ts";
import { typeDifferences } from "./json-shapes.ts";

const CASES = [
  ["order", "orders/create"],
  ["order", "orders/cancelled"],
  ["product", "products/update"],
  ["fulfillment", "fulfillments/create"],
  ["inventory_level", "inventory_levels/update"],
  ["location", "locations/create"],
] as const;

function fixture(name: string): unknown {
  const path = new URL(`samples/shopify-rest/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>)[name];
}

async function sent(): Promise<Readonly<Record<string, unknown>>> {
  const { twin, parts, heard } = shopifyAlone();
  twin.importProducts(STORE, [aProduct("lamp", [{ sku: "LAMP", quantity: 30 }])]);
  twin.setVariantPrice(STORE, "LAMP", "5.00");
  twin.addLocation(STORE, "Barn");
  const lines = [{ sku: "LAMP", quantity: 2 }];
  const { name } = twin.placeOrder(STORE, { lines });
  twin.fulfillAsMerchant(STORE, name, { company: "UPS", number: "1Z9" });
  twin.cancelOrder(STORE, twin.placeOrder(STORE, { lines }).name);
  await parts.clock.advance(60_000);
  return Object.fromEntries(
    heard.map(({ headers, body }) => [headers.get("x-shopify-topic") ?? "", JSON.parse(body) as unknown]),
  );
}

it("a type that differs is found, however deep it lies", () => {
  const [sample, own] = [{ lines: [{ price: "1.00" }] }, { lines: [{ price: 1, sku: "A" }] }];
  expect(typeDifferences(sample, own, "order")).toEqual([
    { at: "order.lines[].price", sample: "string", twin: "number" },
  ]);
});

it.each(CASES)("a %s in %s has the fixture's types", async (name, topic) => {
  const own = (await sent())[topic];
  expect(own, `${topic} was not sent`).toBeTypeOf("object");
  expect(typeDifferences(fixture(name), own, name)).toEqual([]);
});
