// What endpoints of a shop were last seen to let pass, as the next process is told it.
import { expect, it } from "vitest";
import { createTestDatabase } from "../../../test/database.ts";
import { seedListings } from "../../../test/many-listings.ts";
import { lastEndpointRate, saveEndpointRate } from "./endpoint-rates.ts";

const UPLOAD = "POST /product/202309/images/upload";
const at = (second: number) => new Date(Date.UTC(2026, 10, 26, 10, 0, second));

it("an endpoint's rate is what was seen last, and nothing once all of the shop proved to share a quota", async () => {
  const test = await createTestDatabase();
  const { prisma } = test.database;
  await seedListings(prisma, 1);
  const save = (endpoint: string, perSecond: number, second: number) =>
    saveEndpointRate(prisma, {
      ...{ cipher: "x", endpoint, purpose: null, perSecond, at: at(second) },
    });
  const last = async (endpoint: string) =>
    (await lastEndpointRate(prisma, { cipher: "x", endpoint }))?.perSecond;

  expect(await last(UPLOAD)).toBeUndefined();
  await save(UPLOAD, 10, 1);
  await save(UPLOAD, 12, 2);
  expect(await last(UPLOAD)).toBe(12);
  expect(await last("*")).toBeUndefined();
  await save("*", 20, 3);
  expect(await last(UPLOAD)).toBeUndefined();
  expect(await last("*")).toBe(20);
  await save(UPLOAD, 11, 4);
  expect(await last(UPLOAD)).toBe(11);
  await test.close();
});
