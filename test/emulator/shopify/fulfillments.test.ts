import { describe, expect, it } from "vitest";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

type Part = { id: string; lineItems: { nodes: { id: string; sku: string }[] } };

async function ordered(): Promise<{ alone: Alone; orderId: string; name: string; part: Part }> {
  const alone = shopifyAlone();
  alone.twin.importProducts(STORE, [aProduct("rope", [{ sku: "ROPE-S" }, { sku: "ROPE-L" }])]);
  const { orderId, name } = alone.twin.placeOrder(STORE, {
    lines: [
      { sku: "ROPE-S", quantity: 2 },
      { sku: "ROPE-L", quantity: 1 },
    ],
  });
  const { data } = await alone.graphql(
    "query($id: ID!) { order(id: $id) { fulfillmentOrders(first: 5) { nodes { id lineItems(first: 5) { nodes { id sku } } } } } }",
    { id: orderId },
  );
  return { alone, orderId, name, part: data["order"].fulfillmentOrders.nodes[0] };
}

const CREATE = `mutation($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) {
  fulfillment { id status trackingInfo { company number url } fulfillmentLineItems(first: 5) { nodes { quantity lineItem { sku } } } } userErrors { field message } } }`;

function ship(
  alone: Alone,
  part: Part,
  lines: readonly [sku: string, quantity: number][],
  trackingInfo: object = {},
) {
  const fulfillmentOrderLineItems = lines.map(([sku, quantity]) => ({
    id: part.lineItems.nodes.find((line) => line.sku === sku)?.id,
    quantity,
  }));
  return alone.graphql(CREATE, {
    f: {
      lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: part.id, fulfillmentOrderLineItems }],
      trackingInfo,
    },
  });
}

describe("fulfillmentCreate", () => {
  it("ships part by part until nothing remains", async () => {
    const { alone, part } = await ordered();
    const first = await ship(alone, part, [["ROPE-S", 1]], { company: "UPS", number: "1Z9" });
    expect(first.data["fulfillmentCreate"]).toMatchObject({
      fulfillment: {
        status: "SUCCESS",
        trackingInfo: [{ company: "UPS", number: "1Z9", url: expect.stringContaining("1Z9") }],
        fulfillmentLineItems: { nodes: [{ quantity: 1, lineItem: { sku: "ROPE-S" } }] },
      },
      userErrors: [],
    });
    const view = () => alone.twin.view(STORE).orders[0];
    expect(view()).toMatchObject({
      displayFulfillmentStatus: "PARTIALLY_FULFILLED",
      fulfillmentOrders: [{ status: "IN_PROGRESS" }],
    });
    await ship(alone, part, [
      ["ROPE-S", 1],
      ["ROPE-L", 1],
    ]);
    expect(view()).toMatchObject({
      displayFulfillmentStatus: "FULFILLED",
      fulfillmentOrders: [{ status: "CLOSED" }],
    });
    const again = await ship(alone, part, [["ROPE-S", 1]]);
    expect(again.data["fulfillmentCreate"].userErrors).toHaveLength(1);
    expect(view()?.fulfillments).toHaveLength(2);
  });

  it("refuses more than remains and fulfillment orders it does not know", async () => {
    const { alone, part } = await ordered();
    const tooMany = await ship(alone, part, [["ROPE-S", 3]]);
    expect(tooMany.data["fulfillmentCreate"].userErrors[0].message).toBe(
      "Invalid fulfillment order line item quantity requested.",
    );
    const unknown = await ship(alone, { ...part, id: "gid://shopify/FulfillmentOrder/1" }, []);
    expect(unknown.data["fulfillmentCreate"].userErrors[0].message).toBe("Fulfillment order does not exist.");
    expect(alone.twin.view(STORE).orders[0]?.fulfillments).toEqual([]);
  });

  it("refuses fulfillment orders of two orders in one shipment", async () => {
    const { alone, part } = await ordered();
    const other = alone.twin.placeOrder(STORE, { lines: [{ sku: "ROPE-S", quantity: 1 }] });
    const otherPart = alone.twin.view(STORE).orders.find(({ id }) => id === other.orderId)
      ?.fulfillmentOrders[0]?.id;
    const { data } = await alone.graphql(CREATE, {
      f: {
        lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: part.id }, { fulfillmentOrderId: otherPart }],
      },
    });
    expect(data["fulfillmentCreate"].userErrors[0].message).toContain("same order");
  });

  it("gives no tracking address for a carrier it does not know by name", async () => {
    const { alone, part } = await ordered();
    const { data } = await ship(alone, part, [["ROPE-L", 1]], {
      company: "Ups",
      numbers: ["A", "B"],
      urls: ["https://t.example/a"],
    });
    expect(data["fulfillmentCreate"].fulfillment.trackingInfo).toEqual([
      { company: "Ups", number: "A", url: "https://t.example/a" },
      { company: "Ups", number: "B", url: null },
    ]);
  });
});

