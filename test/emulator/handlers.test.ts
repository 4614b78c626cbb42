import { afterEach, expect, test, vi } from "vitest";
import { Faults } from "./faults.ts";
import { BODY_LIMIT, handlersFor } from "./handlers.ts";
import { History } from "./history.ts";
import { type Interception, interceptWith } from "./intercept.ts";
import { miniaturePlatform } from "./miniature-platform.ts";
import { Random } from "./random.ts";

let interception: Interception | undefined;
afterEach(() => interception?.close());

function begin() {
  const faults = new Faults(new Random(1));
  const history = new History(() => 0);
  const platform = miniaturePlatform("tiktok-shop", "api.tiny.test");
  interception = interceptWith({ handlers: handlersFor([platform], { faults, history }) });
  return { faults, history, platform };
}

const post = (body: BodyInit) => fetch("https://api.tiny.test/things", { method: "POST", body });

test("a call reaches the platform whose host it names and is recorded with operation, status and code", async () => {
  const { history, platform } = begin();
  const answer = await (await post("hello")).json();
  expect(answer).toEqual({ code: 0, data: { got: "hello" } });
  expect(platform.done).toEqual(["hello"]);
  expect(history.all()).toMatchObject([
    { kind: "call", operation: "POST /things", status: 200, code: "0", platform: "tiktok-shop" },
  ]);
});

test("a request to anybody else is an error, whatever its path looks like", async () => {
  begin();
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  await expect(fetch("https://elsewhere.test/catalog.json")).rejects.toThrow();
  expect(said).toHaveBeenCalledWith(expect.stringContaining("https://elsewhere.test"));
  said.mockRestore();
});

test("a throttled call is answered as the platform does it, and nothing happens", async () => {
  const { faults, platform } = begin();
  faults.arm({ channel: "call", fault: { kind: "throttle", seconds: 7 }, times: 1 });
  const response = await post("x");
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "7"]);
  expect(platform.done).toEqual([]);
  expect((await post("x")).status).toBe(200);
});

test("an unavailable platform answers 503 and does nothing", async () => {
  const { faults, platform } = begin();
  faults.arm({ channel: "call", name: "POST /things", fault: { kind: "unavailable" }, times: 1 });
  expect((await post("x")).status).toBe(503);
  expect(platform.done).toEqual([]);
});

test("a refused token is answered in the platform's own words", async () => {
  const { faults } = begin();
  faults.arm({ channel: "call", fault: { kind: "unauthorized" }, times: 1 });
  expect((await post("x")).status).toBe(401);
});

test("a lost answer breaks the connection after everything happened", async () => {
  const { faults, history, platform } = begin();
  faults.arm({ channel: "call", fault: { kind: "lost-answer" }, times: 1 });
  await expect(post("once")).rejects.toThrow();
  expect(platform.done).toEqual(["once"]);
  expect(history.all().map((entry) => entry.kind)).toEqual(["fault", "call"]);
});

test("a cut answer carries half its body", async () => {
  const { faults } = begin();
  faults.arm({ channel: "call", fault: { kind: "cut-body" }, times: 1 });
  await expect((await post("x")).json()).rejects.toThrow(SyntaxError);
});

test("a slow answer comes late and whole", async () => {
  const { faults } = begin();
  faults.arm({ channel: "call", fault: { kind: "slow", milliseconds: 30 }, times: 1 });
  const before = performance.now();
  expect((await post("x")).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThan(25);
});

test("a body beyond the limit is refused unread", async () => {
  const { platform } = begin();
  expect((await post(new Uint8Array(BODY_LIMIT + 1))).status).toBe(400);
  expect(platform.done).toEqual([]);
});
