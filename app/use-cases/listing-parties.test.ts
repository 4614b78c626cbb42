// Manufacturer and responsible person of a listing, in a market that demands them: chosen by the merchant from what
// the marketplace knows, sent with every create and edit, said in words where they lack or are known no more.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { A_PERSON } from "../../test/emulator/tiktok-shop/a-party.ts";
import { aPartyRule, createEuWorld, type EuWorld } from "../../test/eu-world.ts";
import type { PartyKind } from "../domain/party.ts";

let world: EuWorld;
beforeEach(async () => {
  world = await createEuWorld();
});
afterEach(() => world.close());

const choose: EuWorld["choose"] = (...rules) => world.choose(...rules);
const register: EuWorld["register"] = (...party) => world.register(...party);

const CREATE = "POST /product/202309/products";
const SEARCH = "POST /product/202501/compliance/manufacturers/search";
const EDIT = "PUT /product/202309/products/{id}";
async function unmet() {
  const [listing] = await world.prisma.listing.findMany();
  return listing?.unmet as unknown as readonly {
    rule: string;
    cause: string;
    sentence: string;
    fix: string;
  }[];
}

describe("a listing whose category demands a manufacturer and a responsible person", () => {
  it("waits with a sentence for each until they are chosen, then is published with their ids", async () => {
    expect(await choose()).toMatchObject({ kind: "saved" });
    await world.settle();
    expect((await unmet())[0]?.fix).toContain("in the mapping");
    expect(await unmet()).toMatchObject([
      { rule: "manufacturer", cause: "manufacturer" },
      { rule: "responsible-person", cause: "responsible-person" },
    ]);
    expect(world.calls(CREATE)).toBe(0);
    const [maker, person] = [register("manufacturer"), register("responsible-person")];
    await choose(aPartyRule("manufacturer", maker), aPartyRule("responsible-person", person));
    await world.settle();
    const ids = { manufacturerIds: [maker], responsiblePersonIds: [person] };
    expect(world.shop().products).toMatchObject([{ status: "ACTIVATE", ...ids }]);
    expect(await world.issues()).toEqual([]);
    const [listing] = await world.prisma.listing.findMany();
    await world.run("publish-listings", listing?.productId ?? "");
    await world.settle();
    expect([world.calls(CREATE), world.calls(EDIT)]).toEqual([1, 0]);
  });

  it("gets its vendor's manufacturer, keeps both on an edit, and follows another choice", async () => {
    const [usual, vendors] = [register("manufacturer"), register("manufacturer", { name: "Fernweh AG" })];
    const person = aPartyRule("responsible-person", register("responsible-person"));
    const byVendor = aPartyRule("manufacturer", vendors, { field: "vendor", value: "fernweh" });
    await choose(aPartyRule("manufacturer", usual), byVendor, person);
    await world.settle();
    const held = { manufacturerIds: [vendors], responsiblePersonIds: [person.partyId] };
    expect(world.shop().products).toMatchObject([held]);
    world.twin.shopify.updateProduct(DEMO_STORE, "oat-soap", { title: "Oat milk soap bar, two pieces" });
    const [product] = await world.prisma.product.findMany();
    await world.twin.clock.advance(10_000);
    await world.run("import-products", product?.storeProductId ?? "");
    await world.settle();
    expect(world.shop().products).toMatchObject([{ title: "Oat milk soap bar, two pieces", ...held }]);
    await choose(aPartyRule("manufacturer", usual), person);
    await world.settle();
    expect(world.shop().products).toMatchObject([{ ...held, manufacturerIds: [usual] }]);
    expect(world.calls(EDIT)).toBe(2);
  });

  it("says what to do when the one chosen is registered no more, and is published with another", async () => {
    const gone = register("manufacturer");
    const person = aPartyRule("responsible-person", register("responsible-person"));
    world.twin.tiktokShop.catalog.removeParty(gone);
    await choose(aPartyRule("manufacturer", gone), person);
    await world.settle();
    expect(world.shop().products).toEqual([]);
    const [issue] = await world.prisma.issue.findMany({ where: { clearedAt: null } });
    expect(`${issue?.title} ${issue?.advice}`).toContain(
      "Choose the manufacturer and the responsible person anew",
    );
    await choose(aPartyRule("manufacturer", register("manufacturer")), person);
    await world.settle();
    expect(world.shop().products).toMatchObject([{ status: "ACTIVATE" }]);
    expect(await world.issues()).toEqual([]);
  });
});

it("the marketplace's parties are offered by name, as many as can be looked through, and no more of them is read", async () => {
  for (let n = 0; n < 101; n++) register("manufacturer", { name: `Maker ${n}` });
  const person = register("responsible-person");
  const ask = (kind: PartyKind, search = "") =>
    world.application.listingRules.parties(world.storeId, world.connectionId, { kind, search });
  const first = await ask("manufacturer");
  expect([first.parties.length, first.hasMore, world.calls(SEARCH)]).toEqual([25, true, 1]);
  const named = await ask("manufacturer", "maker 100");
  expect(named).toMatchObject({ parties: [{ name: "Maker 100" }], hasMore: false });
  const persons = await ask("responsible-person");
  expect(persons.parties).toEqual([{ partyId: person, name: A_PERSON.name }]);
});

it("a rule without a party, or twice for the same products, is not saved", async () => {
  const answer = await choose(aPartyRule("manufacturer", ""), aPartyRule("manufacturer", "1"));
  expect(answer).toMatchObject({ kind: "refused", faults: [{ field: "parties.0" }, { field: "parties.1" }] });
});
