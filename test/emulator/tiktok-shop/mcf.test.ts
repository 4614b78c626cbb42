import { expect, it } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { type AShop, aLiveProduct, aShop, aSku, CONSIGNEE } from "./a-shop.ts";

const CREATE = "POST /fbt/202601/mcf_outbound_orders";
const DALLAS = "7340001001001001002";
const { address } = CONSIGNEE;
const anOrder = (goods: readonly { id: string; quantity: number }[], change = {}) => ({
  external_order_id: "fernweh-1",
  goods,
  consignee: CONSIGNEE,
  ...change,
});

async function aStockedShop(settings = {}): Promise<{ shop: AShop; goods: string[] }> {
  const shop = aShop(settings);
  const codes = ["A", "B", "C", "D"];
  const { id } = await aLiveProduct(shop, { skus: codes.map((code) => aSku(code, code)) });
  if (shop.twin.view(DEMO_SHOP).products[0]?.auditStatus === "AUDITING")
    shop.twin.decideAudit(id, { approve: true });
  return {
    shop,
    goods: codes.map((sellerSku) => shop.twin.stockFbt(DEMO_SHOP, { sellerSku, quantity: 10 }).goodsId),
  };
}

const read = async (shop: AShop, id: string) =>
  (await shop.call("GET /fbt/202601/mcf_outbound_orders", undefined, { mcf_order_id: id })).data.mcf_order;
const listed = async (shop: AShop, id: string) => {
  await shop.clock.advance(500);
  return read(shop, id);
};

it("an order is taken up, shipped with carrier and number, and delivered, with webhook 58 at every change", async () => {
  const { shop, goods } = await aStockedShop();
  await shop.call("PUT /event/202309/webhooks", {
    event_type: "ORDER_STATUS_CHANGE",
    address: "https://app.reeldock.test/w",
  });
  const created = await shop.call(CREATE, anOrder([{ id: goods[0] ?? "", quantity: 2 }]));
  const id = created.data.mcf_order.mcf_order_id;
  expect(created.data.mcf_order).toMatchObject({
    external_order_id: "fernweh-1",
    mcf_order_id: expect.stringMatching(/^7\d{18}$/),
  });
  expect((await read(shop, id)).consign_orders).toEqual([]);
  await shop.clock.advance(500);
  expect((await read(shop, id)).consign_orders).toMatchObject([
    { id: expect.stringMatching(/^OBF/), status: "PENDING", tracking_number: "" },
  ]);
  await shop.clock.advance(2 * 1_500 - 500);
  const [shipped] = (await read(shop, id)).consign_orders;
  expect(shipped).toMatchObject({
    status: "SHIPPED",
    carrier: expect.stringMatching(/USPS|UPS/),
    tracking_number: expect.stringMatching(/^(94|1Z)/),
  });
  expect(shop.twin.view(DEMO_SHOP).fbtStock[0]).toMatchObject({ total: 8, reserved: 0, available: 8 });
  await shop.clock.advance(2 * 1_500);
  expect((await read(shop, id)).consign_orders[0].status).toBe("COMPLETED");
  const told = shop.received.map(({ message }) => message).filter(({ type }) => type === 58);
  expect(told.map((webhook) => webhook.data.mcf_order.consign_orders.status)).toEqual([
    "processing",
    "processing",
    "shipped",
    "handover",
    "completed",
  ]);
  expect(told[0]).toMatchObject({ seller_open_id: "7010736057180325637" });
  expect(told[0]).not.toHaveProperty("shop_id");
});

it("the same external order again is refused without a word of the first", async () => {
  const { shop, goods } = await aStockedShop();
  const body = anOrder([{ id: goods[0] ?? "", quantity: 2 }]);
  await shop.call(CREATE, body);
  const again = await shop.call(CREATE, body);
  expect([again.status, again.code, again.data]).toEqual([200, 177001007, undefined]);
  expect(shop.history.effects("mcf.created")).toHaveLength(1);
  expect(shop.twin.view(DEMO_SHOP).fbtStock[0]).toMatchObject({ reserved: 2, available: 8 });
});

