// A listing's life: what happened to it, what keeps it from being sold, what comes next, and what may be asked of it.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { seedListings } from "../../test/many-listings.ts";
import type { Prisma } from "../adapters/database/generated/client.ts";
import { createRecords } from "../adapters/database/records.ts";
import { as, type StoreId } from "../domain/ids.ts";
import { cannotBeListed } from "../domain/listing-issues.ts";
import { STORES_OWN } from "../domain/listing-settings.ts";
import { unmet } from "../domain/requirement.ts";
import { listingPage } from "./listing.server.ts";

const at = new Date("2026-11-26T09:00:00Z");

let test: TestDatabase;
let storeId: StoreId;
beforeEach(async () => {
  test = await createTestDatabase();
  storeId = await seedListings(test.database.prisma, 20);
});
afterEach(() => test.close());

const settingsOf = async () => ({ settings: STORES_OWN });
const page = (listingId: string, of = storeId) =>
  listingPage(test.database.prisma, { storeId: of, listingId, settingsOf });

describe("what happened and what comes next", () => {
  it("the newest event comes first; only this listing's issues and work are shown", async () => {
    const { prisma } = test.database;
    for (const text of ["first", "second"])
      await prisma.listingEvent.create({ data: { storeId, listingId: "l1", at, kind: "state", text } });
    for (const [subject, key] of [
      ["l1", "a"],
      ["p1", "b"],
      ["l2", "c"],
    ] as const) {
      const words = { code: "x", severity: "blocks", subjectKind: "listing", title: key, advice: "Mend it." };
      await prisma.issue.create({ data: { storeId, openKey: key, key, subjectId: subject, ...words } });
    }
    for (const [verb, subject] of [
      ["publish-listings", "p1"],
      ["refresh-listings", "l1"],
      ["publish-listings", "p2"],
      ["import-products", "p1"],
    ] as const)
      await prisma.workItem.create({ data: { storeId, verb, subject, dueAt: at } });
    await prisma.workItem.updateMany({ where: { verb: "refresh-listings" }, data: { waitsFor: "a" } });
    const shown = await page("l1");
    expect(shown?.history.map((entry) => entry.text)).toEqual(["second", "first"]);
    expect(shown?.issues.map((issue) => issue.title).toSorted()).toEqual(["a", "b"]);
    expect(shown?.work.map((item) => [item.verb, item.nextAttemptAt])).toEqual([
      ["publish-listings", at.toISOString()],
      ["refresh-listings", null],
    ]);
  });

  it("what keeps it from being sold is said once, with what mends it, and no other store's listing is shown", async () => {
    const { prisma } = test.database;
    const rejections = [{ reasons: ["The picture is blurred."], suggestions: [] }];
    await prisma.listing.update({ where: { id: "l10" }, data: { rejections } });
    expect((await page("l10"))?.reasons).toEqual(["The picture is blurred."]);
    const records = createRecords({ database: test.database, secrets: { current: "x" }, now: () => at });
    const lacks = [unmet("size-chart", { value: "Soap" })];
    const json = lacks as unknown as Prisma.InputJsonValue;
    await prisma.listing.update({ where: { id: "l1" }, data: { unmet: json } });
    await records.issues.raise({ storeId, ...cannotBeListed({ listingId: "l1", title: "Lamp" }, lacks) });
    const told = await page("l1");
    expect(told?.reasons).toEqual([`${lacks[0]?.sentence} ${lacks[0]?.fix}`]);
    expect(told?.issues).toEqual([]);
    expect(await page("l1", as<StoreId>("another-store"))).toBeUndefined();
    expect(await page("no-such-listing")).toBeUndefined();
  });
});

describe("what the merchant may ask", () => {
  it.each([
    [{ state: "live", marketplaceProductId: "m" }, ["pause"]],
    [{ state: "live", marketplaceProductId: "m", pausedFor: "merchant" }, ["resume"]],
    [{ state: "paused", marketplaceProductId: "m", pausedFor: "merchant" }, ["resume"]],
    [{ state: "withdrawn", marketplaceProductId: "m" }, ["list-again"]],
    [{ state: "rejected", marketplaceProductId: null }, ["list-again"]],
    [{ state: "frozen", marketplaceProductId: "m" }, []],
    [{ state: "draft", marketplaceProductId: null }, []],
  ])("of a listing that is %o is %o", async (data, acts) => {
    await test.database.prisma.listing.update({ where: { id: "l1" }, data });
    expect((await page("l1"))?.acts).toEqual(acts);
  });
});
