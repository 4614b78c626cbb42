// What gets out of the log, and what never does.
import { expect, it } from "vitest";
import { PlatformError } from "../use-cases/ports/platform-error.ts";
import { createLog, type LogLevel } from "./log.ts";

function logged(level: LogLevel = "info") {
  const lines: string[] = [];
  const log = createLog({
    write: (line) => lines.push(line),
    level,
    now: () => new Date("2026-11-22T10:00:00Z"),
  });
  return { lines, log };
}

it("a fact is one line of JSON with its time and its fields", () => {
  const { lines, log } = logged();
  log.info("order-imported", { storeId: "s1", count: 2 });
  const line = {
    at: "2026-11-22T10:00:00.000Z",
    level: "info",
    fact: "order-imported",
    storeId: "s1",
    count: 2,
  };
  expect(lines).toEqual([`${JSON.stringify(line)}\n`]);
});

it("a field that is not on the list is left out", () => {
  const { lines, log } = logged();
  log.warn("seen", { accessToken: "shpat_1", email: "a@example.com", storeId: "s1" });
  expect(lines[0]).not.toMatch(/shpat_1|example\.com/);
  expect(lines[0]).toContain("s1");
});

it("an error is told by kind and place, never by its message", () => {
  const { lines, log } = logged();
  const cause = new PlatformError({
    platform: "shopify",
    operation: "orderCreate",
    kind: "rejected",
    detail: "Phone 555 is invalid",
    code: "INVALID",
  });
  log.error("item-failed", { error: cause, storeId: "s1" });
  const line = JSON.parse(lines[0] ?? "") as { error: { stack: string[] } };
  expect(line.error).toMatchObject({
    name: "PlatformError",
    kind: "rejected",
    operation: "orderCreate",
    code: "INVALID",
  });
  expect(line.error.stack[0]).toMatch(/^at /);
  expect(lines[0]).not.toContain("555");
});

it("what is below the level is not written", () => {
  const { lines, log } = logged("error");
  log.info("quiet");
  log.warn("quiet");
  log.error("loud");
  expect(lines).toHaveLength(1);
});
