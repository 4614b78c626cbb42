import { beforeEach, describe, expect, it } from "vitest";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

const REFUND = `mutation($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) {
  refund { id totalRefundedSet { shopMoney { amount } } refundLineItems(first: 5) { nodes { quantity restockType restocked } } }
  order { displayFinancialStatus currentTotalPriceSet { shopMoney { amount } } } userErrors { field message } } }`;
const CANCEL = `mutation($id: ID!, $note: String) { orderCancel(orderId: $id, reason: CUSTOMER, restock: true, refundMethod: { originalPaymentMethodsRefund: true }, staffNote: $note) {
  job { id done } orderCancelUserErrors { code field message } userErrors { message } } }`;

let alone: Alone;
let orderId: string;
let name: string;
let lineItemId: string;
let keys = 0;

beforeEach(async () => {
  alone = shopifyAlone();
  alone.twin.importProducts(STORE, [aProduct("mug", [{ sku: "MUG", quantity: 10, price: "10.00" }])]);
  ({ orderId, name } = alone.twin.placeOrder(STORE, { lines: [{ sku: "MUG", quantity: 3 }] }));
  const { data } = await alone.graphql(
    `{ order(id: "${orderId}") { lineItems(first: 1) { nodes { id } } } }`,
  );
  lineItemId = data["order"].lineItems.nodes[0].id;
});

const refund = async (input: object, key = `key-${keys++}`) =>
  (await alone.graphql(REFUND, { input: { orderId, ...input }, key })).data["refundCreate"];
const line = (quantity: number, restockType?: string) => ({
  refundLineItems: [{ lineItemId, quantity, ...(restockType ? { restockType } : {}) }],
});
const money = (amount: string, more: object = {}) => ({
  transactions: [{ amount, gateway: "bogus", kind: "REFUND", orderId, ...more }],
});
const level = () => alone.twin.view(STORE).products[0]?.variants[0]?.levels[0];
const part = () => alone.twin.view(STORE).orders[0]?.fulfillmentOrders[0];

describe("refundCreate", () => {
  it("cancels what has not left: it is on sale again and nobody ships it", async () => {
    const answer = await refund({ ...line(2, "CANCEL"), ...money("20.00") }, "once");
    expect(answer).toMatchObject({
      refund: {
        totalRefundedSet: { shopMoney: { amount: "20.00" } },
        refundLineItems: { nodes: [{ quantity: 2, restockType: "CANCEL", restocked: true }] },
      },
      order: {
        displayFinancialStatus: "PARTIALLY_REFUNDED",
        currentTotalPriceSet: { shopMoney: { amount: "15.00" } },
      },
      userErrors: [],
    });
    expect(level()).toMatchObject({ available: 9, committed: 1, onHand: 10 });
    expect(part()?.lines).toEqual([{ sku: "MUG", total: 1, remaining: 1 }]);
    expect(await refund({ ...line(2, "CANCEL"), ...money("20.00") }, "once")).toEqual(answer);
    expect(level()).toMatchObject({ available: 9, committed: 1 });
    await alone.parts.clock.advance(0);
    const topics = alone.heard.map(({ headers }) => headers.get("x-shopify-topic"));
    expect(topics.filter((topic) => topic === "refunds/create")).toHaveLength(1);
  });

  it("takes back what was shipped, and closes what nothing is left of", async () => {
    alone.twin.fulfillAsMerchant(STORE, name, {
      company: "UPS",
      number: "1",
      lines: [{ sku: "MUG", quantity: 1 }],
    });
    expect((await refund(line(1, "RETURN"))).userErrors).toEqual([]);
    expect(level()).toMatchObject({ available: 8, committed: 2, onHand: 10 });
    expect((await refund(line(2, "CANCEL"))).userErrors).toEqual([]);
    expect(level()).toMatchObject({ available: 10, committed: 0, onHand: 10 });
    expect(part()?.status).toBe("CLOSED");
    expect(alone.twin.view(STORE).orders[0]?.displayFulfillmentStatus).toBe("FULFILLED");
  });

  it("leaves stock and fulfillment orders alone when nothing is restocked", async () => {
    await refund({ ...line(1), ...money("10.00") });
    expect(level()).toMatchObject({ available: 7, committed: 3 });
    expect(part()?.lines).toEqual([{ sku: "MUG", total: 3, remaining: 3 }]);
  });

  it.each([
    [
      "Line item must belong to the order which is being refunded",
      () => ({ refundLineItems: [{ lineItemId: orderId, quantity: 1 }] }),
    ],
    ["Quantity must be greater than 0", () => line(0, "CANCEL")],
    ["Quantity must be greater than 0", () => line(-1, "RETURN")],
    ["Quantity cannot refund more items than were purchased", () => line(4)],
    ["Quantity cannot return more items than were fulfilled", () => line(1, "RETURN")],
    ["Refund amount is greater than net payment received", () => money("35.01")],
    ["Amount must be greater than zero", () => money("0.00")],
    ["Kind must be refund", () => money("1.00", { kind: "SALE" })],
    ["Transaction must belong to the order", () => money("1.00", { orderId: lineItemId })],
    ["Parent transaction not found", () => money("1.00", { parentId: "gid://shopify/OrderTransaction/1" })],
    ["Order does not exist", () => ({ orderId: lineItemId, ...money("1.00") })],
    ["Refund must have line items, shipping or transactions", () => ({})],
    ["Shipping amount is greater than what can be refunded", () => ({ shipping: { amount: "5.01" } })],
    [
      "Quantity cannot refund more items than were purchased",
      () => ({ refundLineItems: [...line(2).refundLineItems, ...line(2, "CANCEL").refundLineItems] }),
    ],
  ])("says %s and changes nothing", async (message, input) => {
    const before = alone.twin.view(STORE);
    const answer = await refund(input());
    expect(answer.userErrors).toMatchObject([{ message }]);
    expect(answer.refund).toBeNull();
    expect(alone.twin.view(STORE)).toEqual(before);
  });
});