describe("a fulfillment", () => {
  it("takes new tracking, and when cancelled its units wait again", async () => {
    const { alone, name } = await ordered();
    const id = alone.twin.fulfillAsMerchant(STORE, name, { company: "USPS", number: "94" });
    const update = await alone.graphql(
      'mutation($id: ID!) { fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: { company: "FedEx", number: "77" }) { fulfillment { trackingInfo { company number } } userErrors { message } } }',
      { id },
    );
    expect(update.data["fulfillmentTrackingInfoUpdate"].fulfillment.trackingInfo).toEqual([
      { company: "FedEx", number: "77" },
    ]);
    await alone.graphql(
      "mutation($id: ID!) { fulfillmentCancel(id: $id) { fulfillment { status } userErrors { message } } }",
      { id },
    );
    const order = alone.twin.view(STORE).orders[0];
    expect(order?.fulfillments[0]?.status).toBe("CANCELLED");
    expect(order?.fulfillmentOrders.map(({ status }) => status)).toEqual(["CLOSED", "OPEN"]);
    expect(order?.displayFulfillmentStatus).toBe("UNFULFILLED");
    for (const variant of alone.twin.view(STORE).products[0]?.variants ?? [])
      expect(variant.levels[0]?.onHand).toBe(10);
  });
});

const CANCEL = "mutation($id: ID!) { fulfillmentCancel(id: $id) { userErrors { field message } } }";
const EVENT = `mutation($e: FulfillmentEventInput!) { fulfillmentEventCreate(fulfillmentEvent: $e) { fulfillmentEvent { id status city } userErrors { message } } }`;

describe("a fulfillment's way", () => {
  it("shows the event that happened last, whenever it was reported", async () => {
    const { alone, name } = await ordered();
    const fulfillmentId = alone.twin.fulfillAsMerchant(STORE, name, { company: "USPS", number: "94" });
    const tell = (status: string, happenedAt: string) =>
      alone.graphql(EVENT, { e: { fulfillmentId, status, happenedAt, city: "Queens" } });
    await tell("DELIVERED", "2026-11-24T10:00:00Z");
    await tell("IN_TRANSIT", "2026-11-23T10:00:00+01:00");
    const { data } = await alone.graphql(
      "query($id: ID!) { fulfillment(id: $id) { displayStatus deliveredAt inTransitAt events(first: 5) { nodes { status city } } } }",
      { id: fulfillmentId },
    );
    expect(data["fulfillment"]).toEqual({
      displayStatus: "DELIVERED",
      deliveredAt: "2026-11-24T10:00:00Z",
      inTransitAt: "2026-11-23T09:00:00Z",
      events: {
        nodes: [
          { status: "IN_TRANSIT", city: "Queens" },
          { status: "DELIVERED", city: "Queens" },
        ],
      },
    });
    await alone.parts.clock.advance(0);
    const topics = alone.heard.map(({ headers }) => headers.get("x-shopify-topic"));
    expect(topics.filter((topic) => topic === "fulfillment_events/create")).toHaveLength(2);
  });

  it("is cancelled once, and takes no events or tracking afterwards", async () => {
    const { alone, name } = await ordered();
    const id = alone.twin.fulfillAsMerchant(STORE, name, { company: "USPS", number: "94" });
    expect((await alone.graphql(CANCEL, { id })).data["fulfillmentCancel"].userErrors).toEqual([]);
    const before = alone.twin.view(STORE);
    expect((await alone.graphql(CANCEL, { id })).data["fulfillmentCancel"].userErrors).toHaveLength(1);
    const event = await alone.graphql(EVENT, { e: { fulfillmentId: id, status: "DELIVERED" } });
    expect(event.data["fulfillmentEventCreate"].userErrors).toHaveLength(1);
    expect(alone.twin.view(STORE)).toEqual(before);
  });

  it("leads back into the fulfillment order it left while that is worked on", async () => {
    const { alone, part } = await ordered();
    const first = await ship(alone, part, [["ROPE-S", 1]]);
    await alone.graphql(CANCEL, { id: first.data["fulfillmentCreate"].fulfillment.id });
    const order = alone.twin.view(STORE).orders[0];
    expect(order?.fulfillmentOrders).toMatchObject([{ lines: [{ remaining: 2 }, { remaining: 1 }] }]);
  });
});
