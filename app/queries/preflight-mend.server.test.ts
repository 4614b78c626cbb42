// Where the pre-flight board and a listing's page lead to have a cause mended, for every rule there is.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { seedListings } from "../../test/many-listings.ts";
import type { Prisma } from "../adapters/database/generated/client.ts";
import { SECTIONS } from "../components/sections.ts";
import type { StoreId } from "../domain/ids.ts";
import { STORES_OWN } from "../domain/listing-settings.ts";
import { mendingSetting, type RuleName, unmet } from "../domain/requirement.ts";
import { CATEGORY_RULES } from "../domain/requirement-words-category.ts";
import { PRODUCT_RULES } from "../domain/requirement-words-product.ts";
import { listingPage } from "./listing.server.ts";
import { preflightBoard } from "./preflight.server.ts";

const RULES = Object.keys({ ...PRODUCT_RULES, ...CATEGORY_RULES }) as RuleName[];
const connectionId = "c1";
const pages = SECTIONS.flatMap((section) => section.pages.map((page) => page.url));

let test: TestDatabase;
let storeId: StoreId;
beforeAll(async () => {
  test = await createTestDatabase();
  storeId = await seedListings(test.database.prisma, 1);
});
afterAll(() => test.close());

async function lacks(rules: readonly RuleName[]) {
  const { listing, listingFinding } = test.database.prisma;
  const found = rules.map((rule) => unmet(rule, { value: "Soap", of: "of-soap" }));
  const json = found as unknown as Prisma.InputJsonValue;
  await listing.update({ where: { id: "l1" }, data: { unmet: json } });
  await listingFinding.deleteMany();
  const about = { storeId, connectionId, listingId: "l1", isOnly: false };
  await listingFinding.createMany({
    data: found.map(({ cause }, at) => ({ ...about, cause, isFirst: at === 0 })),
  });
}

/** The page, and the part of it. */
function placeIn(url: string | undefined) {
  if (url === undefined) return null;
  const address = new URL(url, "https://app.test");
  expect(address.searchParams.get("connection")).toBe(connectionId);
  return { page: address.pathname, part: address.hash.slice(1) };
}

function expected(rule: RuleName) {
  const setting = mendingSetting(rule);
  if (setting === undefined) return null;
  return setting === "price"
    ? { page: "/app/settings/prices", part: "" }
    : { page: "/app/settings", part: setting };
}

describe("a cause that the app's settings can mend", () => {
  it("leads from the board to the page and part that mend it, in the cause's own shop; any other leads nowhere", async () => {
    await lacks(RULES);
    for (let times = 0; times < 2; times += 1) {
      const { causes } = await preflightBoard(test.database.prisma, { storeId, connectionId });
      const places = causes.map(({ cause, mend }) => [cause.split(":")[0], placeIn(mend?.url)]);
      expect(Object.fromEntries(places)).toEqual(
        Object.fromEntries(RULES.map((rule) => [rule, expected(rule)])),
      );
    }
    expect(pages).toEqual(expect.arrayContaining(["/app/settings", "/app/settings/prices"]));
  });

  it.each(RULES)("%s leads to the same place from the listing's own page", async (rule) => {
    await lacks([rule]);
    const settingsOf = async () => ({ settings: STORES_OWN });
    const page = await listingPage(test.database.prisma, { storeId, listingId: "l1", settingsOf });
    expect(placeIn(page?.mend?.url)).toEqual(expected(rule));
  });
});
