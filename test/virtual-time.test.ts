import { pbkdf2 } from "node:crypto";
import { stat } from "node:fs/promises";
import pg from "pg";
import { expect, it } from "vitest";
import { createTwin } from "./emulator/twin.ts";
import { createVirtualTime } from "./virtual-time.ts";

it("time stands still while a file is asked for something, however long the answer takes", async () => {
  const twin = createTwin();
  const time = createVirtualTime(twin, new pg.Pool());
  const began = twin.clock.now();
  void time.sleep(60_000);
  // The threads that look at files are kept busy.
  for (let thread = 0; thread < 8; thread += 1) pbkdf2("a", "b", 200_000, 64, "sha512", () => undefined);
  let answeredAt: number | undefined;
  void stat(import.meta.filename).then(() => {
    answeredAt = twin.clock.now();
  });
  await time.passUntil(() => answeredAt !== undefined);
  expect(answeredAt).toBe(began);
  twin.stop();
});
