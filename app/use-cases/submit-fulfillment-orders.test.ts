import { describe, expect, it } from "vitest";
import { DEMO_SHOP, DEMO_STORE } from "../../test/emulator/settings.ts";
import { FBT, OWN } from "../../test/order-catalog.ts";
import { issuesOf, only, orderOf, work } from "../../test/order-work.ts";
import { orderWorld } from "../../test/order-world.ts";
import { answerFulfillmentRequests } from "./answer-fulfillment-requests.ts";
import { reconcileShipments } from "./reconcile-shipments.ts";
import { recordShipments } from "./record-shipments.ts";
import { reportShipments } from "./report-shipments.ts";
import { submitFulfillmentOrders } from "./submit-fulfillment-orders.ts";

const ADDRESS = {
  firstName: "Ada",
  lastName: "Byron",
  address1: "1 Main St",
  address2: null,
  city: "Austin",
  provinceCode: "TX",
  province: "Texas",
  zip: "78701",
  countryCode: "US",
  phone: "+15125550100",
  email: "ada@example.com",
};
const world = orderWorld();
const steps = {
  "answer-fulfillment-requests": answerFulfillmentRequests,
  "submit-fulfillment-orders": submitFulfillmentOrders,
  "record-shipments": recordShipments,
  "report-shipments": reportShipments,
};
const view = (name: string) => {
  const order = world.at.twin.shopify.view(DEMO_STORE).orders.find((of) => of.name === name);
  if (!order) throw new Error(`the store has no order ${name}`);
  return order;
};
const outbound = (externalOrderId: string) =>
  world.at.twin.tiktokShop
    .view(DEMO_SHOP)
    .outboundOrders.filter((of) => of.externalOrderId === externalOrderId);

/** A buyer's order in the store whose one fulfillment order is moved to our service's location and asked for. */
async function requested(
  sku: string,
  quantity = 1,
): Promise<{ orderId: string; name: string; subject: string }> {
  const { ports, storeId, twin } = world.at;
  const { orderId, name } = twin.shopify.placeOrder(DEMO_STORE, {
    lines: [{ sku, quantity }],
    address: ADDRESS,
  });
  const store = await ports.storeFor(storeId);
  const service = (await ports.records.stores.byId(storeId))?.fulfillmentService;
  const [asked] = (await store.order(orderId)).fulfillmentOrders;
  if (!service || !asked) throw new Error("nothing to ask for");
  if (asked.storeLocationId !== service.storeLocationId) {
    await store.moveFulfillmentOrder(asked.storeFulfillmentOrderId, service.storeLocationId);
  }
  const [subject = ""] = twin.shopify.requestFulfillment(DEMO_STORE, name);
  return { orderId, name, subject };
}
const answer = (subject: string) => work(world.at, steps, { verb: "answer-fulfillment-requests", subject });

describe("a request of the store", () => {
  it("is accepted, submitted, shipped by the platform's warehouse and reported with its number", async () => {
    const { orderId, name, subject } = await requested(FBT, 2);
    await answer(subject);
    const order = await orderOf(world.at, orderId);
    const part = only(order.fulfillmentOrders);
    expect(order).toMatchObject({ origin: "store", state: "routed" });
    expect(part).toMatchObject({ state: "accepted", rejectedReason: null });
    expect(only(view(name).fulfillmentOrders).requestStatus).toBe("ACCEPTED");
    const { mcfOrderId } = only(outbound(part.id));
    expect(mcfOrderId).toBe(part.outboundOrderId);
    for (let turn = 0; turn < 3; turn++) world.at.twin.tiktokShop.advanceOutboundOrder(mcfOrderId);
    await work(world.at, steps, { verb: "record-shipments", subject: `${part.id}/${mcfOrderId}` });
    await work(world.at, steps, { verb: "record-shipments", subject: part.id });
    const parcel = only(only(outbound(part.id)).consignOrders);
    expect(only(view(name).fulfillments).numbers).toEqual([parcel.trackingNumber]);
    expect(["shipped", "delivered"]).toContain((await orderOf(world.at, orderId)).state);
  });

  it("answered twice is one outbound order", async () => {
    const { orderId, subject } = await requested(FBT);
    await answer(subject);
    await answer(subject);
    const part = (await orderOf(world.at, orderId)).fulfillmentOrders;
    expect(part).toHaveLength(1);
    await work(world.at, steps, { verb: "submit-fulfillment-orders", subject: part[0]?.id ?? "" });
    expect(outbound(part[0]?.id ?? "")).toHaveLength(1);
  });

  it("a time-out after the warehouse accepted does not create a second outbound order", async () => {
    const { orderId, subject } = await requested(FBT);
    const name = "POST /fbt/202601/mcf_outbound_orders*";
    world.at.twin.faults.arm({
      channel: "call",
      platform: "tiktok-shop",
      name,
      times: 1,
      fault: { kind: "lost-answer" },
    });
    await expect(answer(subject)).rejects.toMatchObject({ facts: { kind: "indeterminate" } });
    const part = (await orderOf(world.at, orderId)).fulfillmentOrders[0];
    await work(world.at, steps, { verb: "submit-fulfillment-orders", subject: part?.id ?? "" });
    const [sent, ...more] = outbound(part?.id ?? "");
    expect(more).toEqual([]);
    expect((await orderOf(world.at, orderId)).fulfillmentOrders[0]?.state).toBe("submitted");
    await work(world.at, steps, { verb: "record-shipments", subject: `${part?.id}/${sent?.mcfOrderId}` });
    expect((await orderOf(world.at, orderId)).fulfillmentOrders[0]).toMatchObject({
      state: "accepted",
      outboundOrderId: sent?.mcfOrderId,
    });
  });

  it("for a SKU the warehouse does not stock is rejected with the reason", async () => {
    const { orderId, name, subject } = await requested(OWN);
    await answer(subject);
    expect(view(name).fulfillmentOrders[0]?.requestStatus).toBe("REJECTED");
    const order = await orderOf(world.at, orderId);
    expect(order.fulfillmentOrders[0]).toMatchObject({ state: "rejected" });
    expect(order).toMatchObject({ state: "on-hold", holdReason: "warehouse-refused" });
    expect(await issuesOf(world.at, "fulfillment-request-rejected", order.id)).toEqual([
      expect.stringContaining(OWN),
    ]);
  });

  it("whose notice was lost is found by the sweep", async () => {
    const { orderId } = await requested(FBT);
    await work(
      world.at,
      { ...steps, "reconcile-shipments": reconcileShipments },
      { verb: "reconcile-shipments", subject: "all" },
    );
    expect((await orderOf(world.at, orderId)).fulfillmentOrders[0]?.state).toBe("accepted");
  });
});
