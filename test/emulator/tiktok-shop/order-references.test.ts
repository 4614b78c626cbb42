import { expect, it } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { type AShop, aLiveProduct, aShop } from "./a-shop.ts";

const ADD = "POST /order/202406/orders/external_orders";
const FIND = "POST /order/202406/orders/external_order_search";

type Loose = Readonly<Record<string, unknown>>;
const read = async (shop: AShop, operation: string, query: Record<string, string> = {}) =>
  (await shop.call(operation, undefined, query)).data as unknown as Loose;
const buy = (shop: AShop, line = {}) =>
  shop.twin.placeOrder(DEMO_SHOP, { lines: [{ sellerSku: "MUG-S", quantity: 2, ...line }] }).orderId;

it("a reference is kept with its order, found again, and replaced by the next of the same system", async () => {
  const shop = aShop();
  await aLiveProduct(shop);
  const id = buy(shop);
  const name = async (reference: string) =>
    shop.call(ADD, { orders: [{ id, external_order: { id: reference, platform: "SHOPIFY" } }] });
  for (const reference of ["#1", "#2"]) expect((await name(reference)).data).toEqual({});
  const external_order = { id: "#2", platform: "SHOPIFY", line_items: [] };
  const list = `GET /order/202406/orders/${id}/external_orders`;
  expect(await read(shop, list, { platform: "SHOPIFY" })).toEqual({ external_orders: [external_order] });
  expect(await read(shop, list, { platform: "AMAZON" })).toEqual({ external_orders: [] });
  const found = (external_order_id: string) => read(shop, FIND, { platform: "SHOPIFY", external_order_id });
  expect(await found("#2")).toEqual({ orders: [{ id, external_order }] });
  expect(await found("#1")).toEqual({ orders: [] });
});

it("references to orders of nobody are refused one by one, those beside them kept", async () => {
  const shop = aShop();
  await aLiveProduct(shop);
  const [id, external_order] = [buy(shop), { id: "#1", platform: "SHOPIFY" }];
  const answer = await shop.call(ADD, {
    orders: [
      { id: "576600000000000000", external_order },
      { id, external_order },
    ],
  });
  expect([answer.code, answer.data]).toEqual([
    0,
    {
      errors: [
        {
          code: "36020001",
          message: "invalid order id",
          detail: { order_id: "576600000000000000", external_order },
        },
      ],
    },
  ]);
  expect(await read(shop, FIND, { platform: "SHOPIFY", external_order_id: "#1" })).toMatchObject({
    orders: [{ id }],
  });
});

it.each([
  ["no order", { orders: [] }],
  [
    "101 orders",
    {
      orders: Array.from({ length: 101 }, () => ({
        id: "1",
        external_order: { id: "1", platform: "SHOPIFY" },
      })),
    },
  ],
  ["a system of nobody", { orders: [{ id: "1", external_order: { id: "1", platform: "LEDGER" } }] }],
  ["no reference", { orders: [{ id: "1" }] }],
])("references with %s are refused whole", async (_says, body) => {
  const shop = aShop();
  await shop.signIn();
  expect((await shop.call(ADD, body)).code).toBe(98001004);
});

it("a price is explained by the platform's formulas, for the order and unit by unit", async () => {
  const shop = aShop();
  await aLiveProduct(shop);
  const id = buy(shop, { sellerDiscount: "10.00", platformDiscount: "2.50" });
  const detail = await read(shop, `GET /order/202407/orders/${id}/price_detail`);
  const units = detail["line_items"] as readonly Loose[];
  for (const part of [detail, ...units]) {
    const cents = (name: string) => Math.round(Number(part[name]) * 100);
    const deducted = cents("subtotal_deduction_seller") + cents("subtotal_deduction_platform");
    expect(cents("sku_sale_price")).toBe(cents("sku_list_price") - deducted);
    expect(cents("subtotal")).toBe(cents("sku_sale_price") + cents("subtotal_tax_amount"));
    expect(cents("total")).toBe(cents("sku_list_price") + cents("shipping_list_price"));
    expect(cents("payment")).toBe(
      cents("sku_sale_price") + cents("shipping_sale_price") + cents("tax_amount"),
    );
  }
  expect([detail["sku_list_price"], detail["sku_sale_price"], detail["shipping_sale_price"]]).toEqual([
    "48.00",
    "23.00",
    "4.99",
  ]);
  for (const name of ["payment", "total", "tax_amount"])
    expect(units.reduce((sum, unit) => sum + Math.round(Number(unit[name]) * 100), 0)).toBe(
      Math.round(Number(detail[name]) * 100),
    );
  const { payment } = (await shop.call("GET /order/202507/orders", undefined, { ids: id })).data.orders[0];
  expect(payment).toMatchObject({
    sub_total: "23.00",
    seller_discount: "20.00",
    platform_discount: "5.00",
    total_amount: detail["payment"],
  });
});
