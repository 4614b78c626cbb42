// Units of an order are called off: what the marketplace offers afterwards is right again with one write, whenever it is.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { createShopsWorld, type ShopsWorld } from "../../test/shops-world.ts";
import { reconcileShipments } from "./reconcile-shipments.ts";
import { recordStoreShipments } from "./record-store-shipments.ts";

const SKU = "SOAP-1";
const STOCK = "POST /product/202309/products/{id}/inventory/update";

let world: ShopsWorld;
beforeEach(async () => {
  world = await createShopsWorld();
  world.twin.shopify.importProducts(DEMO_STORE, [
    aProduct({
      title: "Oat milk soap bar, made by hand in small batches",
      variants: [aVariant({ sku: SKU, quantity: 7 })],
    }),
  ]);
  await world.settle();
});
afterEach(() => world.close());

const offered = () => world.offered("US", SKU);

/** Three units are bought and go as far as they are told; the marketplace is brought up to date. */
async function bought(how: "unpaid for an hour" | "routed" | "created in the store"): Promise<string> {
  const id = world.buy("US", SKU, 3);
  if (how !== "unpaid for an hour") world.twin.tiktokShop.advanceOrder(id);
  await world.importOrders(id);
  const order = await world.order(id);
  if (how !== "unpaid for an hour") await world.route(order.id);
  if (how === "created in the store") await world.createInStore(order.id);
  await world.twin.clock.advance(1_000);
  const { inventoryItemId } = await world.prisma.variant.findFirstOrThrow({ where: { sku: SKU } });
  await world.run("import-inventory", inventoryItemId);
  await world.settle();
  expect(offered()).toBe(4);
  return id;
}

/** Works what a cancellation of units leads to, stock before routing as lanes may; answers the writes it took. */
async function cancelled(id: string, quantity: number): Promise<number> {
  const before = world.calls(STOCK);
  world.twin.tiktokShop.cancelUnits(id, { sellerSku: SKU, quantity });
  for (let time = 0; time < 2; time++) {
    await world.importOrders(id);
    await world.settle();
    await world.route((await world.order(id)).id);
    await world.settle();
  }
  return world.calls(STOCK) - before;
}

async function level() {
  const variant = await world.prisma.variant.findFirstOrThrow({ where: { sku: SKU } });
  return world.prisma.inventoryLevel.findFirstOrThrow({
    where: { variantId: variant.id },
    orderBy: { available: "desc" },
  });
}

const openIssues = async () => (await world.issues()).filter((issue) => issue.code === "units-cancelled");

async function reread(id: string): Promise<void> {
  const { storeOrderId } = await world.order(id);
  await recordStoreShipments(world.ports, { storeId: world.storeId, subjects: [storeOrderId ?? ""] });
}

describe("units called off", () => {
  it("before the order may be routed are offered again", async () => {
    const id = await bought("unpaid for an hour");
    expect([await cancelled(id, 1), offered()]).toEqual([1, 5]);
  });

  it("of a routed order are offered again, and the rest stays promised", async () => {
    const id = await bought("routed");
    expect(await level()).toMatchObject({ available: 7, held: 3 });
    expect([await cancelled(id, 1), offered()]).toEqual([1, 5]);
    expect(await level()).toMatchObject({ available: 7, held: 2 });
    expect((await world.order(id)).state).toBe("routed");
  });

  it("of an order the store has already are not offered: the store still counts them as sold", async () => {
    const id = await bought("created in the store");
    expect([await cancelled(id, 1), offered()]).toEqual([1, 4]);
    expect(await level()).toMatchObject({ available: 4, held: 0 });
    expect((await openIssues()).map((issue) => issue.title)).toEqual([
      expect.stringMatching(/^1 unit of order #\d+ was cancelled in TikTok Shop but is still in the store's/),
    ]);
  });

  it.each(["editOrder", "refundOrder"] as const)(
    "are no issue any more once the merchant took as many out of the store's order: %s",
    async (takeOut) => {
      const id = await bought("created in the store");
      await cancelled(id, 2);
      expect(await openIssues()).toHaveLength(1);
      const name = (await world.order(id)).storeOrderName ?? "";
      const outcomes = [];
      for (const _unit of [1, 2]) {
        world.twin.shopify[takeOut](DEMO_STORE, name, { sku: SKU, quantity: 1 });
        for (const _again of [1, 2]) await reread(id);
        outcomes.push((await openIssues()).length);
      }
      expect(outcomes).toEqual([1, 0]);
      // Told again of the same units, it is not raised anew.
      await world.importOrders(id);
      expect(await openIssues()).toEqual([]);
    },
  );

  it("that the merchant took out before the marketplace told us are looked up in the store and are no issue", async () => {
    const id = await bought("created in the store");
    const order = await world.order(id);
    world.twin.shopify.editOrder(DEMO_STORE, order.storeOrderName ?? "", { sku: SKU, quantity: 1 });
    await cancelled(id, 1);
    expect(await world.marked()).toContainEqual(["record-store-shipments", order.storeOrderId]);
    for (const _again of [1, 2]) await reread(id);
    expect(await openIssues()).toEqual([]);
  });

  it("that the merchant took out after shipping the rest, told by nobody, are found by the sweep", async () => {
    const id = await bought("created in the store");
    await cancelled(id, 1);
    const name = (await world.order(id)).storeOrderName ?? "";
    const lines = [{ sku: SKU, quantity: 2 }];
    world.twin.shopify.fulfillAsMerchant(DEMO_STORE, name, { company: "USPS", number: "9400", lines });
    await reread(id);
    expect((await world.order(id)).state).toBe("shipped");
    const swept = async () => {
      await world.prisma.workItem.deleteMany();
      await world.twin.clock.advance(20_000);
      await reconcileShipments(world.ports, { storeId: world.storeId, subjects: ["all"] });
      const marks = (await world.marked()).filter(([verb]) => verb === "record-store-shipments");
      for (const _one of marks) await reread(id);
      return [marks.length, (await openIssues()).length];
    };
    expect(await swept()).toEqual([1, 1]);
    world.twin.shopify.editOrder(DEMO_STORE, name, { sku: SKU, quantity: 1 });
    for (const _again of [1, 2]) expect(await swept()).toEqual([1, 0]);
  });

  it("in one of several shops are one write in each shop whose offer is not what it shows", async () => {
    await world.setRates();
    await world.settle();
    const id = world.buy("GB", SKU, 2);
    await world.importOrders(id);
    await world.settle();
    const offers = () => (["US", "GB", "ID"] as const).map((market) => world.offered(market, SKU));
    expect(offers()).toEqual([2, 2, 1]);
    expect(await cancelled(id, 1)).toBe(2);
    expect(offers()).toEqual([2, 2, 2]);
  });
});
