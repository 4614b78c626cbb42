// A day of virtual time with so many orders on each side, every webhook delivered over HTTP to a sink: a process of
// its own, with words for how many and where the sink is. Prints how long it took.
import { createTwin } from "../emulator/twin.ts";
import { buy, callShop, publish, shopAccount, storeProduct, uploadImage } from "./twin-world.ts";

const DAY_MS = 86_400_000;
const SKUS = ["BENCH-1", "BENCH-2", "BENCH-3", "BENCH-4", "BENCH-5"];
const TOPICS = ["orders/create", "orders/updated", "inventory_levels/update", "products/update"];

const count = Number(process.argv[2]);
const sink = process.argv[3] ?? "";
const appSubscriptions = TOPICS.map((topic) => ({ topic, uri: "/" }));
const twin = createTwin({ settings: { shopify: { appUrl: sink, appSubscriptions } } });
twin.webhooks.deliver = (_url, init) => fetch(sink, init);
const domain = twin.settings.shopify.stores[0]?.domain ?? "";
const account = await shopAccount(twin);
twin.shopify.install(domain);
twin.shopify.importProducts(domain, [storeProduct(0, SKUS)]);
await publish(twin, account, { imageUri: await uploadImage(twin, account), index: 0, sku: "BENCH-1" });
for (const event_type of ["ORDER_STATUS_CHANGE", "PACKAGE_UPDATE"]) {
  const address = "https://sink.bench.test/";
  await callShop({ twin, account }, "PUT /event/202309/webhooks", { event_type, address });
}
await twin.clock.advance(60_000);

const before = delivered();
const start = performance.now();
const used = process.cpuUsage();
for (let index = 0; index < count; index++) {
  await twin.clock.advance(Math.floor(DAY_MS / count));
  twin.shopify.placeOrder(domain, { lines: [{ sku: SKUS[index % SKUS.length] ?? "", quantity: 1 }] });
  buy(twin, "BENCH-1");
}
await twin.clock.advance(3_600_000);
const seconds = (performance.now() - start) / 1_000;
const { user, system } = process.cpuUsage(used);
console.log(
  JSON.stringify({ seconds, coreSeconds: (user + system) / 1_000_000, webhooks: delivered() - before }),
);
process.exit(0);

function delivered(): number {
  return twin.history.all().filter((one) => one.kind === "webhook" && one.outcome === "delivered").length;
}
