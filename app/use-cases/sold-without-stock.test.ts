// What the store goes on selling when nothing is left is shipped by the merchant all the same, beside what must be there.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { createShopsWorld, SHOPS, type ShopsWorld } from "../../test/shops-world.ts";
import { STORES_OWN } from "../domain/listing-settings.ts";

const POSTER = "POSTER";
const SOAP = "SOAP-1";

let world: ShopsWorld;
beforeEach(async () => {
  world = await createShopsWorld();
  world.twin.shopify.importProducts(DEMO_STORE, [
    aProduct({
      handle: "soap",
      title: "Oat milk soap bar, made by hand in small batches",
      variants: [aVariant({ sku: SOAP, quantity: 1 })],
    }),
    aProduct({
      handle: "poster",
      title: "Poster printed when it is ordered, in any size",
      variants: [aVariant({ sku: POSTER, quantity: 0, inventoryPolicy: "CONTINUE" })],
    }),
  ]);
  await world.change("US", { stock: { ...STORES_OWN.stock, ceiling: 40 } });
  await world.settle();
});
afterEach(() => world.close());

/** Bought, paid, imported and routed; its id in the marketplace. */
async function ordered(...lines: { sellerSku: string; quantity: number }[]): Promise<string> {
  const { orderId } = world.twin.tiktokShop.placeOrder(SHOPS.US, { lines });
  world.twin.tiktokShop.advanceOrder(orderId);
  await world.importOrders(orderId);
  await world.route((await world.order(orderId)).id);
  return orderId;
}

/** The store's last soap is gone, and the marketplace does not know yet. */
async function soldOverTheCounter(): Promise<void> {
  world.twin.shopify.setStock(DEMO_STORE, SOAP, 0);
  await world.twin.clock.advance(1_000);
  const { inventoryItemId } = await world.prisma.variant.findFirstOrThrow({ where: { sku: SOAP } });
  await world.run("import-inventory", inventoryItemId);
}

async function changed(change: { tracked?: boolean; inventoryPolicy?: "CONTINUE" }): Promise<void> {
  world.twin.shopify.updateVariant(DEMO_STORE, SOAP, change);
  await world.twin.clock.advance(1_000);
  const { product } = await world.prisma.variant.findFirstOrThrow({
    where: { sku: SOAP },
    include: { product: true },
  });
  await world.run("import-products", product.storeProductId);
  await world.settle();
}

async function levelOf(sku: string) {
  const variant = await world.prisma.variant.findFirstOrThrow({ where: { sku } });
  return world.prisma.inventoryLevel.findFirstOrThrow({
    where: { variantId: variant.id },
    orderBy: { held: "desc" },
  });
}

describe("an order of what is sold without stock", () => {
  it("is routed to the merchant's warehouse, created in the store once, and the offer stays at the ceiling", async () => {
    expect(world.offered("US", POSTER)).toBe(40);
    const id = await ordered({ sellerSku: POSTER, quantity: 3 });
    const order = await world.order(id);
    expect(order.state).toBe("routed");
    expect(await levelOf(POSTER)).toMatchObject({ available: 0, held: 3 });
    for (let time = 0; time < 2; time++) {
      await world.route(order.id);
      await world.createInStore(order.id);
    }
    expect(world.store().orders.filter((one) => one.sourceIdentifier === id)).toHaveLength(1);
    expect(await levelOf(POSTER)).toMatchObject({ available: -3, held: 0 });
    await world.settle();
    expect(world.offered("US", POSTER)).toBe(40);
  });

  it("cancelled, gives back what it overdrew", async () => {
    const id = await ordered({ sellerSku: POSTER, quantity: 2 });
    world.twin.tiktokShop.cancelOrder(id);
    await world.importOrders(id);
    expect(await levelOf(POSTER)).toMatchObject({ available: 0, held: 0 });
  });

  it("waits whole beside a line that is out of stock, holding nothing, and goes on when that comes", async () => {
    await soldOverTheCounter();
    const id = await ordered({ sellerSku: POSTER, quantity: 2 }, { sellerSku: SOAP, quantity: 1 });
    expect(await world.order(id)).toMatchObject({ state: "on-hold", holdReason: "out-of-stock" });
    expect(await levelOf(POSTER)).toMatchObject({ held: 0 });
    await world.stock(SOAP, 2);
    await world.route((await world.order(id)).id);
    expect((await world.order(id)).state).toBe("routed");
    expect(await levelOf(POSTER)).toMatchObject({ available: 0, held: 2 });
    expect(await levelOf(SOAP)).toMatchObject({ available: 2, held: 1 });
  });
});

describe("a variant the merchant sells without stock from now on", () => {
  it("is offered up to the ceiling and routed, also when it only is not tracked", async () => {
    await changed({ tracked: false });
    expect(world.offered("US", SOAP)).toBe(40);
    const id = await ordered({ sellerSku: SOAP, quantity: 5 });
    expect((await world.order(id)).state).toBe("routed");
    await world.createInStore((await world.order(id)).id);
    expect((await world.order(id)).storeOrderId).not.toBeNull();
  });

  it("lets an order go on that was held before the merchant said so", async () => {
    await soldOverTheCounter();
    const before = await ordered({ sellerSku: SOAP, quantity: 1 });
    expect((await world.order(before)).state).toBe("on-hold");
    await changed({ inventoryPolicy: "CONTINUE" });
    const { id } = await world.order(before);
    const marked = await world.prisma.workItem.findMany({ where: { verb: "route-orders", subject: id } });
    expect(marked).toHaveLength(1);
    await world.route(id);
    expect((await world.order(before)).state).toBe("routed");
  });
});
