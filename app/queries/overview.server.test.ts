import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { seedListings } from "../../test/many-listings.ts";
import type { StoreId } from "../domain/ids.ts";
import { overview } from "./overview.server.ts";

let test: TestDatabase;
let storeId: StoreId;
beforeAll(async () => {
  test = await createTestDatabase();
  storeId = await seedListings(test.database.prisma, 4);
});
afterAll(() => test.close());

async function placeOf(subjectKind: string, subjectId: string) {
  const { issue } = test.database.prisma;
  await issue.deleteMany({});
  const words = { code: "c", severity: "warns", title: "t", advice: "a" };
  await issue.create({ data: { storeId, key: "k", ...words, subjectKind, subjectId } });
  const { issues } = await overview(test.database.prisma, storeId, new Date());
  return issues.list[0]?.action;
}

it("an issue of a listing, or of a product with one listing, leads to that listing's own page", async () => {
  const place = { label: "Open listing", url: "/app/listings/l1" };
  expect(await placeOf("listing", "l1")).toEqual(place);
  expect(await placeOf("product", "p1")).toEqual(place);
});

it("an issue of a product that several shops sell leads to all its listings", async () => {
  await test.database.prisma.listing.create({
    data: { storeId, connectionId: "c0", productId: "p1", state: "draft" },
  });
  expect(await placeOf("product", "p1")).toEqual({ label: "Open listings", url: "/app/listings?subject=p1" });
  await test.database.prisma.listing.deleteMany({ where: { connectionId: "c0", productId: "p1" } });
});

it("an issue of a product without a listing leads nowhere", async () => {
  expect(await placeOf("product", "p404")).toBeNull();
});

it("of each verb it counts what waits and what fails, and shows what failed most often, else what is due first", async () => {
  const item = (verb: string, subject: string, facts: object = {}) => ({
    ...{ storeId, verb, subject, dueAt: new Date(`2026-11-26T10:0${subject}:00Z`), ...facts },
  });
  const failed = (attempts: number) => ({ attempts, failure: "unavailable", reason: `failed ${attempts}` });
  await test.database.prisma.workItem.createMany({
    data: [
      ...[item("publish-listings", "0"), item("publish-listings", "1", failed(2))],
      ...[item("publish-listings", "3", failed(5)), item("publish-listings", "2", failed(5))],
      ...[item("push-inventory", "5"), item("push-inventory", "4"), item("reconcile-links", "1")],
      item("route-orders", "7", { ...failed(12), waitsFor: "k" }),
    ],
  });
  for (let times = 0; times < 2; times += 1) {
    const { work } = await overview(test.database.prisma, storeId, new Date());
    expect(work.map((one) => [one.verb, one.count, one.failing, one.reason, one.nextAttemptAt])).toEqual([
      ["publish-listings", 4, 3, "failed 5", "2026-11-26T10:02:00.000Z"],
      ["push-inventory", 2, 0, null, "2026-11-26T10:04:00.000Z"],
      ["route-orders", 1, 1, "failed 12", null],
    ]);
  }
});
