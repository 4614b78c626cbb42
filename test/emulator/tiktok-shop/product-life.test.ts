// How a product lives: drafts, reviews of live products, suspension, what batches say, and what is told by webhook.
import { beforeEach, expect, it } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { type AShop, aProductBody, aShop, aSku, WAREHOUSE } from "./a-shop.ts";

const CREATE = "POST /product/202309/products";
let shop: AShop;
beforeEach(async () => {
  shop = aShop({ actors: "manual" });
  await shop.signIn();
});

const create = async (change: object = {}) => shop.call(CREATE, await aProductBody(shop, { ...change }));
const read = async (id: string, query: Record<string, string> = {}) =>
  (await shop.call(`GET /product/202309/products/${id}`, undefined, query)).data;
const edit = (id: string, body: object) =>
  shop.call(`POST /product/202309/products/${id}/partial_edit`, body);
const batch = (what: string, ...product_ids: string[]) =>
  shop.call(what === "delete" ? "DELETE /product/202309/products" : `POST /product/202309/products/${what}`, {
    product_ids,
  });
const approve = (id: string) => shop.twin.decideAudit(id, { approve: true });
async function live(): Promise<string> {
  const { data } = await create();
  approve(data.product_id);
  return data.product_id;
}
async function told(types: Record<number, string>) {
  for (const event_type of Object.values(types))
    await shop.call("PUT /event/202309/webhooks", { event_type, address: "https://app.reeldock.test/w" });
  return async () => {
    await shop.clock.advance(0);
    return shop.received.splice(0).map(({ message }) => [message.type, message.data]);
  };
}

it("a draft may lack everything, and is refused as a listing while it does", async () => {
  const { data } = await shop.call(CREATE, { save_mode: "AS_DRAFT", title: "Mug" });
  const draft = await read(data.product_id);
  expect([draft.status, draft.title, draft.skus]).toEqual(["DRAFT", "Mug", []]);
  expect((await edit(data.product_id, { title: "Tin mug" })).code).toBe(12052015);
  const whole = await aProductBody(shop);
  const { category_id: _fixed, skus: _later, ...rest } = whole;
  expect((await edit(data.product_id, rest)).code).toBe(12052025);
  const { data: listed } = await shop.call(`PUT /product/202309/products/${data.product_id}`, whole);
  expect(listed.audit.status).toBe("AUDITING");
  expect((await read(data.product_id)).status).toBe("PENDING");
});

it("a draft's SKU without price or stock cannot be listed by an edit that leaves SKUs alone", async () => {
  const skus = [{ seller_sku: "A" }];
  const { data } = await create({ save_mode: "AS_DRAFT", skus });
  expect((await edit(data.product_id, { title: "Tin mug" })).code).toBe(12052012);
  const id = data.skus[0].id;
  const price = { amount: "9.00", currency: "USD" };
  expect((await edit(data.product_id, { skus: [{ id, seller_sku: "A", price }] })).code).toBe(12052096);
  const inventory = [{ warehouse_id: WAREHOUSE, quantity: 3 }];
  expect((await edit(data.product_id, { skus: [{ id, seller_sku: "A", price, inventory }] })).code).toBe(0);
  approve(data.product_id);
  expect((await read(data.product_id)).skus[0]).toMatchObject({ id, price: { sale_price: "9.00" } });
});

it("a draft of a live product changes nothing that buyers see, prices among it", async () => {
  const id = await live();
  const [first] = (await read(id)).skus;
  const cheap = aSku("MUG-S", "Small", { id: first.id, price: { amount: "1.00", currency: "USD" } });
  await edit(id, { save_mode: "AS_DRAFT", title: "Draft title", skus: [cheap] });
  const now = await read(id);
  expect([now.title, now.status, now.skus.length]).toEqual(["Fernweh Titanium Camp Mug", "ACTIVATE", 2]);
  expect(now).toMatchObject({ has_draft: true, skus: [{ price: { sale_price: "24.00" } }, {}] });
  expect((await read(id, { return_draft_version: "true" })).title).toBe("Draft title");
  await batch("deactivate", id);
  await batch("activate", id);
  approve(id);
  expect(await read(id)).toMatchObject({ title: "Fernweh Titanium Camp Mug", has_draft: true });
});

it("an edit of a live product that is rejected leaves the old content live; the next begins from it", async () => {
  const id = await live();
  await edit(id, { title: "Best mug ever" });
  shop.twin.decideAudit(id, { approve: false, reasons: ["Exaggeration"] });
  const rejected = await read(id);
  expect([rejected.status, rejected.audit.status, rejected.title]).toEqual([
    "ACTIVATE",
    "FAILED",
    "Fernweh Titanium Camp Mug",
  ]);
  await edit(id, { description: "<p>Still a mug.</p>" });
  approve(id);
  expect(await read(id)).toMatchObject({ title: "Best mug ever", description: "<p>Still a mug.</p>" });
});