describe("orderCancel", () => {
  it("is done by a job that gives goods and money back, once", async () => {
    const { data } = await alone.graphql(CANCEL, { id: orderId });
    const { job } = data["orderCancel"];
    expect([job.done, alone.twin.view(STORE).orders[0]?.cancelled]).toEqual([false, false]);
    await alone.graphql(CANCEL, { id: orderId });
    await alone.parts.clock.advance(1_000);
    const after = await alone.graphql(
      `{ job(id: "${job.id}") { done } order(id: "${orderId}") { cancelReason displayFinancialStatus refunds { totalRefundedSet { shopMoney { amount } } } } }`,
    );
    expect(after.data).toEqual({
      job: { done: true },
      order: {
        cancelReason: "CUSTOMER",
        displayFinancialStatus: "REFUNDED",
        refunds: [{ totalRefundedSet: { shopMoney: { amount: "35.00" } } }],
      },
    });
    expect(level()).toMatchObject({ available: 10, committed: 0, onHand: 10 });
    const again = await alone.graphql(CANCEL, { id: orderId });
    expect(again.data["orderCancel"].orderCancelUserErrors).toMatchObject([{ code: "INVALID" }]);
  });

  it("is refused for what has left, for unknown orders and for long notes", async () => {
    const codeOf = async (variables: object) =>
      (await alone.graphql(CANCEL, { id: orderId, ...variables })).data["orderCancel"]
        .orderCancelUserErrors[0].code;
    expect(await codeOf({ id: lineItemId })).toBe("NOT_FOUND");
    expect(await codeOf({ note: "x".repeat(256) })).toBe("INVALID");
    alone.twin.fulfillAsMerchant(STORE, name, { company: "UPS", number: "1" });
    expect(await codeOf({})).toBe("INVALID");
    await alone.parts.clock.advance(1_000);
    expect(alone.twin.view(STORE).orders[0]?.cancelled).toBe(false);
  });
});

describe("an order", () => {
  it("is changed, paid, archived and taken out again", async () => {
    const { data } = await alone.graphql(
      `mutation { orderCreate(order: { lineItems: [{ title: "Bag", quantity: 1, priceSet: { shopMoney: { amount: "9.00", currencyCode: USD } } }] }) { order { id displayFinancialStatus } } }`,
    );
    const { id, displayFinancialStatus } = data["orderCreate"].order;
    expect(displayFinancialStatus).toBe("PENDING");
    const paid = `mutation { orderMarkAsPaid(input: { id: "${id}" }) { order { displayFinancialStatus } userErrors { message } } }`;
    expect((await alone.graphql(paid)).data["orderMarkAsPaid"].order.displayFinancialStatus).toBe("PAID");
    expect((await alone.graphql(paid)).data["orderMarkAsPaid"].userErrors).toHaveLength(1);
    const closed = await alone.graphql(
      `mutation { orderUpdate(input: { id: "${id}", note: "fragile", tags: [" b ", "a", "b"], metafields: [{ namespace: "x", key: "k", type: "single_line_text_field", value: "v" }] }) { order { note tags metafield(namespace: "x", key: "k") { value } } userErrors { message } } orderClose(input: { id: "${id}" }) { order { closed } } }`,
    );
    expect(closed.data).toEqual({
      orderUpdate: {
        order: { note: "fragile", tags: ["a", "b"], metafield: { value: "v" } },
        userErrors: [],
      },
      orderClose: { order: { closed: true } },
    });
    const open = await alone.graphql(
      `mutation { orderOpen(input: { id: "${id}" }) { order { closed } userErrors { message } } }`,
    );
    expect(open.data["orderOpen"]).toEqual({ order: { closed: false }, userErrors: [] });
  });
});
