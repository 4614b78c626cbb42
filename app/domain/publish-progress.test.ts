import { describe, expect, it } from "vitest";
import { LATEST_WINDOW_MS, listingsPerSecond, publishProgress, RATE_WINDOW_MS } from "./publish-progress.ts";

const START = Date.parse("2026-11-26T08:00:00Z");
const LISTINGS = 10_000;

/** Moments at which each listing is sent, at a rate that may change with time since the start. */
function moments(perSecond: (ms: number) => number): number[] {
  const sent: number[] = [];
  for (let at = 0; sent.length < LISTINGS; at += 1_000 / perSecond(at)) sent.push(START + at);
  return sent;
}

function progressAt(sent: readonly number[], now: number, ahead = { least: 600, most: 6_000 }) {
  const done = sent.filter((at) => at <= now);
  const lately = (windowMs: number) => {
    const some = done.filter((at) => at > now - windowMs);
    return { count: some.length, since: some[0] === undefined ? null : new Date(some[0]) };
  };
  const moment = new Date(now);
  const sentLately = { recent: lately(RATE_WINDOW_MS), latest: lately(LATEST_WINDOW_MS) };
  const pace = listingsPerSecond(sentLately, moment) ?? ahead;
  const counts = { listed: done.length, waiting: LISTINGS - done.length };
  return publishProgress({ ...counts, pace, listingsPerDay: null, listedToday: 0 }, moment);
}

/** How far the time left that is shown is from the true one, as a share of it, worst of many looks. */
function worstError(sent: readonly number[], from: number): number {
  const end = sent.at(-1) ?? START;
  let worst = 0;
  for (let now = from; now < end - 60_000; now += 17_000) {
    const left = progressAt(sent, now).plan.msLeft;
    worst = Math.max(worst, Math.abs(left - (end - now)) / (end - now));
  }
  return worst;
}

describe("time left", () => {
  it.each([1, 5, 10, 50])("is right to a tenth once a twentieth is done, at %i a second", (rate) => {
    const sent = moments(() => rate);
    expect(worstError(sent, sent[LISTINGS / 20] ?? 0)).toBeLessThan(0.1);
  });

  it.each([
    [10, 5, 40],
    [1.7, 0.85, 40],
    [5, 10, 40],
  ])("is right to a tenth soon after a quota went from %d to %d: %i seconds", (before, after, seconds) => {
    const movedAt = 600_000;
    const sent = moments((ms) => (ms < movedAt ? before : after));
    expect(worstError(sent, START + movedAt + seconds * 1_000)).toBeLessThan(0.1);
  });

  it("before the first is sent is as long as its calls take at rates that were seen", () => {
    const found = progressAt([START + 1e9], START, { least: 3_000, most: 3_100 });
    expect(found).toMatchObject({ perMinute: null, percent: 0, plan: { msLeft: 3_100_000 }, soonest: null });
  });

  it("before the first is sent is a guess, with its soonest end, where no rate was seen", () => {
    const found = progressAt([START + 1e9], START);
    expect(found).toMatchObject({ plan: { msLeft: 6_000_000 }, soonest: { msLeft: 600_000 } });
  });

  it("is nothing when nothing waits", () => {
    const sent = moments(() => 50);
    expect(progressAt(sent, sent.at(-1) ?? 0)).toMatchObject({ percent: 100, plan: { msLeft: 0 } });
  });
});
