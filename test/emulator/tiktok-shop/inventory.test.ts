import { expect, it } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { aLiveProduct, aShop, WAREHOUSE } from "./a-shop.ts";

const FBT = "7300000000000000011";

it("a quantity is absolute, and set twice is the same", async () => {
  const shop = aShop();
  const { id, skuIds } = await aLiveProduct(shop);
  const body = { skus: [{ id: skuIds[0], inventory: [{ warehouse_id: WAREHOUSE, quantity: 3 }] }] };
  for (const _ of [1, 2]) {
    expect((await shop.call(`POST /product/202309/products/${id}/inventory/update`, body)).data).toEqual({});
    expect(shop.twin.view(DEMO_SHOP).products[0]?.skus[0]?.stock).toEqual([
      { warehouseId: WAREHOUSE, quantity: 3, committed: 0 },
    ]);
  }
});

it("an only warehouse need not be named", async () => {
  const shop = aShop();
  const { id, skuIds } = await aLiveProduct(shop);
  const answer = await shop.call(`POST /product/202309/products/${id}/inventory/update`, {
    skus: [{ id: skuIds[0], inventory: [{ quantity: 0 }] }],
  });
  expect(answer.data).toEqual({});
  expect(shop.twin.view(DEMO_SHOP).products[0]?.skus[0]?.stock[0]?.quantity).toBe(0);
});

it.each([
  [
    "a platform warehouse",
    [
      { warehouse_id: WAREHOUSE, quantity: 1 },
      { warehouse_id: FBT, quantity: 1 },
    ],
    12052144,
  ],
  ["no warehouse at all", [], 12019028],
  ["not all warehouses", [{ warehouse_id: FBT, quantity: 1 }], 12019028],
  [
    "a warehouse of nobody",
    [
      { warehouse_id: WAREHOUSE, quantity: 1 },
      { warehouse_id: "1", quantity: 1 },
    ],
    12052097,
  ],
  ["less than nothing", [{ warehouse_id: WAREHOUSE, quantity: -1 }], 12052055],
  ["too much", [{ warehouse_id: WAREHOUSE, quantity: 100_000 }], 12052055],
  ["no quantity", [{ warehouse_id: WAREHOUSE }], 12052055],
])("%s is an error inside a success, and the other SKU is written", async (_says, inventory, code) => {
  const shop = aShop();
  const { id, skuIds } = await aLiveProduct(shop);
  const answer = await shop.call(`POST /product/202309/products/${id}/inventory/update`, {
    skus: [
      { id: skuIds[0], inventory },
      { id: skuIds[1], inventory: [{ warehouse_id: WAREHOUSE, quantity: 7 }] },
    ],
  });
  expect(answer.code).toBe(0);
  expect(answer.data.errors).toMatchObject([{ code: 12052990, detail: { sku_id: skuIds[0] } }]);
  expect(answer.data.errors[0]?.detail.extra_errors[0]?.code).toBe(code);
  expect(shop.twin.view(DEMO_SHOP).products[0]?.skus.map((sku) => sku.stock[0]?.quantity)).toEqual([10, 7]);
});

it("an inventory search tells available and committed by warehouse, the platform's too", async () => {
  const shop = aShop();
  const { id } = await aLiveProduct(shop);
  shop.twin.placeOrder(DEMO_SHOP, { lines: [{ sellerSku: "MUG-S", quantity: 2 }] });
  shop.twin.stockFbt(DEMO_SHOP, { sellerSku: "MUG-S", quantity: 5 });
  const { data } = await shop.call("POST /product/202309/inventory/search", { product_ids: [id] });
  expect(data.inventory[0].skus[0]).toMatchObject({
    seller_sku: "MUG-S",
    total_available_quantity: 13,
    total_committed_quantity: 2,
    warehouse_inventory: [
      { warehouse_id: WAREHOUSE, available_quantity: 8, committed_quantity: 2 },
      { warehouse_id: FBT, available_quantity: 5, committed_quantity: 0 },
    ],
  });
});
