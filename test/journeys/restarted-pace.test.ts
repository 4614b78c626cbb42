// A process that is started anew goes on at the pace that the one before it had found.
import { afterEach, beforeEach, expect, it } from "vitest";
import { aProduct, aVariant } from "../catalog-world.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";
import { DEMO_STORE } from "../emulator/settings.ts";
import { createVirtualWorld, type VirtualWorld } from "../virtual-world.ts";

const UPLOAD = "POST /product/202309/images/upload";
const PER_SECOND = 30;

let test: TestDatabase;
let world: VirtualWorld;
beforeEach(async () => {
  test = await createTestDatabase();
  world = await createVirtualWorld(test.database, { lookEveryMs: 1_000 });
});
afterEach(async () => {
  await world.close();
  await test.close();
});

const uploads = () => world.calls().byOperation.get(UPLOAD) ?? 0;
const past = (count: number) => world.time.passUntil(() => uploads() >= count, 30 * 60_000);

/** Calls that passed and that were refused in the first seconds of uploads from now on. */
async function firstSeconds(seconds: number) {
  await past(uploads() + 1);
  const before = { passed: uploads(), refused: world.calls().throttled };
  await world.time.passUntil(() => false, seconds * 1_000);
  return {
    passed: uploads() - before.passed,
    refused: world.calls().throttled - before.refused,
  };
}

it("a restarted application begins where the one before it left off", async () => {
  const products = Array.from({ length: 100 }, (_, index) =>
    aProduct({
      handle: `soap-${index}`,
      title: `Oat milk soap bar ${index}`,
      images: Array.from({ length: 9 }, (_each, at) => ({
        url: `https://example.com/${index}-${at}.jpg`,
        altText: null,
      })),
      variants: [aVariant({ sku: `SOAP-${index}` })],
    }),
  );
  world.twin.shopify.importProducts(DEMO_STORE, products);
  world.twin.tiktokShop.setQuota({ operation: UPLOAD, perSecond: PER_SECOND, changes: [] });
  world.lanes.start();
  const anew = await firstSeconds(4);
  await past(650);
  world.lanes.stop();
  await world.time.passUntil(() => world.lanes.isIdle());

  const { application, lanes } = world.another();
  lanes.start();
  const again = await firstSeconds(4);
  lanes.stop();
  await world.time.passUntil(() => lanes.isIdle());
  await application.close();
  expect(anew.passed).toBeLessThan(4 * PER_SECOND * 0.8);
  expect(again.passed).toBeGreaterThan(4 * PER_SECOND * 0.9);
  expect(again.refused).toBe(0);
}, 240_000);
