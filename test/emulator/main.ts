// `npm run emulator -- --port P`: the twin alone, with the demo merchant's catalogue, for clients in any language.
import type { TwinAddresses } from "./addresses.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import { seedDemo } from "./seed.ts";
import { serveTwin } from "./serve.ts";
import { readSnapshot, writeSnapshot } from "./snapshot-file.ts";
import { createTwin, type Twin } from "./twin.ts";

const given = argumentsOrExit();
const twin = createTwin({ clock: given.clock, seed: given.seed });
const filled = fill();
const served = await serveTwin(twin, given).catch((error: NodeJS.ErrnoException) =>
  quit(
    error.code === "EADDRINUSE" ? `Port ${given.port} is taken; give another with --port.` : error.message,
  ),
);
console.log(whatToPointAt(twin, served.addresses));
console.log(`\n${filled} Time is ${given.clock}. Ctrl-C stops the twin.`);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);

function argumentsOrExit(): Arguments {
  try {
    return readArguments(process.argv.slice(2));
  } catch (error) {
    return quit(error instanceof Error ? error.message : String(error));
  }
}

/** From a snapshot, or with the demo merchant's catalogue; says what there is. */
function fill(): string {
  if (given.restore !== undefined) {
    try {
      readSnapshot(twin, given.restore);
    } catch (error) {
      quit(error instanceof Error ? error.message : String(error));
    }
    return `Everything is as ${given.restore} has it.`;
  }
  const { domain, imported, refused } = seedDemo(twin);
  twin.shopify.install(domain);
  for (const { row, column, reason } of refused)
    console.error(`products.csv, row ${row}, ${column}: ${reason}`);
  return `${imported} products are in ${domain}.`;
}

function stop(): void {
  if (given.snapshot !== undefined) {
    writeSnapshot(twin, given.snapshot);
    console.log(`What there was is kept in ${given.snapshot}.`);
  }
  twin.stop();
  void served.close();
}

function quit(reason: string): never {
  console.error(reason);
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
    ["To sign in to Shopify", `GET ${addresses.main}/shell/session-token?store=STORE, then exchange it at`],
    ["", `POST ${addresses.shopify}/admin/oauth/access_token`],
    [
      "To sign in to TikTok Shop",
      `agree at ${addresses.tiktokAuth}/open/authorize?service_id=${tiktokShop.serviceId}`,
    ],
    ["", `and take the code to GET ${addresses.tiktokAuth}/api/v2/token/get`],
  ];
  return lines.map(([what, value]) => `${what.padEnd(28)}${value}`).join("\n");
}
