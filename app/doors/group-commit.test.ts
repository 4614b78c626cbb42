// How many statements, how large, and whose failure is whose.
import { describe, expect, it } from "vitest";
import type { InboxEntry } from "../use-cases/ports/notice.ts";
import { createGroupCommit } from "./group-commit.ts";

function entry(messageId: string): InboxEntry {
  const body = Buffer.from(messageId);
  return {
    source: "shopify",
    messageId,
    topic: "orders/create",
    owner: "a.test",
    notices: [],
    body,
    triggeredAt: null,
  };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => entry(`m${index}`));

describe("group commit", () => {
  it("500 that arrive together are committed in a few batches of at most 200, two at a time", async () => {
    const sizes: number[] = [];
    let underWay = 0;
    let mostUnderWay = 0;
    const group = createGroupCommit(async (entries) => {
      underWay += 1;
      mostUnderWay = Math.max(mostUnderWay, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      sizes.push(entries.length);
      underWay -= 1;
    });
    await Promise.all(many(500).map((one) => group.add(one)));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(500);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(200);
    expect(sizes.length).toBeLessThanOrEqual(5);
    expect(mostUnderWay).toBe(2);
  });

  it("one entry that cannot be stored takes no other with it", async () => {
    const stored: string[] = [];
    const group = createGroupCommit(async (entries) => {
      if (entries.some((one) => one.messageId === "m7")) throw new Error("refused");
      stored.push(...entries.map((one) => one.messageId));
    });
    const fates = await Promise.allSettled(many(40).map((one) => group.add(one)));
    expect(fates.flatMap((fate, index) => (fate.status === "rejected" ? [index] : []))).toEqual([7]);
    expect(stored.length).toBe(39);
    expect(new Set(stored).size).toBe(39);
  });

  it("a database that is away is not asked once per entry", async () => {
    let asked = 0;
    const group = createGroupCommit(async () => {
      asked += 1;
      throw new Error("away");
    });
    const fates = await Promise.allSettled(many(200).map((one) => group.add(one)));
    expect(fates.every((fate) => fate.status === "rejected")).toBe(true);
    expect(asked).toBe(3);
  });

  it("drained waits for what is under way and at once when nothing is", async () => {
    let finish: () => void = () => undefined;
    const group = createGroupCommit(() => new Promise<void>((resolve) => (finish = resolve)));
    await group.drained();
    const order: string[] = [];
    const added = group.add(entry("m1")).then(() => order.push("committed"));
    const drained = group.drained().then(() => order.push("drained"));
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual([]);
    finish();
    await Promise.all([added, drained]);
    expect(order).toEqual(["committed", "drained"]);
  });
});
