// Manufacturers and responsible persons: registered within the documented limits, found page by page, named on products.
import { expect, it } from "vitest";
import { aBodyIn, aShopIn } from "./a-market.ts";
import { A_MAKER, A_PERSON } from "./a-party.ts";
import type { AShop } from "./a-shop.ts";

const COMPLIANCE = "POST /product/202409/compliance";
const SOAP = "601509";
const SPF = [{ id: "100392", values: [{ name: "SPF 30" }] }];

async function make(shop: AShop, place: "manufacturers" | "responsible_persons", body: object) {
  const { code, data } = await shop.call(`${COMPLIANCE}/${place}`, body);
  return { code, id: Object.values((data ?? {}) as object)[0] as string };
}

const wrongAddress = { ...A_MAKER, address: { country: "DE" } };
it.each([
  ["manufacturers", "without a name", { ...A_MAKER, name: "" }, 12052284],
  ["manufacturers", "with 256 characters of name", { ...A_MAKER, name: "x".repeat(256) }, 12052284],
  [
    "manufacturers",
    "with 201 of trade name",
    { ...A_MAKER, registered_trade_name: "x".repeat(201) },
    12052285,
  ],
  ["manufacturers", "whose email is none", { ...A_MAKER, email: "fernweh" }, 12052286],
  ["manufacturers", "without a phone", { ...A_MAKER, phone_number: undefined }, 12052287],
  ["manufacturers", "with 501 of address", { ...A_MAKER, address: "x".repeat(501) }, 12052288],
  ["manufacturers", "with the other's address", wrongAddress, 98001004],
  ["manufacturers", "of no locale", { ...A_MAKER, locale: "en-US" }, 12052289],
  ["responsible_persons", "with 201 characters of name", { ...A_PERSON, name: "x".repeat(201) }, 12052292],
  ["responsible_persons", "whose email is none", { ...A_PERSON, email: "@" }, 12052293],
  ["responsible_persons", "with 12 digits of phone", phoned("123456789012"), 12052294],
  ["responsible_persons", "without a postal code", { ...A_PERSON, address: { country: "DE" } }, 12052295],
  ["responsible_persons", "of no locale", { ...A_PERSON, locale: "" }, 12052296],
] as const)("%s %s are refused", async (place, _says, body, code) => {
  const shop = await aShopIn("DE");
  expect((await make(shop, place, body)).code).toBe(code);
});

function phoned(local_number: string) {
  return { ...A_PERSON, phone_number: { country_code: "+49", local_number } };
}

it("what is registered is found by word, id and locale, page by page, and an edit shows", async () => {
  const shop = await aShopIn("DE");
  const first = await make(shop, "manufacturers", A_MAKER);
  await make(shop, "manufacturers", { ...A_MAKER, name: "Nordlicht SARL", locale: "fr-FR" });
  expect(first.id).toMatch(/^[0-9a-f]{24}$/);
  const search = (body: object, query: Record<string, string> = {}) =>
    shop.call("POST /product/202501/compliance/manufacturers/search", body, { page_size: "1", ...query });
  const one = await search({});
  expect(one.data).toMatchObject({ total_count: 2, manufacturers: [{ id: first.id, name: A_MAKER.name }] });
  const two = await search({}, { page_token: one.data.next_page_token });
  expect(two.data).toMatchObject({ manufacturers: [{ name: "Nordlicht SARL" }], next_page_token: "" });
  expect((await search({ locales: ["fr-FR"] })).data).toMatchObject({ total_count: 1 });
  expect((await search({ keyword: "NORD" })).data).toMatchObject({ total_count: 1 });
  const edit = await shop.call(`${COMPLIANCE}/manufacturers/${first.id}/partial_edit`, {
    name: "Fernweh AG",
  });
  expect(edit.code).toBe(0);
  const after = await search({ manufacturer_ids: [first.id] });
  expect(after.data).toMatchObject({ manufacturers: [{ name: "Fernweh AG", email: A_MAKER.email }] });
});

it("a category's demand is met by ids the seller registered, and by no others", async () => {
  const shop = await aShopIn("DE");
  const maker = (await make(shop, "manufacturers", A_MAKER)).id;
  const person = (await make(shop, "responsible_persons", A_PERSON)).id;
  const create = async (ids: object) =>
    shop.call(
      "POST /product/202309/products",
      await aBodyIn(shop, "DE", { category_id: SOAP, product_attributes: SPF, ...ids }),
    );
  expect((await create({})).code).toBe(12052282);
  expect((await create({ manufacturer_ids: [maker] })).code).toBe(12052290);
  expect((await create({ manufacturer_ids: [person], responsible_person_ids: [person] })).code).toBe(
    12052283,
  );
  expect((await create({ manufacturer_ids: [maker], responsible_person_ids: ["0"] })).code).toBe(12052291);
  const ids = { manufacturer_ids: [maker], responsible_person_ids: [person] };
  const made = await create(ids);
  expect(made.message).toBe("Success");
  expect((await shop.call(`GET /product/202309/products/${made.data.product_id}`)).data).toMatchObject(ids);
  shop.twin.catalog.removeParty(maker);
  expect((await create(ids)).code).toBe(12052283);
});

it("a seller without a shop in the Union registers none", async () => {
  const shop = await aShopIn("US");
  expect((await make(shop, "manufacturers", A_MAKER)).code).toBe(12052910);
});