it("four different goods leave in two parcels, and goods of two warehouses too", async () => {
  const { shop, goods } = await aStockedShop();
  const [first = ""] = goods;
  const parcels = async (body: unknown) =>
    (await listed(shop, (await shop.call(CREATE, body)).data.mcf_order.mcf_order_id)).consign_orders;
  const four = await parcels(anOrder(goods.map((id) => ({ id, quantity: 1 }))));
  expect(four.map((parcel) => parcel.goods.length)).toEqual([3, 1]);
  shop.twin.stockFbt(DEMO_SHOP, { sellerSku: "A", quantity: 10, fbtWarehouseId: DALLAS });
  const two = await parcels(anOrder([{ id: first, quantity: 15 }], { external_order_id: "fernweh-2" }));
  expect(two.map((parcel) => parcel.goods)).toEqual([
    [{ id: first, quantity: 9 }],
    [{ id: first, quantity: 6 }],
  ]);
});

it("what the warehouse has not taken up can be cancelled, once taken up not", async () => {
  const { shop, goods } = await aStockedShop({ actors: "manual" });
  const create = async (external_order_id: string) =>
    (await shop.call(CREATE, anOrder([{ id: goods[0] ?? "", quantity: 3 }], { external_order_id }))).data
      .mcf_order.mcf_order_id;
  const [one, other] = [await create("x1"), await create("x2")];
  const cancel = (mcf_order_id: string) =>
    shop.call("POST /fbt/202601/mcf_outbound_orders/cancel", { mcf_order_id });
  for (const _ of [1, 2])
    expect((await cancel(one)).data.mcf_order.consign_orders).toMatchObject([{ status: "cancelled" }]);
  expect(shop.twin.advanceOutboundOrder(other)).toBe("HANDLE_BY_WAREHOUSE");
  expect((await cancel(other)).code).toBe(177001012);
  expect(shop.twin.view(DEMO_SHOP).fbtStock[0]).toMatchObject({ reserved: 3, available: 7 });
  expect((await read(shop, one)).consign_orders[0].status).toBe("CLOSED");
  const steps = [1, 2, 3].map(() => shop.twin.advanceOutboundOrder(other));
  expect(steps).toEqual(["SHIPPED", "HANDOVER", "COMPLETED"]);
  expect(() => shop.twin.advanceOutboundOrder(other)).toThrow(/nothing left/);
});

it.each([
  ["no external id", { external_order_id: "" }, 177001001],
  ["no goods", { goods: [] }, 177001001],
  ["51 units", { goods: [{ id: "7", quantity: 51 }] }, 177001001],
  ["half a unit", { goods: [{ id: "7", quantity: 0.5 }] }, 177001001],
  ["goods of nobody", { goods: [{ id: "7", quantity: 1 }] }, 177001002],
  ["no name", { consignee: { ...CONSIGNEE, name: "" } }, 177001001],
  [
    "a bad postal code",
    { consignee: { ...CONSIGNEE, address: { ...address, postal_code: "K1A 0B1" } } },
    177001003,
  ],
  [
    "another country",
    { consignee: { ...CONSIGNEE, address: { ...address, country_code: "CA" } } },
    177001011,
  ],
  [
    "an island out of reach",
    { consignee: { ...CONSIGNEE, address: { ...address, state_or_region: "GU" } } },
    177001011,
  ],
])("an order with %s is refused and reserves nothing", async (_says, change, code) => {
  const { shop, goods } = await aStockedShop();
  const answer = await shop.call(CREATE, anOrder([{ id: goods[0] ?? "", quantity: 1 }], change));
  expect(answer.code).toBe(code);
  expect(shop.twin.view(DEMO_SHOP).fbtStock.every((stock) => stock.reserved === 0)).toBe(true);
});

it("more than there is, a shop that may not, and one that owes are refused", async () => {
  const { shop, goods } = await aStockedShop();
  const one = [{ id: goods[0] ?? "", quantity: 1 }];
  expect((await shop.call(CREATE, anOrder([{ id: goods[0] ?? "", quantity: 11 }]))).code).toBe(177001004);
  shop.twin.setMcf(DEMO_SHOP, { enrolled: false, unpaidBill: false });
  expect((await shop.call(CREATE, anOrder(one))).code).toBe(177001006);
  expect((await shop.call("GET /fbt/202601/merchants/mcf_status")).data).toEqual({
    mcf_status: { is_mcf: 0 },
  });
  shop.twin.setMcf(DEMO_SHOP, { enrolled: true, unpaidBill: true });
  expect((await shop.call(CREATE, anOrder(one))).code).toBe(177001013);
  expect(
    (await shop.call("GET /fbt/202601/mcf_outbound_orders", undefined, { mcf_order_id: "7" })).code,
  ).toBe(177001010);
});

