// npm's tiktok-shop-sdk 1.0.3, used as it comes: every operation that it and the twin both have. What it cannot do
// (see the README of this folder's parent) is done here by the marketplace's people.
import { Readable } from "node:stream";
import { TikTokAPIError, TikTokShopSDK } from "tiktok-shop-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aProduct, openShop, uploadedImage } from "./shop-world.ts";

const shop = openShop();
const sdk = new TikTokShopSDK(shop.app);
const success = { code: 0, message: "Success", request_id: expect.stringMatching(/^\d{14}/) as unknown };
const page = { page_size: 20 };
let warehouseId = "";
let imageUri = "";

beforeAll(async () => {
  const granted = await sdk.auth.getAccessToken({
    auth_code: shop.sellerAgrees(),
    grant_type: "authorized_code",
  });
  const fresh = await sdk.auth.refreshAccessToken({ refresh_token: granted.data.refresh_token });
  sdk.setAccessToken(fresh.data.access_token);
  const shops = await sdk.shop.getAuthorizedShops();
  sdk.setShopCipher(shops.data.shops[0]?.cipher ?? "");
  warehouseId = (await sdk.logistic["getWarehouseList"]?.())?.data.warehouses[0]?.id ?? "";
  imageUri = await uploadedImage(shop.app, fresh.data.access_token);
});
afterAll(() => shop.close());

/** Calls what the client has under that name, which succeeds. */
async function does(
  module: "product" | "order" | "logistic" | "return_refund" | "fulfillment",
  name: string,
  input?: object | string,
) {
  const answer = await sdk[module][name]?.(input);
  expect(answer).toMatchObject(success);
  if (!answer) throw new Error(`the client has no ${name}`);
  return answer.data;
}

async function published(sellerSku: string): Promise<{ id: string; skuId: string }> {
  const made = await does("product", "createProduct", aProduct(imageUri, warehouseId, sellerSku));
  await shop.settle();
  return { id: made.product_id, skuId: made.skus[0]?.id ?? "" };
}

