// How much memory many products and orders on both sides take: a process of its own, with words for how many. Prints
// what it needed empty, and then full.

import { DEMO_SHOP } from "../emulator/settings.ts";
import { createTwin } from "../emulator/twin.ts";
import { buy, publish, shopAccount, storeProduct, uploadImage } from "./twin-world.ts";

const count = Number(process.argv[2]);
const twin = createTwin({ settings: { actors: "manual", timing: { auditMs: 0 } } });
console.log(JSON.stringify({ rssMiB: residentMiB() }));

const start = performance.now();
const domain = twin.settings.shopify.stores[0]?.domain ?? "";
const account = await shopAccount(twin);
const imageUri = await uploadImage(twin, account);
for (let index = 0; index < count; index++) {
  const sku = `SKU-${index}`;
  twin.shopify.importProducts(domain, [storeProduct(index, [sku])]);
  const productId = await publish(twin, account, { imageUri, index, sku });
  twin.tiktokShop.decideAudit(productId, { approve: true });
  // What search and webhooks have put off is done now and then, as it would be in time.
  if (index % 1_000 === 0) await twin.clock.advance(5_000);
}
await twin.clock.advance(60_000);
const filled = performance.now();
for (let index = 0; index < count; index++) {
  const sku = `SKU-${index}`;
  twin.shopify.placeOrder(domain, { lines: [{ sku, quantity: 1 }] });
  buy(twin, sku);
  if (index % 1_000 === 0) await twin.clock.advance(5_000);
}
await twin.clock.advance(60_000);
const done = performance.now();
const rssMiB = residentMiB();
const { products, orders } = twin.tiktokShop.view(DEMO_SHOP);
if (products.length !== count || orders.length !== count)
  throw new Error(`${products.length} products and ${orders.length} orders are held, not ${count}`);
console.log(
  JSON.stringify({
    rssMiB,
    productsSeconds: (filled - start) / 1_000,
    ordersSeconds: (done - filled) / 1_000,
  }),
);
process.exit(0);

function residentMiB(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().rss / 2 ** 20;
}
