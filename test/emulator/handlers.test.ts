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

test.each([
  ["a refused connection", { kind: "refused" }, [], "nothing", null],
  ["a lost answer", { kind: "lost-answer" }, ["x"], "nothing", 200],
] as const)(
  "after %s the record says what happened and what was heard",
  async (...[_what, fault, done, heard, status]) => {
    const { faults, history, platform } = begin();
    faults.arm({ channel: "call", fault, times: 1 });
    await expect(post("x")).rejects.toThrow();
    expect(platform.done).toEqual(done);
    expect(history.all().at(-1)).toMatchObject({ kind: "call", heard, status });
  },
);

test.each([
  ["before anything happens", "timeout-before", [], null],
  ["after everything happened", "timeout-after", ["x"], 200],
] as const)(
  "a time-out %s leaves the client waiting until it gives up",
  async (...[_when, kind, done, status]) => {
    const { faults, history, platform } = begin();
    faults.arm({ channel: "call", fault: { kind }, times: 1 });
    const signal = AbortSignal.timeout(100);
    await expect(
      fetch("https://api.tiny.test/things", { method: "POST", body: "x", signal }),
    ).rejects.toThrow("timeout");
    expect(platform.done).toEqual(done);
    expect(history.all().at(-1)).toMatchObject({ heard: "nothing", status });
    expect((await post("y")).status).toBe(200);
  },
);

test("a failing platform answers the status asked for", async () => {
  const { faults } = begin();
  faults.arm({ channel: "call", fault: { kind: "unavailable", status: 502 }, times: 1 });
  expect((await post("x")).status).toBe(502);
});

test("a success without effect looks like any other, and nothing has happened", async () => {
  const { faults, platform } = begin();
  faults.arm({ channel: "call", fault: { kind: "no-effect" }, times: 1 });
  expect(await (await post("x")).json()).toEqual({ code: 0, data: { got: "x" } });
  expect(platform.done).toEqual([]);
});

test("half a batch is done and answered 500; a call without a batch is left alone", async () => {
  const { faults, platform } = begin();
  faults.arm({ channel: "call", fault: { kind: "half-batch" }, times: 1 });
  expect((await post("alone")).status).toBe(200);
  expect((await post("a,b,c,d")).status).toBe(500);
  expect(platform.done).toEqual(["alone", "a,b"]);
});

test("a fault of one shop leaves the others alone", async () => {
  const { faults } = begin();
  faults.arm({ channel: "call", shop: "one", fault: { kind: "unavailable" } });
  const of = (shop: string) => fetch(`https://api.tiny.test/things?shop=${shop}`);
  expect([(await of("one")).status, (await of("two")).status, (await of("one")).status]).toEqual([
    503, 200, 503,
  ]);
});

test("a fault by rate hits about that share of calls, the same ones for the same seed", async () => {
  const hits = async () => {
    const { faults } = begin();
    faults.arm({ channel: "call", rate: 0.3, fault: { kind: "unavailable" } });
    const statuses: number[] = [];
    for (let call = 0; call < 60; call += 1) statuses.push((await post("x")).status);
    interception?.close();
    return statuses;
  };
  const first = await hits();
  expect(await hits()).toEqual(first);
  const share = first.filter((status) => status === 503).length / 60;
  expect(share).toBeGreaterThan(0.1);
  expect(share).toBeLessThan(0.5);
});

test("a client that gave up on a slow answer has heard nothing of it", async () => {
  const { faults, history } = begin();
  faults.arm({ channel: "call", fault: { kind: "slow", milliseconds: 60 }, times: 1 });
  await expect(fetch("https://api.tiny.test/things", { signal: AbortSignal.timeout(20) })).rejects.toThrow();
  await expect
    .poll(() => history.all().at(-1))
    .toMatchObject({ kind: "call", heard: "nothing", status: 200 });
});

test("a body beyond the limit is refused unread", async () => {
  const { platform } = begin();
  expect((await post(new Uint8Array(BODY_LIMIT + 1))).status).toBe(400);
  expect(platform.done).toEqual([]);
});
