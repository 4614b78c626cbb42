import { describe, expect, it } from "vitest";
import { type Alone, aProduct, type GraphQLAnswer, STORE, shopifyAlone } from "./alone.ts";

const CREATE = `mutation($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
  orderCreate(order: $order, options: $options) {
    order { id name legacyResourceId displayFinancialStatus totalPriceSet { shopMoney { amount currencyCode } }
      fulfillmentOrders(first: 5) { nodes { id status requestStatus assignedLocation { location { id } } supportedActions { action } lineItems(first: 5) { nodes { remainingQuantity } } } } }
    userErrors { code field message } } }`;

function store(): Alone {
  const alone = shopifyAlone();
  alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "TENT-1", quantity: 5, price: "100.00" }])]);
  return alone;
}

const levels = (alone: Alone) => alone.twin.view(STORE).products[0]?.variants[0]?.levels[0];
const variantId = (alone: Alone) => alone.twin.view(STORE).products[0]?.variants[0]?.id;

function create(alone: Alone, order: object, inventoryBehaviour?: string): Promise<GraphQLAnswer> {
  return alone.graphql(CREATE, { order, options: inventoryBehaviour ? { inventoryBehaviour } : null });
}

describe("orderCreate", () => {
  it("books a paid order with its totals and an open fulfillment order", async () => {
    const alone = store();
    const money = (amount: string) => ({ shopMoney: { amount, currencyCode: "USD" } });
    const { data } = await create(alone, {
      lineItems: [
        { variantId: variantId(alone), quantity: 2, requiresShipping: true, priceSet: money("90.10") },
      ],
      shippingLines: [{ title: "Standard", priceSet: money("4.00") }],
      taxLines: [{ title: "Sales tax", rate: 0.1, priceSet: money("18.02"), channelLiable: true }],
      transactions: [{ amountSet: money("202.22"), kind: "SALE", status: "SUCCESS", gateway: "TikTok Shop" }],
      sourceIdentifier: "576461413038785752",
      tags: ["tiktok-shop"],
    });
    const { order, userErrors } = data["orderCreate"];
    expect(userErrors).toEqual([]);
    expect(order).toMatchObject({
      name: "#1001",
      displayFinancialStatus: "PAID",
      totalPriceSet: { shopMoney: { amount: "202.22", currencyCode: "USD" } },
    });
    expect(order.fulfillmentOrders.nodes).toHaveLength(1);
    expect(order.fulfillmentOrders.nodes[0]).toMatchObject({
      status: "OPEN",
      requestStatus: "UNSUBMITTED",
      lineItems: { nodes: [{ remainingQuantity: 2 }] },
    });
    expect(alone.parts.history.effects("order.created")).toHaveLength(1);
  });

  it("leaves stock alone by default, and claims it when told to", async () => {
    const alone = store();
    const order = { lineItems: [{ variantId: variantId(alone), quantity: 2, requiresShipping: true }] };
    await create(alone, order);
    expect(levels(alone)).toMatchObject({ available: 5, committed: 0, onHand: 5 });
    await create(alone, order, "DECREMENT_OBEYING_POLICY");
    expect(levels(alone)).toMatchObject({ available: 3, committed: 2, onHand: 5 });
  });

  it("refuses to oversell when it obeys the policy, and goes below zero when it does not", async () => {
    const alone = store();
    const order = { lineItems: [{ variantId: variantId(alone), quantity: 6, requiresShipping: true }] };
    const refused = await create(alone, order, "DECREMENT_OBEYING_POLICY");
    expect(refused.data["orderCreate"]).toMatchObject({
      order: null,
      userErrors: [{ code: "INVENTORY_CLAIM_FAILED" }],
    });
    expect(alone.twin.view(STORE).orders).toEqual([]);
    await create(alone, order, "DECREMENT_IGNORING_POLICY");
    expect(levels(alone)).toMatchObject({ available: -1, committed: 6, onHand: 5 });
  });

  it("answers Shopify's codes for what is wrong, and books nothing", async () => {
    const alone = store();
    const line = { variantId: variantId(alone), quantity: 1 };
    const tax = { title: "VAT", rate: 0.2, priceSet: { shopMoney: { amount: "1.00", currencyCode: "USD" } } };
    const wrong: readonly [object, string, string][] = [
      [{ lineItems: [] }, "INVALID", "lineItems"],
      [{ lineItems: [{ ...line, variantId: "gid://shopify/ProductVariant/1" }] }, "INVALID", "variantId"],
      [
        { lineItems: [{ ...line, fulfillmentService: "nobody" }] },
        "FULFILLMENT_SERVICE_INVALID",
        "fulfillmentService",
      ],
      [{ lineItems: [{ ...line, taxLines: [tax] }], taxLines: [tax] }, "INVALID", "taxLines"],
      [{ lineItems: [line], processedAt: "yesterday" }, "PROCESSED_AT_INVALID", "processedAt"],
    ];
    for (const [order, code, field] of wrong) {
      const [error] = (await create(alone, order)).data["orderCreate"].userErrors;
      expect([error.code, error.field.at(-1)]).toEqual([code, field]);
    }
    expect(alone.twin.view(STORE).orders).toEqual([]);
  });

  it("routes lines of a fulfillment service to the service's location", async () => {
    const alone = store();
    const made = await alone.graphql(
      `mutation { fulfillmentServiceCreate(name: "Reeldock FBT", callbackUrl: "https://app.test/service") { fulfillmentService { handle location { id } } userErrors { message } } }`,
    );
    const { handle, location } = made.data["fulfillmentServiceCreate"].fulfillmentService;
    expect(handle).toBe("reeldock-fbt");
    const { data } = await create(alone, {
      lineItems: [
        { variantId: variantId(alone), quantity: 1, requiresShipping: true, fulfillmentService: handle },
      ],
    });
    const [part] = data["orderCreate"].order.fulfillmentOrders.nodes;
    expect(part.assignedLocation.location.id).toBe(location.id);
    expect(part.supportedActions.map(({ action }: { action: string }) => action)).toContain(
      "REQUEST_FULFILLMENT",
    );
  });

  it("is found by search only once the index has caught up", async () => {
    const alone = store();
    await create(alone, {
      lineItems: [{ variantId: variantId(alone), quantity: 1 }],
      sourceIdentifier: "577",
      tags: ["tiktok-shop"],
    });
    const search = async (query: string) =>
      (
        await alone.graphql("query($q: String) { orders(first: 5, query: $q) { nodes { name } } }", {
          q: query,
        })
      ).data["orders"].nodes.length;
    expect(await search("source_identifier:577")).toBe(0);
    await alone.parts.clock.advance(1_000);
    expect(await search("source_identifier:577")).toBe(1);
    expect(await search('source_identifier:"577" AND tag:tiktok-shop')).toBe(1);
    expect(await search("-source_identifier:577")).toBe(0);
    expect(await search("name:#1001 updated_at:>2026-11-22T11:59:59Z")).toBe(1);
    expect(await search("name:#1002 OR tag:other")).toBe(0);
    expect(
      (await alone.graphql('{ orders(first: 1, query: "risk_level:high") { nodes { name } } }'))
        .errors?.[0]?.["message"],
    ).toContain("risk_level");
  });
});

