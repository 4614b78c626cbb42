import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
const STORE = "/control/shopify/stores/fernweh-outfitters.myshopify.com";

const folder = mkdtempSync(join(tmpdir(), "twin-"));
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(...args: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, "--port", "0", ...args]);
  started.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const ready = async () => {
    await expect.poll(() => said, { timeout: 15_000 }).toContain("Ctrl-C stops the twin");
    return /Control page\s+(\S+)\/control/.exec(said)?.[1] ?? "";
  };
  return { ready, ended, said: () => said, stop: () => child.kill("SIGINT") };
}

const stateOf = async (main: string) =>
  (await fetch(`${main}/control/state`)).json() as Promise<{ stores: unknown }>;

test("what was there when the twin was stopped is there when it starts again", async () => {
  const file = join(folder, "kept.json");
  const first = start("--clock", "virtual", "--snapshot", file);
  const main = await first.ready();
  const order = { lines: [{ sku: "CSC-POT", quantity: 1 }] };
  await fetch(`${main}${STORE}/orders`, { method: "POST", body: JSON.stringify(order) });
  const before = await stateOf(main);
  first.stop();
  expect(await first.ended).toBe(0);

  const second = start("--clock", "virtual", "--restore", file);
  expect((await stateOf(await second.ready())).stores).toEqual(before.stores);
  second.stop();
  expect(await second.ended).toBe(0);
});

test.each([
  ["a port that is none", ["--port", "-3"], "--port"],
  ["a clock that is none", ["--clock", "sundial"], "--clock"],
  ["an option nobody knows", ["--speed", "9"], "--speed"],
  ["a snapshot that is not there", ["--restore", join(folder, "missing.json")], "missing.json"],
])("%s is refused by name before anything starts", async (...[_what, args, named]) => {
  const run = start(...args);
  expect(await run.ended).toBe(1);
  expect(run.said()).toContain(named);
});

test("a file that is no snapshot is refused with what it lacks", async () => {
  const file = join(folder, "other.json");
  writeFileSync(file, JSON.stringify({ version: 1, now: 5 }));
  const run = start("--restore", file);
  expect(await run.ended).toBe(1);
  expect(run.said()).toContain("events");
});
