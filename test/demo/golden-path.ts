// The golden path, step by step: install, connect, publish, sell, ship, report. Each step waits until the platforms
// themselves show its result, and says in plain words what happened.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { DEMO_SHOP } from "../emulator/settings.ts";
import { type Comparison, compareWorlds } from "./compare.ts";
import { merchantOf } from "./merchant.ts";
import type { DemoOptions } from "./options.ts";
import { placeOrders, shipAsMerchant } from "./orders.ts";
import { describe, type Progress, type Watch } from "./progress.ts";
import { seen, step, until, waiting } from "./say.ts";
import type { Stack } from "./stack.ts";

const PLATFORM_STOCKED_SKUS = 6;
const UNITS_EACH = 40;

export type GoldenPath = {
  readonly comparison: Comparison;
  readonly progress: Progress;
  readonly firstParcelSeconds: number;
};

export async function walkGoldenPath(stack: Stack, watch: Watch, options: DemoOptions): Promise<GoldenPath> {
  const merchant = merchantOf({ twinUrl: stack.twinUrl, domain: stack.storeDomain });
  await importCatalogue(stack, options);
  if (options.dropWebhooks)
    await stack.control.post("faults", { channel: "webhook", fault: { kind: "lost" } });

  await step("install", async (say) => {
    await stack.control.post(`shopify/stores/${stack.storeDomain}/install`);
    await merchant.open("/app");
    const read = await until("the catalogue is read", { seconds: 60 }, async () => {
      const progress = await watch.look();
      return progress.catalogRead ? seen(progress) : waiting(`${progress.products} products`);
    });
    say(`The merchant opened Reeldock in Shopify admin: installed, ${read.products} products read`);
  });

  await step("connect", async (say) => {
    await merchant.connect();
    say("The merchant agreed at TikTok Shop: connected");
  });

  await step("publish", async (say) => {
    const settled = await until("every product is live or says why not", { seconds: 90 }, async () => {
      const progress = await watch.look();
      return isPublished(progress) ? seen(progress) : waiting(describe(progress));
    });
    say(
      `${settled.listings["live"] ?? 0} listings are live; ${unlisted(settled)} products wait for the merchant`,
    );
    for (const issue of settled.openIssues) say(`  needs the merchant: ${issue.title} ${issue.advice}`);
  });

  await stockPlatformWarehouse(stack, watch);
  const placed = await placeOrders(stack, options);
  const firstParcelSeconds = await shipAsMerchant(stack, watch, { ...options, placed });

  return step("compare", async (say) => {
    const comparison = await until("both sides agree", { seconds: 90 }, async () => {
      const found = compareWorlds(await stack.control.worlds());
      return found.differences.length === 0 ? seen(found) : waiting(found.differences.slice(0, 3).join("; "));
    });
    say(
      `Both sides agree: ${comparison.ordersImported} marketplace orders once each in the store, every parcel reported`,
    );
    return { comparison, progress: await watch.look(), firstParcelSeconds };
  });
}

async function importCatalogue(stack: Stack, options: DemoOptions): Promise<void> {
  await step("catalogue", async (say) => {
    const file = options.csvFile ?? path.join(import.meta.dirname, "../emulator/demo-data/products.csv");
    const answer = await stack.control.importCsv(stack.storeDomain, await readFile(file, "utf8"));
    say(`The merchant's store has ${answer.imported} products, from ${path.basename(file)}`);
    for (const row of answer.refused) say(`  row ${row.row}, column ${row.column}: ${row.reason}`);
    if (answer.imported === 0) throw new Error(`${file} holds no product that Shopify would take`);
  });
}

async function stockPlatformWarehouse(stack: Stack, watch: Watch): Promise<void> {
  await step("platform stock", async (say) => {
    const { shop } = await stack.control.worlds();
    const skus = shop.products
      .filter((listing) => listing.status === "ACTIVATE")
      .flatMap((listing) => listing.skus.slice(0, 1))
      .slice(0, PLATFORM_STOCKED_SKUS);
    // The merchant sends these goods there: what the store's own shelf held is gone from it.
    for (const sku of skus) {
      await stack.control.post(`shopify/stores/${stack.storeDomain}/stock`, {
        sku: sku.sellerSku,
        quantity: 0,
      });
      await stack.control.post(`tiktok-shop/shops/${DEMO_SHOP}/fbt-stock`, {
        sellerSku: sku.sellerSku,
        quantity: UNITS_EACH,
      });
    }
    await until("the store shows the platform's stock", { seconds: 90 }, async () => {
      const { store } = await stack.control.worlds();
      const service = store.locations.find((place) => place.isFulfillmentService);
      const shown = store.products
        .flatMap((product) => product.variants)
        .filter((variant) =>
          variant.levels.some((level) => level.locationId === service?.id && level.available > 0),
        ).length;
      return shown >= skus.length
        ? seen(shown)
        : waiting(`${shown} of ${skus.length} SKUs shown (${describe(await watch.look())})`);
    });
    say(`${skus.length} SKUs lie in TikTok's warehouse, ${UNITS_EACH} units each, and the store shows them`);
  });
}

const ON_THE_WAY_TO_LIVE = new Set([
  "import-catalog",
  "import-products",
  "apply-settings",
  "mark-products",
  "check-listings",
  "publish-listings",
  "push-inventory",
]);

function isPublished(progress: Progress): boolean {
  const { listings } = progress;
  const total = Object.values(listings).reduce((sum, count) => sum + count, 0);
  const busy = progress.waiting.some((work) => ON_THE_WAY_TO_LIVE.has(work.verb));
  return total > 0 && (listings["in-review"] ?? 0) === 0 && !busy;
}

function unlisted(progress: Progress): number {
  return (progress.listings["draft"] ?? 0) + (progress.listings["rejected"] ?? 0);
}
