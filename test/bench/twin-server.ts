// The twin as the bench calls it: served from a process of its own. Prints what a client needs as one line of JSON.
import { serveTwin } from "../emulator/serve.ts";
import { createTwin } from "../emulator/twin.ts";
import { buy, publish, shopAccount, storeProduct, stores, storeToken, uploadImage } from "./twin-world.ts";

// Many, because each store has a bucket of points of its own, and the buckets are not what is measured.
const STORES = 60;
const SKUS = ["BENCH-1", "BENCH-2", "BENCH-3", "BENCH-4", "BENCH-5"];

const settings = { shopify: { stores: stores(STORES) }, timing: { auditMs: 0, remorseMs: 0 } };
const twin = createTwin({ clock: "real", settings });
const accesses: object[] = [];
for (const { domain } of twin.settings.shopify.stores) {
  const token = await storeToken(twin, domain);
  twin.shopify.importProducts(domain, [storeProduct(0, SKUS)]);
  const { orderId } = twin.shopify.placeOrder(domain, { lines: SKUS.map((sku) => ({ sku, quantity: 1 })) });
  accesses.push({ domain, token, orderId });
}
const account = await shopAccount(twin);
await publish(twin, account, { imageUri: await uploadImage(twin, account), index: 0, sku: "BENCH-1" });
await twin.clock.advance(60_000);
const orderIds = Array.from({ length: 100 }, () => buy(twin, "BENCH-1"));
const { addresses } = await serveTwin(twin, { port: 0 });
console.log(JSON.stringify({ addresses, stores: accesses, account, orderIds }));
