import { afterEach, expect, test } from "vitest";
import { answerCall } from "./control/door.ts";
import { seedDemo } from "./seed.ts";
import { DEMO_STORE } from "./settings.ts";
import { createTwin, type Twin } from "./twin.ts";

const MINUTE = 60_000;

const twins: Twin[] = [];
afterEach(() => {
  for (const twin of twins.splice(0)) twin.stop();
});

function begin(): Twin {
  const twin = createTwin();
  twins.push(twin);
  seedDemo(twin);
  return twin;
}

async function call(twin: Twin, method: string, path: string, body?: unknown) {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await answerCall(twin, new Request(`http://127.0.0.1/control/${path}`, init));
  return { status: response.status, answer: (await response.json()) as Record<string, any> };
}

const at = { domain: DEMO_STORE };
const buy = { do: "place store order", with: at, body: { lines: [{ sku: "CSC-POT", quantity: 1 }] } };
const day = [
  { at: "+00:10", ...buy, as: "first" },
  { at: "+01:30", do: "cancel store order", with: { ...at, name: "$first.name" } },
  { at: "+00:20", ...buy },
];

test("steps run at their times, later ones on what earlier ones answered, and the history says what they came to", async () => {
  const twin = begin();
  expect((await call(twin, "POST", "script", { steps: day })).answer).toEqual({
    waiting: 3,
    done: 0,
    refused: 0,
  });
  const cancelled = () => twin.shopify.view(DEMO_STORE).orders.map((order) => order.cancelled);
  await twin.clock.advance(9 * MINUTE);
  expect(cancelled()).toEqual([]);
  await twin.clock.advance(60 * MINUTE);
  expect(cancelled()).toEqual([false, false]);
  await twin.clock.advance(60 * MINUTE);
  expect(cancelled()).toEqual([true, false]);
  const steps = (await call(twin, "GET", "history?effects=script.step")).answer["entries"];
  expect(steps).toMatchObject([
    { ids: { do: "place store order" }, data: { answer: { name: "#1001" } } },
    { ids: { do: "place store order" }, data: { answer: { name: "#1002" } } },
    { ids: { do: "cancel store order" }, data: { answer: { done: true } } },
  ]);
});

test("a step that is refused stops no other", async () => {
  const twin = begin();
  const steps = [
    { at: "+00:01", do: "cancel store order", with: { ...at, name: "9999" } },
    { at: "+00:02", do: "cancel store order", with: { ...at, name: "$nobody.name" } },
    { at: "+00:03", ...buy },
  ];
  await call(twin, "POST", "script", { steps });
  await twin.clock.advance(5 * MINUTE);
  expect((await call(twin, "GET", "script")).answer).toEqual({ waiting: 0, done: 1, refused: 2 });
});

test("a script goes on where a snapshot was restored", async () => {
  const twin = begin();
  await call(twin, "POST", "script", { steps: day });
  await twin.clock.advance(15 * MINUTE);
  const snapshot = (await call(twin, "POST", "snapshot")).answer;
  const other = createTwin({ seed: 5 });
  twins.push(other);
  await call(other, "POST", "restore", snapshot);
  await other.clock.advance(120 * MINUTE);
  expect(other.shopify.view(DEMO_STORE).orders.map((order) => order.cancelled)).toEqual([true, false]);
});

test("what is still to come can be forgotten, twice alike", async () => {
  const twin = begin();
  await call(twin, "POST", "script", { steps: day });
  for (const _time of ["once", "again"]) {
    expect((await call(twin, "DELETE", "script")).answer).toMatchObject({ waiting: 0 });
  }
  await twin.clock.advance(120 * MINUTE);
  expect(twin.shopify.view(DEMO_STORE).orders).toEqual([]);
});

test.each([
  ["a time that is none", { ...buy, at: "noon" }, "steps.1.at"],
  ["a call nobody knows", { at: "+00:01", do: "dance" }, "steps.1.do"],
  ["a call that moves the twin itself", { at: "+00:01", do: "advance clock" }, "steps.1.do"],
  ["a parameter left out", { at: "+00:01", do: "place store order", body: buy.body }, "steps.1.with.domain"],
  [
    "a body that the call does not take",
    { ...buy, at: "+00:01", body: { lines: [{ sku: "CSC-POT", quantity: -1 }] } },
    "steps.1.body.lines.0.quantity",
  ],
])("%s is refused by name, and no step is planned", async (...[_what, step, named]) => {
  const twin = begin();
  const { status, answer } = await call(twin, "POST", "script", { steps: [day[0], step] });
  expect([status, answer["error"]]).toEqual([400, expect.stringContaining(named)]);
  expect((await call(twin, "GET", "script")).answer).toMatchObject({ waiting: 0 });
});
