import { afterEach, expect, test } from "vitest";
import { RealClock, type TwinClock, VirtualClock } from "./clock.ts";

const clocks: TwinClock[] = [];
afterEach(() => {
  for (const clock of clocks.splice(0)) clock.stop();
});

function begin<Clock extends TwinClock>(clock: Clock): { clock: Clock; said: string[] } {
  const said: string[] = [];
  clocks.push(clock);
  clock.on<string>("say", (word) => void said.push(word));
  return { clock, said };
}

const say = (data: string) => ({ kind: "say", data });

test("virtual time runs what falls due in order, and what it schedules in turn", async () => {
  const { clock, said } = begin(new VirtualClock(1_000));
  clock.on("twice", () => clock.schedule(50, say("after")));
  clock.schedule(200, say("late"));
  clock.schedule(100, say("first"));
  clock.schedule(100, say("second"));
  clock.schedule(100, { kind: "twice", data: null });
  await clock.advance(199);
  expect(said).toEqual(["first", "second", "after"]);
  expect(clock.now()).toBe(1_199);
  await clock.advance(1);
  expect(said.at(-1)).toBe("late");
});

test("virtual time goes back to where it was saved, with what was scheduled", async () => {
  const { clock, said } = begin(new VirtualClock(0));
  clock.schedule(10, say("again"));
  const saved = [...clock.pending()];
  await clock.advance(100);
  clock.load(0, saved);
  expect(clock.now()).toBe(0);
  await clock.step();
  expect(said).toEqual(["again", "again"]);
  expect(clock.now()).toBe(10);
});

test("real time brings events forward without moving, and what repeats itself comes as often as it would have", async () => {
  const { clock, said } = begin(new RealClock());
  clock.on("tick", () => {
    said.push("tick");
    clock.schedule(10_000, { kind: "tick", data: null });
  });
  clock.schedule(10_000, { kind: "tick", data: null });
  const before = Date.now();
  await clock.advance(35_000);
  expect(said).toEqual(["tick", "tick", "tick"]);
  expect(clock.now() - before).toBeLessThan(5_000);
  const wait = (clock.pending()[0]?.dueAt ?? 0) - clock.now();
  expect(wait).toBeGreaterThan(4_000);
  expect(wait).toBeLessThanOrEqual(5_000);
});

test("real time runs an event when it falls due", async () => {
  const { clock } = begin(new RealClock());
  const came = new Promise<string>((resolve) => clock.on<string>("come", resolve));
  clock.schedule(5, { kind: "come", data: "here" });
  expect(await came).toBe("here");
});

test("an event that waits for an answer holds up no other in real time", async () => {
  const { clock } = begin(new RealClock());
  clock.on("never", () => new Promise(() => {}));
  const came = new Promise<string>((resolve) => clock.on<string>("come", resolve));
  clock.schedule(0, { kind: "never", data: null });
  clock.schedule(1, { kind: "come", data: "here" });
  expect(await came).toBe("here");
});

test("virtual time runs by itself at its pace until nothing is left to happen", async () => {
  const { clock, said } = begin(new VirtualClock(0));
  clock.schedule(60_000, say("a minute"));
  clock.schedule(90_000, say("half a minute more"));
  const before = performance.now();
  clock.pace.run({ pace: 1_000, until: "idle" });
  await expect.poll(() => clock.pace.running, { interval: 10 }).toBeUndefined();
  expect(performance.now() - before).toBeGreaterThan(80);
  expect(said).toEqual(["a minute", "half a minute more"]);
  expect(clock.now()).toBeGreaterThanOrEqual(90_000);
});

test("time that was set running stands still once stopped", async () => {
  const { clock } = begin(new VirtualClock(0));
  clock.pace.run({ pace: 100, until: "stopped" });
  await expect.poll(() => clock.now(), { interval: 5 }).toBeGreaterThan(0);
  clock.pace.stop();
  clock.pace.stop();
  await new Promise((resolve) => setTimeout(resolve, 30));
  const stopped = clock.now();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(clock.now()).toBe(stopped);
});

test("at sixty times the pace of real time an event comes sixty times as soon, and the clock keeps the real time", async () => {
  const { clock, said } = begin(new RealClock());
  clock.schedule(6_000, say("soon"));
  clock.pace.run({ pace: 60, until: "stopped" });
  await expect.poll(() => said, { interval: 10 }).toEqual(["soon"]);
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(50);
  clock.pace.stop();
});

test("a forgotten event does not happen", async () => {
  const { clock, said } = begin(new VirtualClock(0));
  clock.schedule(1, say("kept"));
  clock.schedule(1, say("forgotten"));
  expect(clock.unschedule((event) => event.data === "forgotten")).toBe(1);
  expect(clock.waiting()).toEqual({ count: 1, nextDueAt: 1 });
  await clock.advance(5);
  expect(said).toEqual(["kept"]);
});
