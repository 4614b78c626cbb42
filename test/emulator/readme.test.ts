import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { CERTAINTY } from "./certainty.ts";
import { controlCalls } from "./control/calls.ts";
import { README, withTables } from "./readme.ts";
import { type ServedTwin, serveTwin } from "./serve.ts";
import { DEMO_SHOP } from "./settings.ts";
import { supported } from "./shopify/supported.ts";
import { aLiveProduct, aProductBody, aShop, aSku } from "./tiktok-shop/a-shop.ts";
import { routes } from "./tiktok-shop/routes.ts";
import { createTwin, type Twin } from "./twin.ts";

const text = readFileSync(README, "utf8");
const examples = text.split("\n").filter((line) => line.startsWith("curl ") && line.includes("$twin"));

let open: { twin: Twin; served: ServedTwin } | undefined;
afterEach(async () => {
  open?.twin.stop();
  await open?.served.close();
});

test("the README's tables are the code's", () => {
  expect(withTables(text)).toBe(text);
});

test("no rule on certainty is without an operation", () => {
  const operations = {
    shopify: [
      ...Object.keys(supported["QueryRoot"] ?? {}).map((name) => `query ${name}`),
      ...Object.keys(supported["Mutation"] ?? {}).map((name) => `mutation ${name}`),
    ],
    "tiktok-shop": routes.map(({ method, path }) => `${method} ${path}`),
  };
  for (const platform of ["shopify", "tiktok-shop"] as const)
    expect(
      CERTAINTY[platform].filter(([pattern]) => !operations[platform].some((name) => pattern.test(name))),
    ).toEqual([]);
});

test("every example of the README does what it says, and every control call has one", async () => {
  const { names, main } = await begin();
  const files = new Map<string, string>();
  const shown = new Set<string>();
  for (const line of examples) {
    const { method, address, body, into } = read(line, names, files);
    const response = await fetch(address, { method, ...(body === undefined ? {} : { body }) });
    const answer = await response.text();
    expect(`${line} ${response.status} ${response.status === 200 ? "" : answer}`).toBe(`${line} 200 `);
    if (into) files.set(into, answer);
    remember(names, JSON.parse(answer) as object);
    const path = new URL(address).pathname;
    for (const call of controlCalls) {
      const pattern = new RegExp(`^${call.path.replaceAll(/:[a-zA-Z]+/g, "[^/]+")}$`);
      if (call.method === method && pattern.test(path)) shown.add(call.name);
    }
  }
  expect(main).toBeDefined();
  expect(controlCalls.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
});

// A twin in which the product has already published: one listing live, one in review, one outbound order placed.
async function begin(): Promise<{ names: Map<string, string>; main: string }> {
  const shop = aShop();
  await aLiveProduct(shop);
  const { goodsId } = shop.twin.stockFbt(DEMO_SHOP, { sellerSku: "MUG-L", quantity: 9 });
  const placed = await shop.call("POST /fbt/202601/mcf_outbound_orders", {
    external_order_id: "1001",
    goods: [{ id: goodsId, quantity: 1 }],
    consignee: {
      name: "Ada Lovelace",
      phone_number: "+12125550100",
      address: {
        country_code: "US",
        state_or_region: "NY",
        city: "New York",
        postal_code: "10001",
        address_line_1: "1 Main St",
        address_line1: "1 Main St",
      },
    },
  });
  const inReview = await shop.call(
    "POST /product/202309/products",
    await aProductBody(shop, { title: "Fernweh Titanium Camp Plate", skus: [aSku("PLATE", "Small")] }),
  );
  expect([placed.message, inReview.message]).toEqual(["Success", "Success"]);
  const twin = createTwin();
  twin.tiktokShop.load(shop.twin.save());
  const served = await serveTwin(twin, { port: 0 });
  open = { twin, served };
  const names = new Map([
    ["twin", served.addresses.main],
    ["sku", "MUG-S"],
    ["productId", String(inReview.data.product_id)],
    ["mcfOrderId", String(placed.data.mcf_order.mcf_order_id)],
  ]);
  return { names, main: served.addresses.main };
}

function read(line: string, names: ReadonlyMap<string, string>, files: ReadonlyMap<string, string>) {
  const filled = line.replaceAll(/\$([a-zA-Z]+)(?!\.|\w)/g, (_all, name: string) => {
    const value = names.get(name);
    if (value === undefined) throw new Error(`nothing before answered ${name}: ${line}`);
    return value;
  });
  const words = [...filled.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    (word) => word[1] ?? word[2] ?? word[3] ?? "",
  );
  const after = (option: string) => (words.includes(option) ? words[words.indexOf(option) + 1] : undefined);
  const file = after("--data-binary")?.slice(1);
  return {
    method: after("-X") ?? "GET",
    address: words.find((word) => word.startsWith("http")) ?? "",
    body: after("-d") ?? (file && (files.get(file) ?? readFileSync(file, "utf8"))),
    into: after(">"),
  };
}

function remember(names: Map<string, string>, answer: object): void {
  for (const [name, value] of Object.entries(answer))
    if (typeof value === "string") names.set(name, value.replace(/^#/, ""));
}
