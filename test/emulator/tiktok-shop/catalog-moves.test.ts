// What the platform's own people change about a shop's catalogue, and what clients then hear.
import { beforeEach, expect, it } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { type AShop, aLiveProduct, aProductBody, aShop } from "./a-shop.ts";

let shop: AShop;
beforeEach(async () => {
  shop = aShop({ actors: "manual" });
  await shop.signIn();
});

const create = async (change: object = {}) =>
  shop.call("POST /product/202309/products", await aProductBody(shop, { ...change }));
const read = async (id: string) => (await shop.call(`GET /product/202309/products/${id}`)).data;
const edit = (id: string, body: object) =>
  shop.call(`POST /product/202309/products/${id}/partial_edit`, body);

async function live(): Promise<string> {
  const { data } = await create();
  shop.twin.decideAudit(data.product_id, { approve: true });
  return data.product_id;
}

it("the day's listings run out and begin again the next day; drafts do not count", async () => {
  shop.twin.catalog.setListingQuota(DEMO_SHOP, 2);
  expect([
    (await create()).code,
    (await create({ save_mode: "AS_DRAFT" })).code,
    (await create()).code,
  ]).toEqual([0, 0, 0]);
  expect((await create()).code).toBe(12052093);
  const checks = (await shop.call("GET /product/202312/prerequisites")).data;
  expect(checks).toMatchObject({
    check_results: expect.arrayContaining([
      expect.objectContaining({ check_item: "PRODUCT_QUANTITY_LIMIT", is_failed: true }),
      expect.objectContaining({ check_item: "BANk_ACCOUNT", is_failed: false }),
    ]),
  });
  await shop.clock.advance(86_400_000);
  expect((await create()).code).toBe(0);
});

it.each([
  ["SHOP_STATUS", 12052700],
  ["PICKUP_WAREHOUSE", 12052115],
  ["RETURN_WAREHOUSE", 12052535],
  ["SHOP_TAX", 12052419],
] as const)("a shop whose %s is unfinished cannot list", async (check, code) => {
  shop.twin.catalog.setFailedChecks(DEMO_SHOP, [check]);
  expect((await create()).code).toBe(code);
  shop.twin.catalog.setFailedChecks(DEMO_SHOP, []);
  expect((await create()).code).toBe(0);
});

it.each([
  ["WITHDRAWN", 12052023],
  ["PROHIBITED", 12052220],
  ["INVITE_ONLY", 12052221],
  ["NON_MAIN_CATEGORY", 12052227],
  ["AVAILABLE", 0],
] as const)("a category that is %s answers %d; listings that are there stay live", async (standing, code) => {
  const id = await live();
  shop.twin.catalog.setCategory(DEMO_SHOP, "603126", standing);
  expect((await create()).code).toBe(code);
  expect((await edit(id, { title: "Mug" })).code).toBe(code);
  expect((await read(id)).status).toBe("ACTIVATE");
});

it("auditors that act by themselves reject the share they are told to, and the same again with the same seed", async () => {
  const run = async () => {
    const auto = aShop();
    auto.twin.catalog.setAuditors(0.5, ["Blurry", "Dull"]);
    for (let n = 0; n < 20; n++) await aLiveProduct(auto);
    return auto.twin.view(DEMO_SHOP).products.map(({ status }) => status);
  };
  const [once, again] = [await run(), await run()];
  expect(once).toEqual(again);
  expect(new Set(once)).toEqual(new Set(["ACTIVATE", "FAILED"]));
  expect(() => shop.twin.catalog.setAuditors(1, [])).toThrow("reasons");
});
