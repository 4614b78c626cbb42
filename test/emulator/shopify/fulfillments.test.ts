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
