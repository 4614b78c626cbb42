import { describe, expect, it } from "vitest";
import { DEMO_SHOP, DEMO_STORE } from "../../test/emulator/settings.ts";
import { FBT, OWN } from "../../test/order-catalog.ts";
import { issuesOf, only, orderOf, work } from "../../test/order-work.ts";
import { orderWorld, SEARCH_LAG_MS } from "../../test/order-world.ts";
import { ABSENCE_BELIEVED_AFTER_MS, createStoreOrders } from "./create-store-orders.ts";
import { importOrders } from "./import-orders.ts";
import type { Outcome } from "./ports/work.ts";
import { recordShipments } from "./record-shipments.ts";
import { routeOrders } from "./route-orders.ts";

const world = orderWorld();
const towards = { "import-orders": importOrders, "route-orders": routeOrders };
const inStore = (id: string) =>
  world.at.twin.shopify.view(DEMO_STORE).orders.filter((order) => order.sourceIdentifier === id);

/** A ready order, imported and routed, its creation in the store still to be worked. */
async function routed(sellerSku: string, quantity = 1): Promise<{ id: string; subject: string }> {
  const id = world.at.twin.tiktokShop.placeOrder(DEMO_SHOP, { lines: [{ sellerSku, quantity }] }).orderId;
  world.at.twin.tiktokShop.advanceOrder(id);
  await work(world.at, towards, { verb: "import-orders", subject: id });
  return { id, subject: (await orderOf(world.at, id)).id };
}

async function create(subject: string): Promise<Outcome | undefined> {
  return (await createStoreOrders(world.at.ports, { storeId: world.at.storeId, subjects: [subject] })).get(
    subject,
  );
}

describe("create-store-orders", () => {
  it("an order the marketplace ships is created at our service's location and takes no stock", async () => {
    const available = () =>
      world.at.twin.shopify.view(DEMO_STORE).products.find((of) => of.handle === "fbt")?.variants[0]
        ?.available;
    const before = available();
    const { id, subject } = await routed(FBT, 2);
    expect(await create(subject)).toEqual({ kind: "done" });
    const created = only(inStore(id));
    const { id: storeOrderId, name: storeOrderName } = created;
    const order = await orderOf(world.at, id);
    expect(order).toMatchObject({ storeOrderId, storeOrderName, storeIntentAt: null });
    const asked = only(created.fulfillmentOrders);
    const part = only(order.fulfillmentOrders);
    expect(part).toMatchObject({ state: "accepted", storeFulfillmentOrderId: asked.id });
    expect(only(part.lines).storeLineId).toContain("FulfillmentOrderLineItem");
    const service = (await world.at.ports.records.stores.byId(world.at.storeId))?.fulfillmentService;
    expect(asked.locationId).toBe(service?.storeLocationId);
    expect(available()).toBe(before);
  });

  it("an order that was delivered before it could be created is created all the same", async () => {
    const { id, subject } = await routed(FBT);
    // Its notices were lost: by the time we look the carrier is through with it.
    for (let step = 0; step < 3; step++) world.at.twin.tiktokShop.advanceOrder(id);
    const following = { "import-orders": importOrders, "record-shipments": recordShipments };
    await work(world.at, following, { verb: "import-orders", subject: id });
    expect((await orderOf(world.at, id)).state).toBe("delivered");
    const found = await world.at.ports.records.orders.unfinishedOrders(world.at.storeId, {
      placedAfter: new Date(0),
      placedBefore: new Date(world.at.twin.clock.now() + 1),
      after: null,
      limit: 500,
    });
    expect(found.map((order) => order.id)).toContain(subject);
    expect(await create(subject)).toEqual({ kind: "done" });
    expect(inStore(id)).toHaveLength(1);
  });

  it("creating it again changes nothing", async () => {
    const { id, subject } = await routed(FBT);
    await create(subject);
    const first = await orderOf(world.at, id);
    await create(subject);
    expect(await orderOf(world.at, id)).toEqual(first);
    expect(inStore(id)).toHaveLength(1);
  });

  it("an order the merchant ships takes the store's stock, and the promise of its units ends", async () => {
    const { id, subject } = await routed(OWN, 2);
    await create(subject);
    const order = await orderOf(world.at, id);
    const lineIds = order.lines.map((line) => line.id);
    const reserved = await world.at.ports.records.inventory.reservations(world.at.storeId, lineIds);
    expect(reserved).toMatchObject([{ quantity: 2, state: "consumed" }]);
    expect(order.fulfillmentOrders[0]).toMatchObject({ state: "accepted" });
    expect(order.fulfillmentOrders[0]?.storeFulfillmentOrderId).toBeTruthy();
  });

  it("an answer lost after the store had created it ends in one order", async () => {
    const { id, subject } = await routed(FBT);
    world.at.twin.faults.arm({
      channel: "call",
      platform: "shopify",
      name: "orderCreate",
      times: 1,
      fault: { kind: "lost-answer" },
    });
    expect(await create(subject)).toMatchObject({
      kind: "failed",
      error: { facts: { kind: "indeterminate" } },
    });
    expect(inStore(id)).toHaveLength(1);
    // The search does not know it yet: absence is not believed.
    expect(await create(subject)).toMatchObject({ kind: "later" });
    await world.at.twin.clock.advance(SEARCH_LAG_MS);
    expect(await create(subject)).toEqual({ kind: "done" });
    expect(inStore(id)).toHaveLength(1);
    expect((await orderOf(world.at, id)).storeOrderId).toBe(inStore(id)[0]?.id);
  });

  it("a worker killed before its call was sent creates the order once absence can be believed", async () => {
    const { id, subject } = await routed(FBT);
    const order = await orderOf(world.at, id);
    await world.at.ports.records.orders.changeOrder(order.storeId, order.id, {
      storeIntentAt: world.at.ports.now(),
    });
    expect(await create(subject)).toMatchObject({ kind: "later" });
    await world.at.twin.clock.advance(ABSENCE_BELIEVED_AFTER_MS);
    expect(await create(subject)).toEqual({ kind: "done" });
    expect(inStore(id)).toHaveLength(1);
  });

  it("an order cancelled before is not created; one cancelled after is said aloud", async () => {
    const before = await routed(FBT);
    const after = await routed(FBT);
    await create(after.subject);
    for (const { id } of [before, after]) {
      world.at.twin.tiktokShop.cancelOrder(id);
      await work(world.at, towards, { verb: "import-orders", subject: id });
    }
    await create(before.subject);
    await create(after.subject);
    expect(inStore(before.id)).toEqual([]);
    expect(await issuesOf(world.at, "cancelled-in-marketplace", after.subject)).toHaveLength(1);
  });
});
