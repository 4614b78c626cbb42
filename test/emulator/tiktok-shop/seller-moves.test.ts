// What a seller changes in Seller Center, and what apps read of it afterwards.
import { beforeEach, expect, it } from "vitest";
import { type AShop, aLiveProduct, aShop } from "./a-shop.ts";

let shop: AShop;
let id: string;
beforeEach(async () => {
  shop = aShop();
  ({ id } = await aLiveProduct(shop));
});

const read = async (): Promise<any> => (await shop.call(`GET /product/202309/products/${id}`)).data;
const found = async (filter: object) => {
  const body = { status: "ALL", ...filter };
  return (await shop.call("POST /product/202502/products/search", body, { page_size: "100" })).data;
};

it("shows at once, moves the time of the last change and changes nothing else", async () => {
  const before = await read();
  await shop.clock.advance(5_000);
  shop.twin.changeBySeller(id, {
    title: "Enamel mug, as the seller calls it",
    skus: [{ sellerSku: "MUG-S", newSellerSku: "MUG-SMALL", price: "31.50", quantity: 2 }],
  });
  const after = await read();
  expect(after.title).toBe("Enamel mug, as the seller calls it");
  expect(after.update_time).toBeGreaterThanOrEqual(before.update_time + 5);
  const [small, ...others] = after.skus;
  expect(small).toMatchObject({
    id: before.skus[0].id,
    seller_sku: "MUG-SMALL",
    price: { sale_price: "31.50" },
  });
  expect(small.inventory.map((row: any) => row.quantity)).toEqual([2]);
  expect(others).toEqual(before.skus.slice(1));
  expect(after.description).toBe(before.description);
  expect((await found({ seller_skus: ["MUG-SMALL"] })).products.map((one: any) => one.id)).toEqual([id]);
  expect((await found({ seller_skus: ["MUG-S"] })).products).toEqual([]);
});

it("off sale and deleted are as if the seller's app had done it", async () => {
  shop.twin.changeBySeller(id, { becomes: "off-sale" });
  expect((await read()).status).toBe("SELLER_DEACTIVATED");
  expect(() => shop.twin.changeBySeller(id, { becomes: "off-sale" })).toThrow(
    "SELLER_DEACTIVATED, not ACTIVATE",
  );
  shop.twin.changeBySeller(id, { becomes: "deleted" });
  expect(() => shop.twin.changeBySeller(id, { title: "Gone already" })).toThrow("is DELETED");
});

it("of an unknown SKU or product changes nothing", async () => {
  const before = await read();
  const change = { title: "Half done", skus: [{ sellerSku: "MUG-S", price: "1.00" }, { sellerSku: "NONE" }] };
  expect(() => shop.twin.changeBySeller(id, change)).toThrow("has no SKU NONE");
  expect(() => shop.twin.changeBySeller("404", {})).toThrow("knows no TikTok Shop product 404");
  expect(await read()).toEqual(before);
});