it("warehouses, goods, stock and its movements can be read, and stock arriving sends webhook 24", async () => {
  const { shop, goods } = await aStockedShop();
  await shop.call("PUT /event/202309/webhooks", {
    event_type: "ORDER_STATUS_CHANGE",
    address: "https://app.reeldock.test/w",
  });
  shop.twin.stockFbt(DEMO_SHOP, { sellerSku: "A", quantity: 5 });
  await shop.clock.advance(0);
  expect(shop.received.map(({ message }) => message)).toMatchObject([
    {
      type: 24,
      data: {
        goods_id: goods[0],
        fbt_warehouse_inventory: [{ on_hand_detail: { total_quantity: 15, available_quantity: 15 } }],
      },
    },
  ]);
  const page = { page_size: "50" };
  const { warehouses } = (await shop.call("GET /fbt/202408/warehouses")).data;
  const shops = (await shop.call("GET /logistics/202309/warehouses")).data.warehouses.map(
    (warehouse) => warehouse.id,
  );
  expect(shops).toEqual(expect.arrayContaining(warehouses.flatMap((warehouse) => warehouse.warehouse_ids)));
  const found = (await shop.call("POST /fbt/202409/goods/search", { reference_codes: ["A"] }, page)).data
    .goods;
  expect(found).toMatchObject([{ id: goods[0], skus: [{ matched: true }] }]);
  const skuId = found[0].skus[0].id;
  const { inventory } = (await shop.call("POST /fbt/202408/inventory/search", { sku_ids: [skuId] }, page))
    .data;
  expect(inventory).toMatchObject([
    { goods: { id: goods[0] }, on_hand_detail: { total_quantity: 15, unfulfillable_quantity: 0 } },
  ]);
  const records = (
    await shop.call("POST /fbt/202410/inventory_records/search", { goods_ids: [goods[0]] }, page)
  ).data.inventory_records;
  expect(records.map((record) => record.changed_quantity)).toEqual([10, 5]);
  expect((await shop.call("GET /fbt/202409/merchants/onboarded_regions")).data).toEqual({
    onboarded_regions: [{ region_code: "US" }],
  });
});

it.each([
  ["stuck", 0, "ABNORMAL", "abnormal", { total: 10, reserved: 2 }],
  ["given-up", 1, "CLOSED", "cancelled", { total: 10, reserved: 0 }],
  ["lost", 2, "LOST", "lost", { total: 8, reserved: 0 }],
  ["damaged", 3, "DAMAGE", "damage", { total: 8, reserved: 0 }],
  ["returned", 3, "CLOSED", "cancelled", { total: 10, reserved: 0 }],
] as const)("a parcel that is %s says so, with its issue, and the ledger follows", async (...row) => {
  const [what, steps, status, said, stock] = row;
  const { shop, goods } = await aStockedShop({ actors: "manual" });
  await shop.call("PUT /event/202309/webhooks", {
    event_type: "ORDER_STATUS_CHANGE",
    address: "https://app.reeldock.test/w",
  });
  const created = await shop.call(CREATE, anOrder([{ id: goods[0] ?? "", quantity: 2 }]));
  const id = created.data.mcf_order.mcf_order_id;
  for (let step = 0; step < steps; step++) shop.twin.advanceOutboundOrder(id);
  shop.twin.befallOutboundOrder(id, { what });
  if (what !== "stuck") expect(() => shop.twin.befallOutboundOrder(id, { what })).toThrow(/no parcel/);
  await shop.clock.advance(0);
  expect((await read(shop, id)).consign_orders).toMatchObject([
    { status, is_platform_closed: status === "CLOSED", issue: expect.stringMatching(/\w/) },
  ]);
  expect(shop.twin.view(DEMO_SHOP).fbtStock[0]).toMatchObject(stock);
  const told = shop.received.map(({ message }) => message).filter(({ type }) => type === 58);
  expect(told.at(-1)?.data.mcf_order.consign_orders.status).toBe(said);
});
