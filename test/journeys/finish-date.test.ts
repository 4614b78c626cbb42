// The finish date before a publish starts: a guess that says so at first, and right once the shop's rates were seen.
import { afterEach, beforeEach, expect, it } from "vitest";
import { aProduct, aVariant } from "../catalog-world.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";
import { DEMO_STORE } from "../emulator/settings.ts";
import { lookAtPublish } from "../publish-look.ts";
import { createVirtualWorld, type VirtualWorld } from "../virtual-world.ts";

const CREATE = "POST /product/202309/products";
const UPLOAD = "POST /product/202309/images/upload";
const PICTURES = 9;
const MINUTE = 60_000;

let test: TestDatabase;
let world: VirtualWorld;
beforeEach(async () => {
  test = await createTestDatabase();
  world = await createVirtualWorld(test.database, { lookEveryMs: 1_000 });
});
afterEach(async () => {
  world.lanes.stop();
  await world.close();
  await test.close();
});

const now = () => world.twin.clock.now();
const sent = (operation: string) => world.calls().byOperation.get(operation) ?? 0;
const page = async () => {
  const { shops } = await lookAtPublish(world.prisma, world.storeId, new Date(now()));
  if (!shops[0]) throw new Error("no shop");
  return shops[0];
};

/** Each with pictures of its own. */
const soaps = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) =>
    aProduct({
      handle: `soap-${from + index}`,
      title: `Oat milk soap bar ${from + index}`,
      productType: `Type ${index % 3}`,
      images: Array.from({ length: PICTURES }, (_each, at) => ({
        url: `https://example.com/${from + index}-${at}.jpg`,
        altText: null,
      })),
      variants: [aVariant({ sku: `SOAP-${from + index}` })],
    }),
  );

async function wish(what: "pause" | "resume"): Promise<void> {
  const { id } = await world.prisma.connection.findFirstOrThrow();
  await world.inTime(world.application.publishing(world.storeId, id, what));
}

/** Imported, and nothing of it sent. */
async function imported(from: number, count: number): Promise<void> {
  await wish("pause");
  world.twin.shopify.importProducts(DEMO_STORE, soaps(from, count));
  await world.inTime(
    world.ports.records.work.mark([{ storeId: world.storeId, verb: "import-catalog", subject: "all" }]),
  );
  await world.time.passUntil(() => false, 4 * MINUTE);
}

/** Seconds until all of them are there. */
async function published(total: number): Promise<number> {
  const from = now();
  await wish("resume");
  await world.time.passUntil(() => sent(CREATE) >= total, 60 * MINUTE);
  return (now() - from) / 1_000;
}

it("is called a guess at first, and before a second publish is right within a tenth", async () => {
  world.twin.tiktokShop.setQuota({ operation: "*", perSecond: 10, changes: [] });
  world.lanes.start();
  await imported(0, 40);
  const first = await page();
  expect(first).toMatchObject({ waiting: 40, perMinute: null });
  // 360 pictures at five calls a second, and at fifty.
  expect(first.msLeft).toBeCloseTo(360_000 / 5, -3);
  expect(first.msAtLeast).toBeCloseTo(360_000 / 50, -3);
  await published(40);
  expect(sent(UPLOAD)).toBe(360);
  expect(await world.prisma.endpointRate.findMany({ where: { purpose: "picture" } })).toHaveLength(1);

  await imported(40, 70);
  const second = await page();
  expect(second).toMatchObject({ waiting: 70, perMinute: null, msAtLeast: null });
  const seconds = await published(110);
  expect(sent(UPLOAD)).toBe(360 + 630);
  expect(Math.abs(second.msLeft / 1_000 / seconds - 1)).toBeLessThan(0.1);
}, 240_000);
