// Products and stock levels re-read one by one, as webhooks and sweeps ask.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
  world.twin.shopify.importProducts(DEMO_STORE, [aProduct({ variants: [aVariant({ quantity: 5 })] })]);
});
afterEach(() => world.close());

const productId = () => world.store().products[0]?.id ?? "";
const only = () => world.prisma.product.findFirstOrThrow({ include: { variants: true } });

describe("a product that changed", () => {
  it("is read again whole, and again without a change", async () => {
    await world.run("import-products", productId());
    const first = await only();
    expect(first).toMatchObject({
      title: "Oat milk soap bar",
      status: "active",
      variants: [{ sku: "SOAP-1", weightGrams: 120 }],
    });
    await world.run("import-products", productId());
    expect((await only()).variants).toEqual(first.variants);
  });

  it("that is gone from the store is marked deleted, once more without effect", async () => {
    await world.run("import-products", productId());
    const id = productId();
    world.twin.shopify.deleteProduct(DEMO_STORE, "oat-soap");
    await world.run("import-products", id);
    await world.run("import-products", id);
    expect((await only()).status).toBe("deleted");
  });

  it("that we never had and the store has not either is settled", async () => {
    const outcomes = await world.run("import-products", "gid://shopify/Product/404");
    expect([...outcomes.values()]).toEqual([{ kind: "done" }]);
    expect(await world.prisma.product.count()).toBe(0);
  });
});

describe("an inventory item that changed", () => {
  it("has its product read again, however often it is told", async () => {
    await world.run("import-products", productId());
    const item = `item:${(await only()).variants[0]?.inventoryItemId}`;
    await world.twin.clock.advance(1_000);
    world.twin.shopify.updateVariant(DEMO_STORE, "SOAP-1", { sku: "SOAP-2", weightGrams: 300 });
    for (const _twice of [1, 2]) {
      await world.run("import-products", item, item, productId());
      expect((await only()).variants).toMatchObject([{ sku: "SOAP-2", weightGrams: 300 }]);
    }
  });

  it("of a variant we never had is settled", async () => {
    const outcomes = await world.run("import-products", "item:gid://shopify/InventoryItem/404");
    expect([...outcomes.values()]).toEqual([{ kind: "done" }]);
  });
});

describe("stock that changed", () => {
  it("is read again at every location, and a new location becomes a warehouse", async () => {
    await world.run("import-products", productId());
    const second = world.twin.shopify.addLocation(DEMO_STORE, "Second shelf");
    await world.twin.clock.advance(1_000);
    world.twin.shopify.setStock(DEMO_STORE, "SOAP-1", 3);
    world.twin.shopify.setStock(DEMO_STORE, "SOAP-1", 4, second);
    const item = (await only()).variants[0]?.inventoryItemId ?? "";
    await world.run("import-inventory", item);
    await world.run("import-inventory", item);
    const levels = await world.prisma.inventoryLevel.findMany({ orderBy: { available: "asc" } });
    expect(levels.map((level) => level.available)).toEqual([3, 4]);
    expect(await world.prisma.warehouse.count({ where: { storeLocationId: second } })).toBe(1);
  });

  it("sends an order that was held for want of it to routing again; the same stock again does not", async () => {
    await world.run("import-products", productId());
    const item = (await only()).variants[0]?.inventoryItemId ?? "";
    const { id: storeId } = await world.prisma.store.findFirstOrThrow();
    const at = new Date(world.twin.clock.now());
    const facts = {
      originStatus: "awaiting-shipment",
      shippedBy: "merchant",
      currency: "USD",
      totalMinor: 100,
    };
    const held = await world.prisma.order.create({
      data: {
        ...facts,
        storeId,
        origin: "marketplace",
        originOrderId: "577",
        name: "577",
        state: "on-hold",
        holdReason: "out-of-stock",
        placedAt: at,
        originUpdatedAt: at,
      },
    });
    const routing = () =>
      world.prisma.workItem.findMany({ where: { verb: "route-orders" }, select: { subject: true } });
    await world.run("import-inventory", item);
    await world.prisma.workItem.deleteMany({ where: { verb: "route-orders" } });
    await world.run("import-inventory", item);
    expect(await routing()).toEqual([]);
    await world.twin.clock.advance(1_000);
    world.twin.shopify.setStock(DEMO_STORE, "SOAP-1", 9);
    await world.run("import-inventory", item);
    expect(await routing()).toEqual([{ subject: held.id }]);
  });

  it("of a product that stands in no shop is told with its listing, not before", async () => {
    await world.connect();
    await world.run("import-products", productId());
    const { inventoryItemId } = (await only()).variants[0] ?? {};
    await world.prisma.workItem.deleteMany({ where: { verb: "push-inventory" } });
    await world.prisma.inventoryLevel.updateMany({ data: { available: 1 } });
    await world.run("import-inventory", inventoryItemId ?? "");
    expect((await world.marked()).map(([verb]) => verb)).not.toContain("push-inventory");
    await world.settle();
    expect(world.shop().products[0]?.skus[0]?.stock).toMatchObject([{ quantity: 5 }]);
    await world.prisma.inventoryLevel.updateMany({ data: { available: 1 } });
    await world.run("import-inventory", inventoryItemId ?? "");
    expect((await world.marked()).map(([verb]) => verb)).toContain("push-inventory");
  });

  it("reaches the marketplace less what is promised", async () => {
    await world.connect();
    await world.settle();
    const variant = (await only()).variants[0];
    const warehouse = await world.prisma.warehouse.findFirstOrThrow({
      where: { owner: "merchant", storeLocationId: { not: null } },
    });
    const { inventory } = world.ports.records;
    const promise = { orderLineId: "line", warehouseId: warehouse.id, variantId: variant?.id, quantity: 2 };
    expect(
      await inventory.reserve(world.storeId, promise as Parameters<typeof inventory.reserve>[1]),
    ).toEqual({ kind: "reserved" });
    await world.run("push-inventory", variant?.productId ?? "");
    expect(world.shop().products[0]?.skus[0]?.stock).toMatchObject([{ quantity: 3 }]);
    const calls = world.calls("POST /product/202309/products/{id}/inventory/update");
    await world.run("push-inventory", variant?.productId ?? "");
    expect(world.calls("POST /product/202309/products/{id}/inventory/update")).toBe(calls);
  });
});
