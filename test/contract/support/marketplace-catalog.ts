// One drive for each operation on categories, products, prices and stock.

import { A_MAKER, A_PERSON } from "../../emulator/tiktok-shop/a-party.ts";
import { aPng, aProductBody, aSku, WAREHOUSE } from "../../emulator/tiktok-shop/a-shop.ts";
import {
  type MarketplaceDrive,
  type MarketplaceDrives,
  type MarketplaceScene,
  page,
} from "./marketplace-scene.ts";

const v2 = { category_version: "v2" };
const ofCategory: MarketplaceDrive = () => ({ id: "603126", query: v2 });
const ofProduct: MarketplaceDrive = ({ productId }) => ({ id: productId });
const ofProducts: MarketplaceDrive = ({ productId }) => ({ body: { product_ids: [productId] } });
const search: MarketplaceDrive = () => ({ body: {}, query: page });
const whole: MarketplaceDrive = async ({ shop, productId, skuIds }) => ({
  id: productId,
  body: await aProductBody(shop, {
    skus: [aSku("MUG-S", "Small", { id: skuIds[0] }), aSku("MUG-L", "Large", { id: skuIds[1] })],
  }),
});
const fresh: MarketplaceDrive = async ({ shop }) => ({
  body: await aProductBody(shop, {
    title: "Fernweh Titanium Camp Plate",
    skus: [aSku("PLATE", "Small")],
  }),
});
const price = { amount: "19.00", currency: "USD" };

const products: MarketplaceDrives = {
  "POST /product/202309/products": fresh,
  "POST /product/202309/products/listing_check": fresh,
  "GET /product/202309/products/{id}": ofProduct,
  "PUT /product/202309/products/{id}": whole,
  "PUT /product/202509/products/{id}": whole,
  "POST /product/202309/products/{id}/partial_edit": ({ productId }) => ({
    id: productId,
    body: { description: "<p>Weighs less.</p>" },
  }),
  "POST /product/202509/products/{id}/partial_edit": ({ productId }) => ({
    id: productId,
    body: { description: "<p>Weighs less.</p>" },
  }),
  "POST /product/202309/products/search": search,
  "POST /product/202312/products/search": search,
  "POST /product/202502/products/search": search,
  "POST /product/202309/products/deactivate": ofProducts,
  "POST /product/202309/products/activate": async ({ shop, productId }) => {
    await shop.call("POST /product/202309/products/deactivate", { product_ids: [productId] });
    return { body: { product_ids: [productId] } };
  },
  "DELETE /product/202309/products": ofProducts,
  "POST /product/202309/products/recover": async ({ shop, productId }) => {
    await shop.call("DELETE /product/202309/products", { product_ids: [productId] });
    return { body: { product_ids: [productId] } };
  },
};

const MAKERS = "/product/202409/compliance/manufacturers";
const PERSONS = "/product/202409/compliance/responsible_persons";
const registered = async ({ shop }: MarketplaceScene, path: string, body: object): Promise<string> => {
  const { data } = await shop.call(`POST ${path}`, body);
  return Object.values(data as unknown as Record<string, string>)[0] ?? "";
};
const found: MarketplaceDrive = async (scene) => {
  await registered(scene, MAKERS, A_MAKER);
  return { body: { keyword: "fern" }, query: page };
};

const parties: MarketplaceDrives = {
  [`POST ${MAKERS}`]: () => ({ body: A_MAKER }),
  [`POST ${MAKERS}/{id}/partial_edit`]: async (scene) => ({
    id: await registered(scene, MAKERS, A_MAKER),
    body: { email: "new@fernweh.example" },
  }),
  [`POST ${MAKERS}/search`]: found,
  "POST /product/202501/compliance/manufacturers/search": found,
  [`POST ${PERSONS}`]: () => ({ body: A_PERSON }),
  [`POST ${PERSONS}/{id}/partial_edit`]: async (scene) => ({
    id: await registered(scene, PERSONS, A_PERSON),
    body: { email: "new@fernweh.example" },
  }),
  [`POST ${PERSONS}/search`]: found,
  "POST /product/202501/compliance/responsible_persons/search": found,
};

export const catalogDrives: MarketplaceDrives = {
  ...products,
  ...parties,
  "GET /product/202309/brands": () => ({ query: page }),
  "POST /product/202309/brands": () => ({ body: { name: "Fernweh Atelier" } }),
  "GET /product/202312/prerequisites": () => ({}),
  "GET /product/202309/categories": () => ({ query: v2 }),
  "GET /product/202309/categories/{id}/attributes": ofCategory,
  "GET /product/202309/categories/{id}/rules": ofCategory,
  "POST /product/202309/categories/recommend": () => ({
    body: { product_title: "Titanium camp mug", ...v2 },
  }),
  "POST /product/202309/images/upload": () => ({ body: anImage() }),
  "POST /product/202309/products/{id}/prices/update": ({ productId, skuIds }) => ({
    id: productId,
    body: { skus: [{ id: skuIds[0], price }] },
  }),
  "POST /product/202309/products/{id}/inventory/update": ({ productId, skuIds }) => ({
    id: productId,
    body: { skus: [{ id: skuIds[0], inventory: [{ warehouse_id: WAREHOUSE, quantity: 3 }] }] },
  }),
  "POST /product/202309/inventory/search": ofProducts,
};

function anImage(): FormData {
  const form = new FormData();
  form.set("data", new Blob([new Uint8Array(aPng(600, 600, 7))]), "image.png");
  form.set("use_case", "MAIN_IMAGE");
  return form;
}