describe("orderCancel", () => {
  it("answers with a job, then ends the order and gives its stock back", async () => {
    const alone = store();
    const { orderId, name } = alone.twin.placeOrder(STORE, { lines: [{ sku: "TENT-1", quantity: 2 }] });
    expect(levels(alone)).toMatchObject({ available: 3, committed: 2 });
    const CANCEL = `mutation($id: ID!) { orderCancel(orderId: $id, reason: OTHER, restock: true, refundMethod: { originalPaymentMethodsRefund: true }) { job { id done } orderCancelUserErrors { code } } }`;
    const { data } = await alone.graphql(CANCEL, { id: orderId });
    expect(data["orderCancel"].job.done).toBe(false);
    await alone.parts.clock.advance(1_000);
    const job = await alone.graphql("query($id: ID!) { job(id: $id) { done } }", {
      id: data["orderCancel"].job.id,
    });
    expect(job.data["job"].done).toBe(true);
    expect(alone.twin.view(STORE).orders[0]).toMatchObject({
      name,
      cancelled: true,
      fulfillmentOrders: [{ status: "CLOSED", lines: [{ remaining: 0 }] }],
    });
    expect(levels(alone)).toMatchObject({ available: 5, committed: 0, onHand: 5 });
    const again = await alone.graphql(CANCEL, { id: orderId });
    expect(again.data["orderCancel"]).toMatchObject({
      job: null,
      orderCancelUserErrors: [{ code: "INVALID" }],
    });
  });
});
