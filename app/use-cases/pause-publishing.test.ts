// The merchant stops a publish that runs, and goes on with it later: nothing new in between, nothing lost after.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { lookAtPublish } from "../../test/publish-look.ts";

const CREATE = "POST /product/202309/products";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

const soaps = (...numbers: number[]) =>
  numbers.map((at) =>
    aProduct({
      handle: `soap-${at}`,
      title: `Oat milk soap bar ${at}`,
      variants: [aVariant({ sku: `SOAP-${at}` })],
    }),
  );
const wish = async (what: "pause" | "resume") => {
  const { id } = await world.prisma.connection.findFirstOrThrow();
  for (const _again of [1, 2]) await world.application.publishing(world.storeId, id, what);
};
const page = async () => (await lookAtPublish(world.prisma, world.storeId, world.ports.now())).shops[0];
const products = () => world.prisma.product.findMany({ orderBy: { title: "asc" } });

async function connected(...numbers: number[]): Promise<void> {
  world.twin.shopify.importProducts(DEMO_STORE, soaps(...numbers));
  await world.connect();
}

describe("publishing that is paused", () => {
  it("makes no new listing, and all of them once it goes on", async () => {
    await connected(1, 2, 3);
    await wish("pause");
    await world.settle();
    expect(world.calls(CREATE)).toBe(0);
    expect(await page()).toMatchObject({ listed: 0, waiting: 3, pausedAt: expect.any(String) as string });
    await wish("resume");
    await world.settle();
    expect(world.calls(CREATE)).toBe(3);
    expect(await page()).toMatchObject({ listed: 3, waiting: 0, pausedAt: null });
  });

  it("half-way keeps up to date what stands, and takes in what is new for later", async () => {
    await connected(1);
    await world.settle();
    await wish("pause");
    world.twin.shopify.importProducts(DEMO_STORE, soaps(2));
    world.twin.shopify.setVariantPrice(DEMO_STORE, "SOAP-1", "15.00");
    await world.twin.clock.advance(2_000);
    await world.run("import-products", ...world.store().products.map((one) => one.id));
    await world.settle();
    expect(world.calls(CREATE)).toBe(1);
    expect(world.shop().products.map((one) => one.skus.map((sku) => sku.price))).toEqual([["15.00"]]);
    await wish("resume");
    await world.settle();
    expect(world.calls(CREATE)).toBe(2);
  });

  it("still follows a create whose answer was lost", async () => {
    await connected(1);
    await world.run("import-products", ...world.store().products.map((one) => one.id));
    const subject = (await products())[0]?.id ?? "";
    const fault = { kind: "lost-answer" } as const;
    world.twin.faults.arm({ channel: "call", platform: "tiktok-shop", name: CREATE, times: 1, fault });
    await world.run("publish-listings", subject);
    expect((await world.prisma.listing.findFirstOrThrow()).intentAt).not.toBeNull();
    await wish("pause");
    await world.settle();
    await world.run("publish-listings", subject);
    await world.settle();
    expect(world.shop().products).toHaveLength(1);
    expect(await world.prisma.listing.findFirstOrThrow()).toMatchObject({ state: "live", intentAt: null });
  });

  it("in a shop of somebody else changes nothing", async () => {
    await connected(1);
    await world.application.publishing(world.storeId, "no-such-shop", "pause");
    await world.settle();
    expect(world.calls(CREATE)).toBe(1);
  });

  it("goes on without marking what is not sold or stands already", async () => {
    await connected(1, 2);
    await world.settle();
    await wish("pause");
    await world.prisma.product.updateMany({
      where: { title: { endsWith: "2" } },
      data: { status: "archived" },
    });
    await wish("resume");
    await world.prisma.workItem.deleteMany({ where: { verb: { not: "mark-products" } } });
    const { id } = await world.prisma.connection.findFirstOrThrow();
    await world.run("mark-products", `publish-listings unsent-in:${id}`);
    expect((await world.prisma.workItem.findMany()).map((one) => one.verb)).toEqual(["mark-products"]);
  });
});
