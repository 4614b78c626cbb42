// npm's tiktok-shop-client 1.0.23, used as it comes: it sends an access token, a shop id and a version in every
// address besides what is asked for, and an empty cipher before it knows one.
import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import client from "tiktok-shop-client";
import { TikTokShopSDK } from "tiktok-shop-sdk";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPng, aProduct, openShop } from "./shop-world.ts";

const shop = openShop();
let folder = "";
let accessToken = "";
let signedIn: ReturnType<typeof client.TikTokClient>;
const success = { code: 0, message: "Success" };

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "reeldock-client-"));
  const granted = await client.authCodeToken(shop.app, shop.sellerAgrees());
  accessToken = (await client.generateToken(shop.app, granted.data.refresh_token)).access_token;
  signedIn = client.TikTokClient({ ...shop.app, accessToken, shopCipher: "", shopId: "" });
  const { data } = await does("getShops");
  const [own] = data.shops;
  signedIn.setShop({ shopCipher: own?.cipher ?? "", shopId: own?.id ?? "" });
});
afterAll(async () => {
  shop.close();
  await rm(folder, { recursive: true });
});

async function does(name: string, ...input: readonly unknown[]): Promise<ClientAnswer> {
  const answer = await signedIn[name]?.(...input);
  expect(answer).toMatchObject(success);
  if (!answer) throw new Error(`the client has no ${name}`);
  return answer;
}

async function published(sellerSku: string): Promise<{ id: string; skuId: string }> {
  const file = path.join(folder, "mug.png");
  await writeFile(file, aPng());
  const image = await does("addImage", createReadStream(file));
  const warehouseId = (await does("getWarehouses")).data.warehouses[0]?.id ?? "";
  const made = await createdElsewhere(aProduct(image.data.uri, warehouseId, sellerSku));
  await shop.settle();
  return { id: made.product_id, skuId: made.skus[0]?.id ?? "" };
}

/** Its own addProduct takes no currency but "DOLLARS", which is none: the seller publishes by another client. */
async function createdElsewhere(product: object): Promise<ClientAnswer["data"]> {
  const sdk = new TikTokShopSDK(shop.app);
  sdk.setAccessToken(accessToken);
  sdk.setShopCipher((await sdk.shop.getAuthorizedShops()).data.shops[0]?.cipher ?? "");
  const made = await sdk.product["createProduct"]?.(product);
  if (!made) throw new Error("nothing was created");
  return made.data;
}

it("signs in, uploads an image, reads and restocks what is published, and lists orders", async () => {
  const { id, skuId } = await published("MUG-1");
  expect(await does("getProduct", id)).toMatchObject({ data: { status: "ACTIVATE" } });
  // It lets no warehouse be named: the shop has but one.
  await does("updateProductInventory", id, [{ id: skuId, inventory: [{ quantity: 7 }] }]);
  expect(await does("searchInventory", { product_ids: [id] })).toMatchObject({
    data: { inventory: [{ skus: [{ id: skuId, total_available_quantity: 7 }] }] },
  });
  const orderId = shop.buy("MUG-1");
  await shop.settle();
  const orders = await does("getOrders", { order_status: "AWAITING_SHIPMENT" });
  expect(orders.data.orders.map((order) => order.id)).toEqual([orderId]);
});

it("takes products off sale, back on, away and back again", async () => {
  const { id } = await published("MUG-2");
  for (const name of ["deactivateProducts", "activateProducts", "deleteProducts", "recoverProducts"]) {
    expect((await does(name, [id])).data).not.toHaveProperty("errors");
    await shop.settle();
  }
});

it("is told by code that the categories it asks for are not those of the United States", async () => {
  expect(await signedIn["getCategories"]?.()).toMatchObject({ code: 12052217 });
  const looked = await signedIn["getCategoryAttributes"]?.("603126");
  expect(looked).toMatchObject({ code: 12052217 });
});

it("hears of a refusal by the status of the answer", async () => {
  const stranger = client.TikTokClient({
    ...shop.app,
    accessToken: "TTP_nobody",
    shopCipher: "",
    shopId: "",
  });
  await expect(stranger["getShops"]?.()).rejects.toMatchObject({
    response: { status: 401, data: { code: 105001 } },
  });
});
