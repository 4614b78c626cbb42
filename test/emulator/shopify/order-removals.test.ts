// Staff take units out of an order: they are on sale again, nobody is asked to ship them, and apps hear of the edit.
import { beforeEach, describe, expect, it } from "vitest";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

let alone: Alone;
let name: string;
beforeEach(() => {
  alone = shopifyAlone();
  const variants = ["S", "M"].map((size) => ({
    sku: size,
    quantity: 10,
    options: [{ name: "Size", value: size }],
  }));
  alone.twin.importProducts(STORE, [aProduct("mug", variants)]);
  const lines = [
    { sku: "S", quantity: 2 },
    { sku: "M", quantity: 3 },
  ];
  ({ name } = alone.twin.placeOrder(STORE, { lines }));
});

const edit = (sku: string, quantity: number) => alone.twin.editOrder(STORE, name, { sku, quantity });
const ship = (sku: string, quantity: number) =>
  alone.twin.fulfillAsMerchant(STORE, name, { company: "UPS", number: "1", lines: [{ sku, quantity }] });
const order = () => alone.twin.view(STORE).orders[0];
const parts = () => order()?.fulfillmentOrders.map(({ status, lines }) => ({ status, lines }));
const stock = (sku: string) => {
  const variants = alone.twin.view(STORE).products[0]?.variants;
  const { available, committed, onHand } = variants?.find((one) => one.sku === sku)?.levels[0] ?? {};
  return { available, committed, onHand };
};

describe("units that staff take out of an order", () => {
  it("are on sale again, and its fulfillment order asks for the others alone", () => {
    expect(stock("M")).toEqual({ available: 7, committed: 3, onHand: 10 });
    edit("M", 2);
    expect(stock("M")).toEqual({ available: 9, committed: 1, onHand: 10 });
    expect(stock("S")).toEqual({ available: 8, committed: 2, onHand: 10 });
    const lines = [
      { sku: "S", total: 2, remaining: 2 },
      { sku: "M", total: 1, remaining: 1 },
    ];
    expect(parts()).toEqual([{ status: "OPEN", lines }]);
    edit("M", 1);
    expect(stock("M")).toEqual({ available: 10, committed: 0, onHand: 10 });
    expect(parts()?.flatMap((part) => part.lines.filter((line) => line.remaining > 0))).toEqual([
      { sku: "S", total: 2, remaining: 2 },
    ]);
  });

  it("cannot be more than are there, nor of what has left: then nothing changes and nothing is told", async () => {
    ship("M", 2);
    await alone.parts.clock.advance(0);
    const before = [stock("M"), parts(), alone.heard.length];
    for (const units of [2, 9]) expect(() => edit("M", units)).toThrow(`has no ${units} of M`);
    expect(() => edit("XL", 1)).toThrow("has no 1 of XL");
    await alone.parts.clock.advance(0);
    expect([stock("M"), parts(), alone.heard.length]).toEqual(before);
  });

  it("leave the order fulfilled and its fulfillment order closed where all others have left", () => {
    ship("S", 2);
    ship("M", 2);
    expect(order()?.displayFulfillmentStatus).toBe("PARTIALLY_FULFILLED");
    edit("M", 1);
    expect(stock("M")).toEqual({ available: 8, committed: 0, onHand: 8 });
    expect(parts()?.map((part) => part.status)).toEqual(["CLOSED"]);
    expect(order()?.displayFulfillmentStatus).toBe("FULFILLED");
  });

  it("are told as an edit that names the line and how many, with the refund that books them", async () => {
    await alone.parts.clock.advance(0);
    const since = alone.heard.length;
    edit("M", 2);
    await alone.parts.clock.advance(0);
    const told = alone.heard.slice(since).map(({ headers, body }) => ({
      topic: headers.get("x-shopify-topic"),
      body: JSON.parse(body) as Record<string, any>,
    }));
    expect(told.map(({ topic }) => topic).sort()).toEqual([
      "inventory_levels/update",
      "orders/edited",
      "orders/updated",
      "refunds/create",
    ]);
    const edited = told.find(({ topic }) => topic === "orders/edited")?.body["order_edit"];
    const refund = told.find(({ topic }) => topic === "refunds/create")?.body;
    const [booked] = refund?.["refund_line_items"] ?? [];
    expect(edited.line_items).toEqual({
      additions: [],
      removals: [{ id: booked.line_item_id, delta: 2 }],
    });
    expect([booked.quantity, booked.restock_type, refund?.["transactions"]]).toEqual([2, "cancel", []]);
  });
});

it("units of the SKU that staff name are split off, wherever its line stands", () => {
  alone.twin.splitOrder(STORE, name, { sku: "M", quantity: 1 });
  expect(parts()?.map((part) => part.lines)).toEqual([
    [
      { sku: "S", total: 2, remaining: 2 },
      { sku: "M", total: 2, remaining: 2 },
    ],
    [{ sku: "M", total: 1, remaining: 1 }],
  ]);
});
