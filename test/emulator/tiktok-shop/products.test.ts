import { expect, it } from "vitest";
import { aLiveProduct, aProductBody, aShop, aSku, WAREHOUSE } from "./a-shop.ts";

it("a created product is in review, then live, and says so by webhook", async () => {
  const shop = aShop();
  await shop.signIn();
  await shop.call("PUT /event/202309/webhooks", {
    event_type: "PRODUCT_STATUS_CHANGE",
    address: "https://app.reeldock.test/w",
  });
  const created = await shop.call("POST /product/202309/products", await aProductBody(shop));
  expect(created).toMatchObject({ code: 0, data: { product_id: expect.stringMatching(/^1729\d{15}$/) } });
  const path = `GET /product/202309/products/${created.data.product_id}`;
  expect((await shop.call(path)).data).toMatchObject({
    status: "PENDING",
    product_status: "INITIAL",
    audit: { status: "AUDITING" },
  });
  await shop.clock.advance(1_500);
  const live = await shop.call(path);
  expect(live.data).toMatchObject({
    status: "ACTIVATE",
    audit: { status: "APPROVED" },
    title: "Fernweh Titanium Camp Mug",
  });
  expect(live.data.skus[0]).toMatchObject({
    price: { sale_price: "24.00" },
    inventory: [{ warehouse_id: WAREHOUSE, quantity: 10 }],
  });
  await shop.clock.advance(0);
  const sent = shop.received.map((webhook) => webhook.message);
  expect(sent.map((webhook) => [webhook.type, webhook.data.status])).toEqual([
    [5, "PRODUCT_IN_REVIEW"],
    [5, "PRODUCT_FIRST_PASS_REVIEW"],
  ]);
  expect(shop.history.effects("product.live")).toHaveLength(1);
});

it("the same idempotency key creates one product", async () => {
  const shop = aShop();
  await shop.signIn();
  const body = await aProductBody(shop, { idempotency_key: "k1" });
  const first = await shop.call("POST /product/202309/products", body);
  const again = await shop.call("POST /product/202309/products", body);
  expect(again.data).toEqual(first.data);
  expect(shop.history.effects("product.created")).toHaveLength(1);
});

it("a rejected product fails with the auditor's reasons, and can be corrected", async () => {
  const shop = aShop({ actors: "manual" });
  await shop.signIn();
  const { data } = await shop.call("POST /product/202309/products", await aProductBody(shop));
  shop.twin.decideAudit(data.product_id, { approve: false, reasons: ["Prohibited claim"] });
  const path = `GET /product/202309/products/${data.product_id}`;
  expect((await shop.call(path)).data).toMatchObject({
    status: "FAILED",
    audit_failed_reasons: [{ reasons: ["Prohibited claim"] }],
  });
  await shop.call(`POST /product/202309/products/${data.product_id}/partial_edit`, {
    title: "Fernweh Camp Mug",
  });
  shop.twin.decideAudit(data.product_id, { approve: true });
  expect((await shop.call(path)).data).toMatchObject({
    status: "ACTIVATE",
    title: "Fernweh Camp Mug",
    audit_failed_reasons: [],
  });
});

it("a partial edit deletes SKUs left out, once approved; the live version stays until then", async () => {
  const shop = aShop();
  const { id, skuIds } = await aLiveProduct(shop);
  const kept = aSku("MUG-S", "Small", { id: skuIds[0] });
  const edited = await shop.call(`POST /product/202309/products/${id}/partial_edit`, {
    title: "New title",
    skus: [kept],
  });
  expect(edited.data.audit).toEqual({ status: "AUDITING" });
  const read = (query = {}) => shop.call(`GET /product/202309/products/${id}`, undefined, query);
  const live = (await read()).data;
  expect([live.status, live.title, live.skus.length]).toEqual(["ACTIVATE", "Fernweh Titanium Camp Mug", 2]);
  const next = (await read({ return_under_review_version: "true" })).data;
  expect([next.title, next.skus.length]).toEqual(["New title", 1]);
  await shop.clock.advance(2_000);
  const approved = (await read()).data;
  expect([approved.title, approved.skus.map((sku) => sku.id)]).toEqual(["New title", [skuIds[0]]]);
  expect(approved.skus[0].inventory).toEqual([{ warehouse_id: WAREHOUSE, quantity: 10 }]);
});

it("a price is new at once, for all SKUs given or none", async () => {
  const shop = aShop();
  const { id, skuIds } = await aLiveProduct(shop);
  const path = `POST /product/202309/products/${id}/prices/update`;
  const price = (amount: string, currency = "USD") => ({ amount, currency });
  const half = [
    { id: skuIds[0], price: price("19.00") },
    { id: skuIds[1], price: price("19.00", "EUR") },
  ];
  expect((await shop.call(path, { skus: half })).code).toBe(12052084);
  expect(shop.twin.view("7495540735365777507").products[0]?.skus.map((sku) => sku.price)).toEqual([
    "24.00",
    "24.00",
  ]);
  expect((await shop.call(path, { skus: [{ id: skuIds[0], price: price("19") }] })).code).toBe(0);
  expect(shop.twin.view("7495540735365777507").products[0]?.skus.map((sku) => sku.price)).toEqual([
    "19.00",
    "24.00",
  ]);
});

it("deleted products cannot be read, come back switched off, and go live through a review", async () => {
  const shop = aShop();
  const { id } = await aLiveProduct(shop);
  const status = () => shop.twin.view("7495540735365777507").products[0]?.status;
  expect((await shop.call("DELETE /product/202309/products", { product_ids: [id] })).code).toBe(0);
  expect((await shop.call(`GET /product/202309/products/${id}`)).code).toBe(12052901);
  const again = await shop.call("DELETE /product/202309/products", { product_ids: [id] });
  expect([again.code, again.data.errors[0]?.detail.product_id]).toEqual([0, id]);
  await shop.call("POST /product/202309/products/recover", { product_ids: [id] });
  expect(status()).toBe("SELLER_DEACTIVATED");
  await shop.call("POST /product/202309/products/activate", { product_ids: [id] });
  expect(status()).toBe("PENDING");
  await shop.clock.advance(2_000);
  expect(status()).toBe("ACTIVATE");
});

it("products are found by seller SKU, page by page, and a stale page token is refused", async () => {
  const shop = aShop();
  await aLiveProduct(shop);
  await aLiveProduct(shop, { skus: [aSku("OTHER", "One")] });
  const path = "POST /product/202502/products/search";
  const found = await shop.call(path, { seller_skus: ["OTHER"] }, { page_size: "10" });
  expect([found.data.total_count, found.data.products[0].skus[0].seller_sku]).toEqual([1, "OTHER"]);
  const first = await shop.call(path, {}, { page_size: "1" });
  const second = await shop.call(path, {}, { page_size: "1", page_token: first.data.next_page_token });
  expect(second.data.next_page_token).toBe("");
  expect(second.data.products[0].id).not.toBe(first.data.products[0].id);
  const stale = await shop.call(
    path,
    { status: "ACTIVATE" },
    { page_size: "1", page_token: first.data.next_page_token },
  );
  expect(stale.code).toBe(12019108);
  expect((await shop.call(path, {})).code).toBe(12019109);
});
