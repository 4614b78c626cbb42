// Orders a second from the marketplace into the store: import, route, create, link, with the demo's real processes.
// The floor is the one write an order cannot do without, orderCreate, made bare against the same twin.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { merchantOf } from "../demo/merchant.ts";
import { watch } from "../demo/progress.ts";
import { seen, until, waiting } from "../demo/say.ts";
import { type Stack, startStack } from "../demo/stack.ts";
import { DEMO_SHOP } from "../emulator/settings.ts";
import { bareStore } from "./bare-store.ts";
import { type BenchRow, row } from "./bench-row.ts";

const ORDERS = 200;
const AT_ONCE = 4;

export async function benchOrders(): Promise<BenchRow[]> {
  const stack = await startStack({ port: 0, sweepSeconds: 600 }, () => undefined);
  try {
    const sku = await readyStore(stack);
    const floor = await bareCreates(stack);
    const product = await ordersASecond(stack, sku);
    return [
      row(
        { name: "orders: import, route, create in the store, one worker", value: product, unit: "/s" },
        { name: `one bare orderCreate each, ${AT_ONCE} at a time`, value: floor },
      ),
    ];
  } finally {
    await stack.stop();
  }
}

async function readyStore(stack: Stack): Promise<string> {
  const csv = await readFile(path.join(import.meta.dirname, "../emulator/demo-data/products.csv"), "utf8");
  await stack.control.importCsv(stack.storeDomain, csv);
  await stack.control.post(`shopify/stores/${stack.storeDomain}/install`);
  await stack.control.post("settings", { timing: { remorseMs: 0, auditMs: 0, searchLagMs: 0 } });
  const merchant = merchantOf({ twinUrl: stack.twinUrl, domain: stack.storeDomain });
  await merchant.open("/app");
  await merchant.connect();
  const { shop } = await stack.control.worlds();
  if (!shop.authorized) throw new Error("the shop is not connected");
  const sku = "BTL-INS-500ML";
  await stack.control.post(`shopify/stores/${stack.storeDomain}/stock`, { sku, quantity: ORDERS * 3 });
  const look = await watch(stack.databaseUrl);
  try {
    await until("the listing has its stock", { seconds: 120 }, async () => {
      const progress = await look.look();
      const listing = (await stack.control.worlds()).shop.products.find((one) =>
        one.skus.some((each) => each.sellerSku === sku),
      );
      const stock =
        listing?.skus.find((one) => one.sellerSku === sku)?.stock.reduce((sum, at) => sum + at.quantity, 0) ??
        0;
      const quiet = progress.waiting.length === 0;
      return quiet && listing?.status === "ACTIVATE" && stock >= ORDERS * 2
        ? seen(sku)
        : waiting(`${stock} listed, ${progress.waiting.length} verbs at work`);
    });
  } finally {
    await look.close();
  }
  return sku;
}

async function ordersASecond(stack: Stack, sku: string): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < ORDERS; index++) {
    await stack.control.post(`tiktok-shop/shops/${DEMO_SHOP}/orders`, {
      lines: [{ sellerSku: sku, quantity: 1 }],
      fulfillment: "FULFILLMENT_BY_SELLER",
    });
  }
  await until("every order is in the store", { seconds: 300 }, async () => {
    const answer = await fetch(`${stack.twinUrl}/control/history?effects=order.created`);
    const { entries } = (await answer.json()) as { entries: unknown[] };
    return entries.length >= ORDERS * 2 ? seen(true) : waiting(`${entries.length - ORDERS} of ${ORDERS}`);
  });
  return ORDERS / ((performance.now() - start) / 1000);
}

const CREATE =
  "mutation($order:OrderCreateOrderInput!){orderCreate(order:$order){order{id} userErrors{message}}}";

async function bareCreates(stack: Stack): Promise<number> {
  const store = await bareStore(stack);
  const order = {
    lineItems: [
      { title: "Floor", quantity: 1, priceSet: { shopMoney: { amount: "1.00", currencyCode: "USD" } } },
    ],
  };
  const request = { query: CREATE, variables: { order } };
  let left = ORDERS;
  const start = performance.now();
  const one = async () => {
    while (left-- > 0) {
      const { orderCreate } = await store.ask<{ orderCreate: { order: unknown } }>(request);
      if (!orderCreate.order) throw new Error("the bare orderCreate was refused");
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return ORDERS / ((performance.now() - start) / 1000);
}
