import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { seedListings } from "../../test/many-listings.ts";
import type { Prisma } from "../adapters/database/generated/client.ts";
import { createRecords } from "../adapters/database/records.ts";
import type { StoreId } from "../domain/ids.ts";
import { STORES_OWN } from "../domain/listing-settings.ts";
import { partyGone } from "../domain/party-issues.ts";
import { type RuleName, unmet } from "../domain/requirement.ts";
import { listingPage } from "./listing.server.ts";

const at = new Date("2026-11-26T09:00:00Z");
const WHO = {
  kind: "manufacturer",
  field: "vendor",
  value: "Nordlicht",
  partyId: "m1",
  name: "Fernweh",
} as const;

let test: TestDatabase;
let storeId: StoreId;
beforeEach(async () => {
  test = await createTestDatabase();
  storeId = await seedListings(test.database.prisma, 20);
});
afterEach(() => test.close());

const page = (listingId: string, settings = STORES_OWN) =>
  listingPage(test.database.prisma, { storeId, listingId, settingsOf: async () => ({ settings }) });

describe("who answers for the product", () => {
  const mapping = (connectionId: string) => `/app/settings?connection=${connectionId}#parties`;

  it("is chosen where a listing that lacks it leads to, and one that lacks something else leads nowhere", async () => {
    const { prisma } = test.database;
    const { connectionId } = await prisma.listing.findUniqueOrThrow({ where: { id: "l1" } });
    const lacks = async (rule: RuleName) => {
      const json = [unmet(rule, { value: "Soap" })] as unknown as Prisma.InputJsonValue;
      await prisma.listing.update({ where: { id: "l1" }, data: { unmet: json } });
      return (await page("l1"))?.mend?.url;
    };
    expect(await lacks("manufacturer")).toBe(mapping(connectionId));
    expect(await lacks("responsible-person")).toBe(mapping(connectionId));
    expect(await lacks("size-chart")).toBeUndefined();
    const reasons = ["manufacturer_ids contains an id that does not exist"];
    await prisma.listing.update({
      where: { id: "l1" },
      data: { rejections: [{ reasons, suggestions: [] }] },
    });
    expect((await page("l1"))?.mend?.url).toBe(mapping(connectionId));
  });

  it("is told on the listings that name one who is gone, and on no others", async () => {
    const { prisma } = test.database;
    const { connectionId } = await prisma.listing.findUniqueOrThrow({ where: { id: "l1" } });
    await prisma.product.update({ where: { id: "p1" }, data: { vendor: "Nordlicht" } });
    const records = createRecords({ database: test.database, secrets: { current: "x" }, now: () => at });
    await records.issues.raise({ storeId, ...partyGone({ connectionId, marketplaceName: "Shop" }, WHO) });
    const named = { ...STORES_OWN, parties: [WHO] };
    const [issue] = (await page("l1", named))?.issues ?? [];
    expect(issue).toMatchObject({ mend: { url: mapping(connectionId) } });
    expect(issue?.title).toContain("Fernweh");
    expect((await page("l3", named))?.issues).toEqual([]);
    expect((await page("l1"))?.issues).toEqual([]);
  });
});
