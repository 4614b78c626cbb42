import { describe, expect, it } from "vitest";
import { DEMO_SHOP } from "../../test/emulator/settings.ts";
import { FBT, OWN } from "../../test/order-catalog.ts";
import { issuesOf, orderOf, work } from "../../test/order-work.ts";
import { orderWorld } from "../../test/order-world.ts";
import { importOrders } from "./import-orders.ts";
import { routeOrders } from "./route-orders.ts";

const world = orderWorld();
const steps = { "import-orders": importOrders, "route-orders": routeOrders };
const place = (sellerSku: string, quantity = 1) =>
  world.at.twin.tiktokShop.placeOrder(DEMO_SHOP, { lines: [{ sellerSku, quantity }] }).orderId;
const importOf = (subject: string) => work(world.at, steps, { verb: "import-orders", subject });

describe("import-orders", () => {
  it("an order in the buyer's remorse period is remembered and goes no further", async () => {
    const id = place(OWN, 2);
    await importOf(id);
    const order = await orderOf(world.at, id);
    expect(order).toMatchObject({ state: "imported", originStatus: "on-hold", plan: null });
    expect(order.lines).toMatchObject([{ sku: OWN, quantity: 2 }]);
  });

  it("a ready order is routed with its reason, and importing it again changes nothing", async () => {
    const id = place(FBT);
    world.at.twin.tiktokShop.advanceOrder(id);
    await importOf(id);
    const order = await orderOf(world.at, id);
    expect(order.state).toBe("routed");
    expect(order.plan?.parts[0]?.reason).toBe("The marketplace ships this order itself.");
    await importOf(id);
    const { updatedAt: _again, ...again } = await orderOf(world.at, id);
    const { updatedAt: _first, ...first } = order;
    expect(again).toEqual(first);
  });

  it("a line whose SKU is not linked puts the order on hold and names the SKU; linking lets it go on", async () => {
    const id = place(OWN);
    world.at.twin.tiktokShop.advanceOrder(id);
    const { prisma } = world.at.database.database;
    const link = await prisma.listingSku.findFirstOrThrow({ where: { sku: OWN } });
    await prisma.listingSku.update({ where: { id: link.id }, data: { marketplaceSkuId: null } });
    try {
      await importOf(id);
    } finally {
      await prisma.listingSku.update({
        where: { id: link.id },
        data: { marketplaceSkuId: link.marketplaceSkuId },
      });
    }
    const held = await orderOf(world.at, id);
    expect(held).toMatchObject({ state: "on-hold", holdReason: "sku-not-linked" });
    expect(await issuesOf(world.at, "sku-not-linked", held.id)).toEqual([expect.stringContaining(OWN)]);
    await importOf(id);
    expect(await orderOf(world.at, id)).toMatchObject({ state: "routed", holdReason: null });
    expect(await issuesOf(world.at, "sku-not-linked", held.id)).toEqual([]);
  });

  it("an order cancelled before hand-over gives its units back and is submitted nowhere", async () => {
    const id = place(OWN, 3);
    world.at.twin.tiktokShop.advanceOrder(id);
    await importOf(id);
    const order = await orderOf(world.at, id);
    const lineIds = order.lines.map((line) => line.id);
    const reserved = () => world.at.ports.records.inventory.reservations(world.at.storeId, lineIds);
    expect(await reserved()).toMatchObject([{ quantity: 3, state: "held" }]);
    world.at.twin.tiktokShop.cancelOrder(id);
    await importOf(id);
    await importOf(id);
    const cancelled = await orderOf(world.at, id);
    expect(cancelled.state).toBe("cancelled");
    expect(cancelled.fulfillmentOrders.map((part) => part.state)).toEqual(["cancelled"]);
    expect(await reserved()).toMatchObject([{ state: "released" }]);
  });

  it("many orders are read in one call, and one the marketplace does not know is settled", async () => {
    const ids = [place(OWN), place(FBT)];
    const before = world.at.twin.history.all().length;
    const outcomes = await importOrders(world.at.ports, {
      storeId: world.at.storeId,
      subjects: [...ids, "1"],
    });
    expect([...outcomes.values()]).toEqual([{ kind: "done" }, { kind: "done" }, { kind: "done" }]);
    const calls = world.at.twin.history
      .all()
      .slice(before)
      .filter((entry) => entry.kind === "call");
    expect(calls).toHaveLength(1);
  });
});
