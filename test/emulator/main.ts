// `npm run emulator -- --port P`: the twin alone, with the demo merchant's catalogue, for clients in any language.
import { parseArgs } from "node:util";
import type { TwinAddresses } from "./addresses.ts";
import { seedDemo } from "./seed.ts";
import { serveTwin } from "./serve.ts";
import { createTwin, type Twin } from "./twin.ts";

const { port, host } = readArguments();
const twin = createTwin({ clock: "real" });
const served = await serveTwin(twin, { port, host }).catch((error: NodeJS.ErrnoException) => {
  console.error(
    error.code === "EADDRINUSE" ? `Port ${port} is taken; give another with --port.` : error.message,
  );
  process.exit(1);
});
const { domain, imported, refused } = seedDemo(twin);
twin.shopify.install(domain);
for (const { row, column, reason } of refused)
  console.error(`products.csv, row ${row}, ${column}: ${reason}`);
console.log(whatToPointAt(twin, served.addresses));
console.log(`\n${imported} products are in ${domain}. Ctrl-C stops the twin.`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    twin.stop();
    void served.close();
  });
}

function readArguments(): { port: number; host: string } {
  try {
    const { values } = parseArgs({
      options: { port: { type: "string", default: "8700" }, host: { type: "string", default: "127.0.0.1" } },
    });
    const wanted = Number(values.port);
    if (Number.isInteger(wanted) && wanted >= 0 && wanted <= 65_530)
      return { port: wanted, host: values.host };
    console.error(`--port: ${JSON.stringify(values.port)} is not a port between 0 and 65530`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  process.exit(1);
}

function whatToPointAt({ settings }: Twin, addresses: TwinAddresses): string {
  const { shopify, tiktokShop } = settings;
  const lines: readonly (readonly [string, string])[] = [
    ["Control page", `${addresses.main}/control`],
    ["Admin shell", `${addresses.main}/shell`],
    ["Everything, by x-twin-host", addresses.main],
    ["Shopify Admin API", addresses.shopify],
    ["  API key", shopify.apiKey],
    ["  API secret", shopify.apiSecret],
    ...shopify.stores.map((store) => ["  store", `${store.domain} (${store.name})`] as const),
    ["TikTok Shop API", addresses.tiktokApi],
    ["TikTok Shop authorization", addresses.tiktokAuth],
    ["  app key", tiktokShop.appKey],
    ["  app secret", tiktokShop.appSecret],
    ["  service id", tiktokShop.serviceId],
    ...tiktokShop.shops.map(
      (shop) => ["  shop", `${shop.id} (${shop.name}), cipher ${shop.cipher}`] as const,
    ),
    ["The app is expected at", shopify.appUrl],
  ];
  return lines.map(([what, value]) => `${what.padEnd(28)}${value}`).join("\n");
}