describe("tiktok-shop-sdk", () => {
  it("sets, lists and removes webhooks", async () => {
    const address = "https://app.reeldock.test/hook";
    expect(await sdk.event.updateShopWebhook({ address, event_type: "PACKAGE_UPDATE" })).toMatchObject(
      success,
    );
    const webhooks = [expect.objectContaining({ event_type: "PACKAGE_UPDATE", address })];
    expect(await sdk.event.getShopWebhooks()).toMatchObject({ data: { webhooks, total_count: 1 } });
    expect(await sdk.event.deleteShopWebhook({ event_type: "PACKAGE_UPDATE" })).toMatchObject(success);
    expect(await sdk.event.getShopWebhooks()).toMatchObject({ data: { total_count: 0 } });
  });

  it("looks up what publishing needs", async () => {
    const category = { category_id: "603126", query: { category_version: "v2", locale: "en-US" } };
    expect(await does("product", "getCategories", { category_version: "v2" })).toHaveProperty("categories");
    expect(await does("product", "getAttributes", category)).toHaveProperty("attributes");
    expect(await does("product", "getCategoryRules", category)).toHaveProperty("product_certifications");
    const named = { product_title: "Camp mug", category_version: "v2" };
    expect(await does("product", "recommendCategory", named)).toHaveProperty("leaf_category_id");
    const draft = aProduct(imageUri, warehouseId, "LOOK-1");
    expect(await does("product", "checkProductListing", draft)).toMatchObject({ check_result: "PASS" });
  });

  it("publishes, reads, edits, reprices and restocks", async () => {
    const { id, skuId } = await published("MUG-1");
    expect(await does("product", "getProduct", { product_id: id })).toMatchObject({ status: "ACTIVATE" });
    const price = { skus: [{ id: skuId, price: { amount: "26.00", currency: "USD" } }] };
    await does("product", "updateProductPrice", { product_id: id, body: price });
    const stock = { skus: [{ id: skuId, inventory: [{ warehouse_id: warehouseId, quantity: 7 }] }] };
    await does("product", "updateProductInventory", { product_id: id, body: stock });
    expect(await does("product", "searchInventory", { product_ids: [id] })).toMatchObject({
      inventory: [{ product_id: id, skus: [{ id: skuId, total_available_quantity: 7 }] }],
    });
    await does("product", "partialEditProduct", {
      product_id: id,
      body: { title: "Fernweh Camp Mug of Titanium" },
    });
    const whole = aProduct(imageUri, warehouseId, "MUG-1");
    await does("product", "editProduct", {
      product_id: id,
      body: { ...whole, title: "Fernweh Camp Mug, Second" },
    });
    await shop.settle();
    expect(await does("product", "getProduct", { product_id: id })).toMatchObject({
      title: "Fernweh Camp Mug, Second",
    });
    const found = await does("product", "searchProducts", { query: page, body: { seller_skus: ["MUG-1"] } });
    expect(found).toMatchObject({ products: [{ id }], total_count: 1 });
  });

  it("takes a product off sale, back on, away and back again", async () => {
    const { id } = await published("MUG-2");
    const all = { product_ids: [id] };
    const settled = async (name: string) => {
      expect(await does("product", name, all)).not.toHaveProperty("errors");
      await shop.settle();
    };
    await settled("deactivateProducts");
    expect(await does("product", "getProduct", { product_id: id })).toMatchObject({
      status: "SELLER_DEACTIVATED",
    });
    await settled("activateProducts");
    expect(await does("product", "getProduct", { product_id: id })).toMatchObject({ status: "ACTIVATE" });
    await settled("deleteProducts");
    await expect(sdk.product["getProduct"]?.({ product_id: id })).rejects.toBeInstanceOf(TikTokAPIError);
    await settled("recoverProduct");
    expect(await does("product", "getProduct", { product_id: id })).toHaveProperty("status");
  });

  it("reads orders, cancels one and answers a buyer who asks to", async () => {
    await published("MUG-3");
    const [one, other, third] = [shop.buy("MUG-3"), shop.buy("MUG-3"), shop.buy("MUG-3")];
    await shop.settle();
    const listed = await does("order", "getOrderList", {
      query: page,
      body: { order_status: "AWAITING_SHIPMENT" },
    });
    expect(listed.orders.map((order) => order.id)).toEqual(expect.arrayContaining([one, other, third]));
    const cancelled = await does("return_refund", "cancelOrder", {
      order_id: one,
      cancel_reason: "seller_cancel_reason_out_of_stock",
    });
    expect(cancelled.cancel_id).toMatch(/^\d+$/);
    const approved = { cancel_id: shop.buyerAsksToCancel(other), query: { idempotency_key: "a" } };
    await does("return_refund", "approveCancellation", approved);
    const rejected = { cancel_id: shop.buyerAsksToCancel(third), query: { idempotency_key: "b" } };
    await does("return_refund", "rejectCancellation", {
      ...rejected,
      body: { reject_reason: "seller_reject_apply_package_has_shipped" },
    });
    await shop.settle();
    const searched = { query: page, body: { order_ids: [other, third] } };
    const found = await does("return_refund", "searchCancellation", searched);
    expect(found.cancellations).toHaveLength(2);
    const after = await does("order", "getOrderDetail", { ids: [one, other, third] });
    expect(Object.fromEntries(after.orders.map((order) => [order.id, order.status]))).toEqual({
      [one]: "CANCELLED",
      [other]: "CANCELLED",
      [third]: "AWAITING_SHIPMENT",
    });
  });

  it("finds carriers and packages", async () => {
    const options = await does("logistic", "getWarehouseDeliveryOptions", warehouseId);
    const carriers = await does("logistic", "getShippingProviders", options.delivery_options[0]?.id);
    expect(carriers.shipping_providers.length).toBeGreaterThan(0);
    expect(await does("fulfillment", "searchPackage", { query: page, body: {} })).toHaveProperty(
      "total_count",
    );
  });

  it("throws its own error with the platform's code for what is refused", async () => {
    const missing = await sdk.product["getProduct"]?.({ product_id: "1729592969712207999" }).catch(
      (e: unknown) => e,
    );
    expect(missing).toBeInstanceOf(TikTokAPIError);
    expect(missing).toMatchObject({ code: 12052260, request_id: expect.any(String) as unknown });
    const stranger = new TikTokShopSDK(shop.app);
    stranger.setAccessToken("TTP_nobody");
    await expect(stranger.shop.getAuthorizedShops()).rejects.toMatchObject({ code: 105001 });
    const used = shop.sellerAgrees();
    await sdk.auth.getAccessToken({ auth_code: used });
    await expect(sdk.auth.getAccessToken({ auth_code: used })).rejects.toMatchObject({ code: 36004004 });
  });

  it("what the twin lacks is refused as an unknown path", async () => {
    await expect(sdk.product["getGlobalCategories"]?.({})).rejects.toMatchObject({ code: 36009009 });
  });

  it("its image upload names the shop, which the platform does not want, and holds no file", async () => {
    const upload = () =>
      sdk.product["uploadProductImage"]?.({ data: Readable.from(["x"]), use_case: "MAIN_IMAGE" });
    expect(await upload()).toMatchObject({ code: 36009004 });
    const cipher = (await sdk.shop.getAuthorizedShops()).data.shops[0]?.cipher ?? "";
    sdk.setShopCipher("");
    expect(await upload()).toMatchObject({ code: 36009022 });
    sdk.setShopCipher(cipher);
  });
});
