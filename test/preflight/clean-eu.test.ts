// In the European Union, where categories demand that somebody answers for a product, one that names them is not blamed.
import { expect, it } from "vitest";
import type { PartyKind, PartyRule } from "../../app/domain/party.ts";
import { DEMO_SHOP } from "../emulator/settings.ts";
import { A_MAKER, A_PERSON } from "../emulator/tiktok-shop/a-party.ts";
import type { AShop } from "../emulator/tiktok-shop/a-shop.ts";
import { aCase, judged, shopFor, twinsWord } from "./a-case.ts";

const SOAP = { categoryId: "601517", attributes: [] } as const;
const SPF = { attributeId: "100392", categoryId: null, source: { kind: "fixed", value: "SPF 30" } } as const;
const SUNSCREEN = { categoryId: "601509", attributes: [SPF] } as const;
/** Demands neither of them. */
const COOKWARE = { categoryId: "603126", attributes: [] } as const;

function named(shop: AShop, kind: PartyKind, change: Partial<PartyRule> = {}): PartyRule {
  const fields = kind === "manufacturer" ? A_MAKER : A_PERSON;
  const partyId = shop.twin.catalog.addParty(DEMO_SHOP, kind, fields);
  return { kind, field: "every", value: "", partyId, name: fields.name, ...change };
}

it.each(["DE", "ES", "FR", "IE", "IT"])(
  "a product in %s that names both is blamed for nothing, and the twin takes it",
  async (region) => {
    const shop = await shopFor(aCase(region));
    const parties = [
      named(shop, "manufacturer", { field: "vendor", value: "fernweh" }),
      named(shop, "responsible-person"),
    ];
    for (const category of [SOAP, SUNSCREEN, COOKWARE]) {
      const one = aCase(region, {}, { ...category, parties });
      expect((await judged(one, shop)).unmet).toEqual([]);
      expect(await twinsWord(one, shop)).toBeNull();
    }
    const nobody = aCase(region, {}, SOAP);
    const blamed = (await judged(nobody, shop)).unmet.map((found) => found.rule);
    expect(blamed).toEqual(["manufacturer", "responsible-person"]);
    expect(await twinsWord(nobody, shop)).not.toBeNull();
  },
);

it.each(["GB", "US"])("a product in %s names neither, and is blamed for nothing", async (region) => {
  const one = aCase(region, {}, SOAP);
  const shop = await shopFor(one);
  expect((await judged(one, shop)).unmet).toEqual([]);
  expect(await twinsWord(one, shop)).toBeNull();
});
