import { describe, expect, it } from "vitest";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

const CREATE = `mutation($order: OrderCreateOrderInput!) { orderCreate(order: $order) {
  order { id discountCode poNumber metafield(namespace: "x", key: "k") { value } billingAddress { city }
    totalPriceSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }
    subtotalPriceSet { shopMoney { amount } presentmentMoney { amount } } totalDiscountsSet { shopMoney { amount } }
    totalShippingPriceSet { shopMoney { amount } presentmentMoney { amount } } totalTaxSet { shopMoney { amount } presentmentMoney { amount } } }
  userErrors { code field message } } }`;

const money = (usd: string, eur?: string) => ({
  shopMoney: { amount: usd, currencyCode: "USD" },
  ...(eur ? { presentmentMoney: { amount: eur, currencyCode: "EUR" } } : {}),
});
const bag = (change: object = {}) => ({
  lineItems: [{ title: "Bag", quantity: 2, priceSet: money("10.00"), ...change }],
});
const create = async (alone: Alone, order: object) => {
  const { data, errors } = await alone.graphql(CREATE, { order });
  return { ...data?.["orderCreate"], errors };
};

describe("orderCreate", () => {
  it("keeps the buyer's currency beside the store's, and both sum", async () => {
    const { order, userErrors } = await create(shopifyAlone(), {
      currency: "USD",
      presentmentCurrency: "EUR",
      ...bag({ priceSet: money("10.00", "9.00") }),
      shippingLines: [{ title: "Post", priceSet: money("5.00", "4.50") }],
      taxLines: [{ title: "VAT", rate: "0.1", priceSet: money("2.00", "1.80") }],
    });
    expect(userErrors).toEqual([]);
    expect(order.totalPriceSet).toEqual({
      shopMoney: { amount: "27.00", currencyCode: "USD" },
      presentmentMoney: { amount: "24.30", currencyCode: "EUR" },
    });
    expect(order.subtotalPriceSet.presentmentMoney.amount).toBe("18.00");
    expect(order.totalShippingPriceSet.presentmentMoney.amount).toBe("4.50");
    expect(order.totalTaxSet.presentmentMoney.amount).toBe("1.80");
  });

  it.each([
    [{ itemPercentageDiscountCode: { code: "TEN", percentage: 10 } }, "2.00", "23.00"],
    [{ itemFixedDiscountCode: { code: "FIVE", amountSet: money("5.00") } }, "5.00", "20.00"],
    [{ itemFixedDiscountCode: { code: "ALL", amountSet: money("99.00") } }, "20.00", "5.00"],
    [{ freeShippingDiscountCode: { code: "FREE" } }, "5.00", "20.00"],
  ])("takes one discount code off: %j", async (discountCode, off, total) => {
    const shippingLines = [{ title: "Post", priceSet: money("5.00") }];
    const { order } = await create(shopifyAlone(), { ...bag(), shippingLines, discountCode });
    expect(order.discountCode).toBe(Object.values(discountCode)[0]?.code);
    expect([order.totalDiscountsSet.shopMoney.amount, order.totalPriceSet.shopMoney.amount]).toEqual([
      off,
      total,
    ]);
  });

  it("notes billing address, purchase order number and metafields", async () => {
    const { order } = await create(shopifyAlone(), {
      ...bag(),
      poNumber: "PO-7",
      billingAddress: { city: "Albany", countryCode: "US" },
      metafields: [{ namespace: "x", key: "k", type: "single_line_text_field", value: "v" }],
    });
    expect(order).toMatchObject({
      poNumber: "PO-7",
      billingAddress: { city: "Albany" },
      metafield: { value: "v" },
    });
  });

  it.each([
    ["lineItems.0.priceSet", bag({ priceSet: money("-1.00") })],
    ["lineItems.0.quantity", bag({ quantity: 0 })],
    ["lineItems.0.variantId", bag({ variantId: "gid://shopify/Order/1" })],
    ["lineItems.0.priceSet", { currency: "EUR", ...bag() }],
    ["lineItems.0.priceSet", { currency: "USD", ...bag({ priceSet: money("1.00", "1.00") }) }],
    [
      "discountCode",
      {
        ...bag(),
        discountCode: {
          freeShippingDiscountCode: { code: "A" },
          itemPercentageDiscountCode: { code: "B", percentage: 1 },
        },
      },
    ],
    ["fulfillment.locationId", { ...bag(), fulfillment: { locationId: "gid://shopify/Location/1" } }],
    ["metafields", { ...bag(), metafields: [{ key: "k" }] }],
  ])("refuses %s with INVALID and books nothing", async (field, order) => {
    const alone = shopifyAlone();
    const { userErrors } = await create(alone, order);
    expect(userErrors).toMatchObject([{ code: "INVALID", field: ["order", ...field.split(".")] }]);
    expect(alone.twin.view(STORE).orders).toEqual([]);
  });

  it("refuses by name what the twin does not hold", async () => {
    const { errors } = await create(shopifyAlone(), {
      ...bag(),
      customer: { toUpsert: { email: "a@example.com" } },
    });
    expect(errors?.[0]?.["extensions"]).toMatchObject({ code: "UNSUPPORTED_BY_TWIN", fields: ["customer"] });
  });

  it("is done five times a minute on a development store", async () => {
    const alone = shopifyAlone({ shopify: { plan: "development" } });
    for (let made = 0; made < 5; made++) expect((await create(alone, bag())).userErrors).toEqual([]);
    expect((await create(alone, bag())).userErrors).toMatchObject([
      { message: "Too many attempts. Please try again later." },
    ]);
    expect(alone.twin.view(STORE).orders).toHaveLength(5);
    await alone.parts.clock.advance(60_000);
    expect((await create(alone, bag())).userErrors).toEqual([]);
  });

  it("ships at once from where the fulfillment says, and that is where stock goes down", async () => {
    const alone = shopifyAlone();
    alone.twin.importProducts(STORE, [aProduct("mug", [{ sku: "MUG", quantity: 9 }])]);
    const attic = alone.twin.addLocation(STORE, "Attic");
    alone.twin.setStock(STORE, "MUG", 4, attic);
    const variantId = alone.twin.view(STORE).products[0]?.variants[0]?.id;
    const { errors } = await alone.graphql(
      `mutation($order: OrderCreateOrderInput!) { orderCreate(order: $order, options: { inventoryBehaviour: DECREMENT_OBEYING_POLICY }) { userErrors { message } } }`,
      { order: { lineItems: [{ variantId, quantity: 2 }], fulfillment: { locationId: attic } } },
    );
    expect(errors).toBeUndefined();
    const levels = alone.twin.view(STORE).products[0]?.variants[0]?.levels;
    expect(levels?.map(({ available, committed, onHand }) => [available, committed, onHand])).toEqual([
      [9, 0, 9],
      [2, 0, 2],
    ]);
  });
});
