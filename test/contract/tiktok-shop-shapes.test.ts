// Every field that the platform's documentation samples show is in the twin's answer, with its type.
import { expect, it } from "vitest";
import { aProductBody, aSku, CONSIGNEE, WAREHOUSE } from "../emulator/tiktok-shop/a-shop.ts";
import { missing } from "./json-shapes.ts";
import { shapes } from "./samples/tiktok-shop-shapes.ts";
import { awaitingShipment, marketplaceScene, SHOP, stockedGoods } from "./support/marketplace-scene.ts";

it("an order as the search answers it", async () => {
  const scene = await marketplaceScene();
  const shipped = await awaitingShipment(scene);
  await awaitingShipment(scene);
  const parcel = { tracking_number: "9400110898825022579493", shipping_provider_id: "7117858858072016686" };
  await scene.shop.call(`POST /fulfillment/202309/orders/${shipped}/packages`, parcel);
  const asked = { page_size: "1", sort_order: "ASC" };
  const answer = await scene.shop.call("POST /order/202309/orders/search", {}, asked);
  expect(missing(shapes.orders, answer, "orders")).toEqual([]);
});

it("what was created, with the field that was dropped", async () => {
  const scene = await marketplaceScene();
  const product = await aProductBody(scene.shop, {
    title: "Fernweh Titanium Camp Plate",
    listing_platforms: ["TIKTOK_SHOP", "TOKOPEDIA"],
    skus: [aSku("PLATE", "Small", { external_sku_id: "1729592969712207234" })],
  });
  const answer = await scene.shop.call("POST /product/202309/products", product);
  expect(answer.message).toBe("Success");
  expect(missing(shapes.created, answer, "created")).toEqual([]);
});

it("a batch of which one item failed", async () => {
  const { shop, productId } = await marketplaceScene();
  const product_ids = [productId, "1729592969712207999"];
  const answer = await shop.call("POST /product/202309/products/deactivate", { product_ids });
  expect(missing(shapes.batchErrors, answer, "batch")).toEqual([]);
});

it("stock that could not be set, with the reason inside the item", async () => {
  const { shop, productId, skuIds } = await marketplaceScene();
  shop.twin.stockFbt(SHOP, { sellerSku: "MUG-L", quantity: 9 });
  const { data } = await shop.call("GET /logistics/202309/warehouses");
  const places = (data as unknown as { warehouses: readonly { id: string }[] }).warehouses;
  const platform = places.find(({ id }) => id !== WAREHOUSE)?.id;
  const inventory = [
    { warehouse_id: WAREHOUSE, quantity: 3 },
    { warehouse_id: platform, quantity: 3 },
  ];
  const body = { skus: [{ id: skuIds[1], inventory }] };
  const answer = await shop.call(`POST /product/202309/products/${productId}/inventory/update`, body);
  expect(missing(shapes.stockErrors, answer, "stock")).toEqual([]);
});

it("a multi-channel order on its way", async () => {
  const scene = await marketplaceScene();
  const goods = [{ id: stockedGoods(scene), quantity: 1 }];
  const order = { external_order_id: "fernweh-1", goods, consignee: CONSIGNEE };
  const placed = await scene.shop.call("POST /fbt/202601/mcf_outbound_orders", order);
  const { mcf_order_id } = placed.data.mcf_order;
  await scene.shop.clock.advance(86_400_000);
  const answer = await scene.shop.call("GET /fbt/202601/mcf_outbound_orders", undefined, { mcf_order_id });
  expect(missing(shapes.outbound, answer.data, "outbound")).toEqual([]);
});

it("the webhook of a buyer who asks to cancel", async () => {
  const scene = await marketplaceScene();
  const address = "https://app.example.com/hook";
  await scene.shop.call("PUT /event/202309/webhooks", { event_type: "CANCELLATION_STATUS_CHANGE", address });
  scene.shop.twin.requestCancellation(await awaitingShipment(scene));
  await scene.shop.clock.advance(1_000);
  const sent = scene.shop.received.find(({ message }) => message.type === 11);
  expect(missing(shapes.cancellationWebhook, JSON.parse(sent?.body ?? "null"), "webhook")).toEqual([]);
});
