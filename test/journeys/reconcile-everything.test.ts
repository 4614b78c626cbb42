// One percent of either side, and of our own record, goes wrong with every webhook lost: one comparison finds all of it
// and mends it with exactly as many writes, and the next finds nothing.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Corruption, catalogueOf, corrupt, NO_WRITES, WAYS, type Writes } from "../corruptions.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";
import { DEMO_SHOP, DEMO_STORE } from "../emulator/settings.ts";
import { createVirtualWorld } from "../virtual-world.ts";

const PRODUCTS = 300;
const SHARE = 0.01;
const ROUNDS = 3;
const CREATE = "POST /product/202309/products";

let test: TestDatabase;
let world: Awaited<ReturnType<typeof createVirtualWorld>>;

beforeAll(async () => {
  test = await createTestDatabase();
  world = await createVirtualWorld(test.database, { latencyMs: 20, lookEveryMs: 2_000 });
  world.twin.shopify.importProducts(DEMO_STORE, catalogueOf(PRODUCTS));
  world.lanes.start();
  await world.time.passUntil(() => (world.calls().byOperation.get(CREATE) ?? 0) >= PRODUCTS);
  await quiet();
}, 900_000);
afterAll(async () => {
  world.lanes.stop();
  await world.close();
  await test.close();
});

const shop = () => world.twin.tiktokShop.view(DEMO_SHOP);
const store = () => world.twin.shopify.view(DEMO_STORE);
// Results of reviews are looked at once a minute.
const quiet = () => world.time.passUntil(() => false, 100_000);

function writes(): Writes {
  const { byOperation } = world.calls();
  const effects = world.twin.history.all().filter((one) => one.kind === "effect");
  const calls = (...names: string[]) => names.reduce((sum, name) => sum + (byOperation.get(name) ?? 0), 0);
  return {
    content: calls(CREATE, "PUT /product/202309/products/{id}"),
    prices: calls("POST /product/202309/products/{id}/prices/update"),
    stock: calls("POST /product/202309/products/{id}/inventory/update"),
    // Up to twenty listings go in one call: each counts.
    state: effects.filter((one) => /^product\.(activated|deactivated|deleted)$/.test(one.name)).length,
  };
}

function less(now: Writes, before: Writes): Writes {
  const of = (name: keyof Writes) => now[name] - before[name];
  return { content: of("content"), prices: of("prices"), stock: of("stock"), state: of("state") };
}

function summed(sown: readonly Corruption[]): Writes {
  const of = (name: keyof Writes) => sown.reduce((sum, one) => sum + one.writes[name], 0);
  return { content: of("content"), prices: of("prices"), stock: of("stock"), state: of("state") };
}

/** Asks for it as the page does, and waits for its end. */
async function compared() {
  const before = writes();
  await world.inTime(world.application.verifyNow(world.storeId));
  let ended = 0;
  const known = await world.prisma.comparison.count({ where: { endedAt: { not: null } } });
  const look = async () => {
    ended = await world.prisma.comparison.count({ where: { endedAt: { not: null } } });
  };
  for (let tries = 0; ended <= known && tries < 200; tries += 1) {
    await world.time.passUntil(() => false, 5_000);
    await look();
  }
  await quiet();
  const comparison = await world.prisma.comparison.findFirstOrThrow({
    orderBy: { startedAt: "desc" },
    include: { findings: true },
  });
  return { ...comparison, writes: less(writes(), before) };
}

type Shown = Readonly<Record<string, { title: string; price: string; stock: number }>>;

/** What buyers see of each SKU on sale, by its code. */
function shown(): Shown {
  const onSale = shop().products.filter((one) => one.status === "ACTIVATE");
  return Object.fromEntries(
    onSale.flatMap((one) =>
      one.skus.map((sku) => [
        sku.sellerSku,
        { title: one.title, price: sku.price, stock: sku.stock.reduce((sum, row) => sum + row.quantity, 0) },
      ]),
    ),
  );
}

/** What they should see: the store's, but for listings that their seller took away. */
function due(taken: ReadonlySet<string>): Shown {
  const active = store().products.filter((one) => one.status === "ACTIVE" && !taken.has(one.handle));
  return Object.fromEntries(
    active.flatMap((one) =>
      one.variants.map((variant) => [
        String(variant.sku),
        { title: one.title, price: variant.price, stock: variant.available },
      ]),
    ),
  );
}

describe("a comparison of everything", () => {
  it("finds and mends one percent of each side in one go, with exactly that many writes", {
    timeout: 900_000,
  }, async () => {
    expect(shown()).toEqual(due(new Set()));
    const calm = await compared();
    expect(calm).toMatchObject({
      ...{ products: PRODUCTS, listings: PRODUCTS },
      ...{ differing: 0, findings: [], writes: NO_WRITES },
    });

    const taken = new Set<string>();
    const sownWays = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const sown = await world.inTime(corrupt(world, { seed: 4_100 + round, share: SHARE, round }));
      for (const one of sown) sownWays.add(`${one.side} ${one.what}`);
      for (const one of sown) if (one.ends === "told") taken.add(one.handle);
      await quiet();

      const found = await compared();
      expect({ round, writes: found.writes }).toEqual({ round, writes: summed(sown) });
      expect(found).toMatchObject({
        differing: sown.length,
        yours: sown.filter((one) => one.ends === "told").length,
        repaired: sown.filter((one) => one.ends === "mended").length,
      });
      expect(shown()).toEqual(due(taken));

      const again = await compared();
      expect(again).toMatchObject({ differing: 0, repaired: 0, yours: 0, writes: NO_WRITES });
    }
    const all = Object.entries(WAYS).flatMap(([side, ways]) =>
      Object.keys(ways).map((what) => `${side} ${what}`),
    );
    expect([...sownWays].sort()).toEqual(all.sort());
    const titles = await world.prisma.product.count({ where: { title: { startsWith: "Written over" } } });
    expect(titles).toBe(0);
  });
});
