import { describe, expect, it } from "vitest";
import { DEMO_SHOP } from "../../test/emulator/settings.ts";
import { OWN } from "../../test/order-catalog.ts";
import { orderOf, work } from "../../test/order-work.ts";
import { orderWorld } from "../../test/order-world.ts";
import { importOrders } from "./import-orders.ts";
import { routeOrders } from "./route-orders.ts";

const world = orderWorld();
const steps = { "import-orders": importOrders, "route-orders": routeOrders };
const place = (sellerSku: string, quantity = 1) =>
  world.at.twin.tiktokShop.placeOrder(DEMO_SHOP, { lines: [{ sellerSku, quantity }] }).orderId;
const waitOutLag = () => world.at.twin.clock.advance(20_000);

describe("route-orders", () => {
  it("two orders racing for the last units: one is routed, one is held until stock comes", async () => {
    const { ports, storeId } = world.at;
    const [variant] = await ports.records.catalog.variantsBySku(storeId, [OWN]);
    if (!variant) throw new Error("the variant is gone");
    const [level] = (await ports.records.inventory.levels(storeId, [variant.id])).filter(
      (of) => of.available > 0,
    );
    if (!level) throw new Error("there is no stock");
    const { warehouseId, variantId } = level;
    const setFree = (free: number) =>
      ports.records.inventory.saveLevels(storeId, [
        { warehouseId, variantId, available: level.held + free, sourceUpdatedAt: ports.now() },
      ]);
    await waitOutLag();
    await setFree(3);
    const ids = [2, 2].map((quantity) => place(OWN, quantity));
    for (const id of ids) world.at.twin.tiktokShop.advanceOrder(id);
    await importOrders(ports, { storeId, subjects: ids });
    const subjects = await Promise.all(ids.map(async (id) => (await orderOf(world.at, id)).id));
    await Promise.all(subjects.map((subject) => routeOrders(ports, { storeId, subjects: [subject] })));
    const states = await Promise.all(ids.map(async (id) => (await orderOf(world.at, id)).state));
    expect([...states].sort()).toEqual(["on-hold", "routed"]);
    await world.at.twin.clock.advance(1_000);
    await setFree(50);
    for (const subject of subjects) await work(world.at, steps, { verb: "route-orders", subject });
    const after = await Promise.all(ids.map(async (id) => (await orderOf(world.at, id)).state));
    expect(after).toEqual(["routed", "routed"]);
  });

  it("routing again changes nothing", async () => {
    const id = place(OWN, 1);
    world.at.twin.tiktokShop.advanceOrder(id);
    await work(world.at, steps, { verb: "import-orders", subject: id });
    const { updatedAt: _first, ...first } = await orderOf(world.at, id);
    await work(world.at, steps, { verb: "route-orders", subject: first.id });
    const { updatedAt: _again, ...again } = await orderOf(world.at, id);
    expect(again).toEqual(first);
  });
});
