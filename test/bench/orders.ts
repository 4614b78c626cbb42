// Orders a second from the marketplace into the store: import, route, create, link, with the demo's real processes.
// The floor is the one write an order cannot do without, orderCreate, made bare against the same twin.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { merchantOf } from "../demo/merchant.ts";
import { watch } from "../demo/progress.ts";
import { seen, until, waiting } from "../demo/say.ts";
import { type Stack, startStack } from "../demo/stack.ts";
import { DEMO_SHOP } from "../emulator/settings.ts";
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
  const headers = { "content-type": "application/json", "x-twin-host": stack.storeDomain };
  const { shopify } = await stack.control.post<{ shopify: { apiKey: string; apiSecret: string } }>(
    "settings",
  );
  const session = await fetch(`${stack.twinUrl}/shell/session-token?store=${stack.storeDomain}`);
  const { token } = (await session.json()) as { token: string };
  const exchange = {
    client_id: shopify.apiKey,
    client_secret: shopify.apiSecret,
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: token,
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
  };
  const granted = await fetch(`${stack.twinUrl}/admin/oauth/access_token`, {
    method: "POST",
    headers,
    body: JSON.stringify(exchange),
  });
  const { access_token } = (await granted.json()) as { access_token: string };
  const order = {
    lineItems: [
      { title: "Floor", quantity: 1, priceSet: { shopMoney: { amount: "1.00", currencyCode: "USD" } } },
    ],
  };
  const body = JSON.stringify({ query: CREATE, variables: { order } });
  const url = `${stack.twinUrl}/admin/api/2026-10/graphql.json`;
  let left = ORDERS;
  const start = performance.now();
  const one = async () => {
    while (left-- > 0) {
      const answer = await fetch(url, {
        method: "POST",
        headers: { ...headers, "x-shopify-access-token": access_token },
        body,
      });
      const { data } = (await answer.json()) as { data?: { orderCreate: { order: unknown } } };
      if (!data?.orderCreate.order) throw new Error("the bare orderCreate was refused");
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return ORDERS / ((performance.now() - start) / 1000);
}
