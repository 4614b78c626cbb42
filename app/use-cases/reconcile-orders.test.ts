import { describe, expect, it } from "vitest";
import { DEMO_SHOP } from "../../test/emulator/settings.ts";
import { FBT, OWN } from "../../test/order-catalog.ts";
import { orderOf, work } from "../../test/order-work.ts";
import { orderWorld } from "../../test/order-world.ts";
import { importOrders } from "./import-orders.ts";
import { reconcileOrders } from "./reconcile-orders.ts";
import { routeOrders } from "./route-orders.ts";

const world = orderWorld();
const steps = {
  "reconcile-orders": reconcileOrders,
  "import-orders": importOrders,
  "route-orders": routeOrders,
};
const place = (sellerSku: string, quantity = 1) =>
  world.at.twin.tiktokShop.placeOrder(DEMO_SHOP, { lines: [{ sellerSku, quantity }] }).orderId;
const sweep = () => work(world.at, steps, { verb: "reconcile-orders", subject: "all" });
const waitOutLag = () => world.at.twin.clock.advance(20_000);
const marks = (verb: string) => world.at.database.database.prisma.workItem.findMany({ where: { verb } });

describe("reconcile-orders", () => {
  it("an order whose webhook was lost is imported by the next sweep", async () => {
    const id = place(FBT);
    world.at.twin.tiktokShop.advanceOrder(id);
    await waitOutLag();
    await sweep();
    expect((await orderOf(world.at, id)).state).toBe("routed");
  });

  it("an order we have as it is now is not marked again", async () => {
    place(OWN);
    await waitOutLag();
    await sweep();
    await work(
      world.at,
      { "reconcile-orders": reconcileOrders },
      { verb: "reconcile-orders", subject: "all" },
    );
    expect(await marks("import-orders")).toEqual([]);
  });

  it("more orders than one page holds are all found", async () => {
    const ids = Array.from({ length: 105 }, () => place(OWN));
    await waitOutLag();
    await work(
      world.at,
      { "reconcile-orders": reconcileOrders },
      { verb: "reconcile-orders", subject: "all" },
    );
    const marked = new Set((await marks("import-orders")).map((item) => item.subject));
    expect(ids.filter((id) => !marked.has(id))).toEqual([]);
    await work(world.at, steps);
  });
});
