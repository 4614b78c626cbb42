// What exports leave on the disk.
import { mkdir, mkdtemp, readdir, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { removeAbandoned } from "./jsonl-spool.ts";

it("the folder of an export whose process was killed is removed a day later, and no other", async () => {
  const parent = await mkdtemp(path.join(tmpdir(), "spool-test-"));
  for (const name of ["catalog-export-old", "catalog-export-new", "else-old"])
    await mkdir(path.join(parent, name));
  const twoDaysAgo = new Date(Date.now() - 48 * 60 * 60_000);
  for (const name of ["catalog-export-old", "else-old"])
    await utimes(path.join(parent, name), twoDaysAgo, twoDaysAgo);
  for (let times = 0; times < 2; times += 1) {
    await removeAbandoned(parent, Date.now() - 24 * 60 * 60_000);
    expect((await readdir(parent)).sort()).toEqual(["catalog-export-new", "else-old"]);
  }
  await rm(parent, { recursive: true });
});