it("price and stock in an edit are new at once, whatever becomes of the rest", async () => {
  const id = await live();
  const [small, large] = (await read(id)).skus.map((sku) => sku.id);
  const inventory = [{ warehouse_id: WAREHOUSE, quantity: 4 }];
  const price = { amount: "20.00", currency: "USD" };
  await edit(id, {
    title: "New",
    skus: [
      aSku("MUG-S", "Small", { id: small, price, inventory }),
      { ...aSku("MUG-L", "Large", { id: large }), inventory: undefined },
    ],
  });
  expect(await read(id)).toMatchObject({
    title: "Fernweh Titanium Camp Mug",
    skus: [
      { price: { sale_price: "20.00" }, inventory: [{ quantity: 4 }] },
      { price: { sale_price: "24.00" }, inventory: [{ quantity: 10 }] },
    ],
  });
});

it("a full replace without SKUs is refused, and blanks what it leaves out", async () => {
  const id = await live();
  const { skus: _none, ...bare } = await aProductBody(shop);
  expect((await shop.call(`PUT /product/202309/products/${id}`, bare)).code).toBe(12019015);
  await edit(id, { external_product_id: "gid-1" });
  approve(id);
  expect(await read(id)).toMatchObject({ external_product_id: "gid-1" });
  await shop.call(`PUT /product/202309/products/${id}`, { ...bare, skus: [aSku("A", "One")] });
  approve(id);
  expect(await read(id)).not.toHaveProperty("external_product_id");
});

it("a pre-approved product says why it waits, and is live after the second decision", async () => {
  const { data } = await create();
  for (const _ of [1, 2]) {
    shop.twin.decideAudit(data.product_id, { approve: true, pending: "KYC_PENDING" });
    expect(await read(data.product_id)).toMatchObject({
      status: "PENDING",
      audit: { status: "PRE_APPROVED", pre_approved_reasons: ["KYC_PENDING"] },
    });
  }
  approve(data.product_id);
  expect(await read(data.product_id)).toMatchObject({
    status: "ACTIVATE",
    audit: { pre_approved_reasons: [] },
  });
});

it("a frozen product cannot be read, edited, deleted or stocked, and comes back as it was", async () => {
  const id = await live();
  shop.twin.catalog.suspend(id, { what: "freeze", reason: "Complaint" });
  expect(() => shop.twin.catalog.suspend(id, { what: "freeze", reason: "Again" })).toThrow("FREEZE");
  expect((await shop.call(`GET /product/202309/products/${id}`)).code).toBe(12052901);
  expect((await edit(id, { title: "Mug" })).code).toBe(12052901);
  expect((await batch("delete", id)).data.errors).toMatchObject([{ detail: { product_id: id } }]);
  expect(
    (await shop.call(`POST /product/202309/products/${id}/inventory/update`, { skus: [{ id: "1" }] })).code,
  ).toBe(12052901);
  shop.twin.catalog.suspend(id, { what: "unfreeze", reason: "" });
  expect((await read(id)).status).toBe("ACTIVATE");
});

it("what the platform deactivated is told with the reason, and the seller may ask for it back", async () => {
  const id = await live();
  const sent = await told({
    5: "PRODUCT_STATUS_CHANGE",
    37: "PRODUCT_AUDIT_STATUS_CHANGE",
    15: "PRODUCT_INFORMATION_CHANGE",
  });
  shop.twin.catalog.suspend(id, { what: "deactivate", reason: "Unsafe" });
  expect(await sent()).toMatchObject([
    [5, { product_id: id, status: "PRODUCT_PLATFORM_DEACTIVATED", suspended_reason: "Unsafe" }],
  ]);
  await batch("activate", id);
  expect((await sent()).map(([type]) => type)).toEqual([5, 37]);
  approve(id);
  expect((await sent()).map(([type]) => type)).toEqual([5, 37]);
  await edit(id, { title: "Mug, now in blue" });
  await sent();
  approve(id);
  expect((await sent()).at(-1)).toMatchObject([15, { changed_fields: ["title"] }]);
  await batch("deactivate", id);
  await batch("delete", id);
  expect((await sent()).map(([, data]) => (data as { status: string }).status)).toEqual([
    "PRODUCT_SELLER_DEACTIVATED",
    "PRODUCT_DELETED",
  ]);
});

it("a batch names what failed and does the rest; 21 products are refused and nothing is done", async () => {
  const [first, second] = [await live(), await live()];
  const answer = await batch("deactivate", first, "1729599999999999999", second, first);
  expect([answer.code, answer.data.errors.map(({ detail }) => detail.product_id)]).toEqual([
    0,
    ["1729599999999999999", first],
  ]);
  expect((await batch("activate", ...Array.from({ length: 21 }, () => first))).code).toBe(12019120);
  expect((await batch("recover")).code).toBe(12052031);
  expect(shop.twin.view(DEMO_SHOP).products.map(({ status }) => status)).toEqual([
    "SELLER_DEACTIVATED",
    "SELLER_DEACTIVATED",
  ]);
});

it("a deletion withdraws the review; what is recovered is reviewed before it is live", async () => {
  const { data } = await create();
  await batch("delete", data.product_id);
  expect(() => approve(data.product_id)).toThrow("not in review");
  await batch("recover", data.product_id);
  await batch("activate", data.product_id);
  approve(data.product_id);
  expect((await read(data.product_id)).status).toBe("ACTIVATE");
});
