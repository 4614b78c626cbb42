// What a marketplace's order becomes in the input of orderCreate.
import { expect, it } from "vitest";
import type { NewStoreOrder } from "../../use-cases/ports/store.ts";
import { orderCreateVariables, sourceTag } from "./order-input.ts";

const usd = (minor: number) => ({ minor, currency: "USD" });
const base: NewStoreOrder = {
  sourceIdentifier: "577046213698653201",
  currency: "USD",
  exchange: null,
  lines: [{ storeVariantId: "gid://v/1", sku: "A", title: "A", quantity: 2, unitPrice: usd(1000) }],
  shippingPrice: usd(0),
  tax: null,
  total: usd(2000),
  address: null,
  email: null,
  placedAt: new Date("2026-11-22T10:00:00Z"),
  tags: ["x", "x"],
  note: "",
  stock: "leave",
  fulfillmentServiceHandle: null,
};

function input(change: Partial<NewStoreOrder>) {
  return orderCreateVariables({ ...base, ...change }) as {
    order: Record<string, unknown> & { lineItems: Record<string, unknown>[] };
    options: Record<string, unknown>;
  };
}

it("stock held by the platform is left alone, the merchant's own goes down even below zero", () => {
  expect(input({ stock: "leave" }).options["inventoryBehaviour"]).toBe("BYPASS");
  expect(input({ stock: "take" }).options["inventoryBehaviour"]).toBe("DECREMENT_IGNORING_POLICY");
});

it("every line is to be shipped, by the service when one is named", () => {
  const { order } = input({ fulfillmentServiceHandle: "reeldock" });
  expect(order.lineItems).toEqual([
    {
      quantity: 2,
      priceSet: { shopMoney: { amount: "10.00", currencyCode: "USD" } },
      requiresShipping: true,
      variantId: "gid://v/1",
      fulfillmentService: "reeldock",
    },
  ]);
});

it("the natural key is written twice: as source identifier and as a tag, once each", () => {
  const { order } = input({});
  expect(order["sourceIdentifier"]).toBe("577046213698653201");
  expect(order["tags"]).toEqual(["x", sourceTag("577046213698653201")]);
  expect(sourceTag("9".repeat(60))).toHaveLength(40);
});

it("tax on top of the prices and tax within them are told apart by the total", () => {
  const onTop = input({ tax: usd(165), total: usd(2165) }).order;
  expect(onTop).toMatchObject({ taxesIncluded: false, taxLines: [{ rate: "0.0825", channelLiable: true }] });
  const within = input({ tax: usd(319), total: usd(2000) }).order;
  expect(within).toMatchObject({ taxesIncluded: true, taxLines: [{ rate: "0.1898" }] });
  expect(input({ tax: null }).order["taxLines"]).toBeUndefined();
});

it("masked parts of an address are left out, never invented", () => {
  const nothing = { company: null, line1: null, line2: null, phone: null, email: null, postalCode: null };
  const { order } = input({
    address: { ...nothing, name: "Ada", city: "Austin", province: "Texas", countryCode: "US" },
  });
  expect(order["shippingAddress"]).toEqual({
    lastName: "Ada",
    city: "Austin",
    province: "Texas",
    countryCode: "US",
  });
});

it("an order paid in another currency has both sides, and the store's side adds up to the cent", () => {
  const gbp = (minor: number) => ({ minor, currency: "GBP" });
  const { order } = input({
    currency: "GBP",
    exchange: { storeCurrency: "USD", rateMillionths: 787_000 },
    lines: [{ storeVariantId: "gid://v/1", sku: "A", title: "A", quantity: 9, unitPrice: gbp(333) }],
    shippingPrice: gbp(0),
    total: gbp(2997),
  });
  expect(order).toMatchObject({ currency: "USD", presentmentCurrency: "GBP" });
  expect(order.lineItems[0]?.["priceSet"]).toEqual({
    shopMoney: { amount: "4.23", currencyCode: "USD" },
    presentmentMoney: { amount: "3.33", currencyCode: "GBP" },
  });
  // 9 × 4.23, and not 29.97 / 0.787 = 38.08, which would leave a cent unpaid or too much.
  expect(order["transactions"]).toMatchObject([
    {
      amountSet: {
        shopMoney: { amount: "38.07", currencyCode: "USD" },
        presentmentMoney: { amount: "29.97", currencyCode: "GBP" },
      },
    },
  ]);
});
