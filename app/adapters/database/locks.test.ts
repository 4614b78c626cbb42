// Locks that hold between processes, by the real database.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { as, type ConnectionId } from "../../domain/ids.ts";
import { createLocks } from "./locks.ts";

let copy: TestDatabase;
beforeAll(async () => {
  copy = await createTestDatabase();
});
afterAll(() => copy.close());

describe("locks", () => {
  it("one works at a time under one name, in two processes too, and others wait for nobody", async () => {
    const [one, two] = [createLocks(copy.url), createLocks(copy.url)];
    const id = as<ConnectionId>("c1");
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await one.withConnectionLock(as<ConnectionId>(`other-${most}`), async () => undefined);
      inside--;
    };
    await Promise.all([0, 1, 2, 3].map((at) => (at % 2 ? one : two).withConnectionLock(id, work)));
    expect(most).toBe(1);
    await expect(one.withStoreLock("a", () => Promise.reject(new Error("of this test")))).rejects.toThrow(
      "of this test",
    );
    await two.withStoreLock("a", async () => undefined);
    await Promise.all([one.close(), two.close()]);
  });
});
