// How far a publish has come, how fast it goes and when it will be done: told from what was sent in the last minutes, so
// that a quota which moved is believed soon; and before anything is sent from the calls it will take.
import type { Duration } from "./publish-calls.ts";
import { type PublishPlan, publishPlan } from "./publish-plan.ts";

/** Long enough to be steady at a listing in some seconds. */
export const RATE_WINDOW_MS = 3 * 60_000;
/** Where listings go faster, short enough to see soon that a quota halved or doubled. */
export const LATEST_WINDOW_MS = 40_000;
/** Listings in the short window from which its word is taken, and by how much it must differ from the long one's. */
const ENOUGH = 20;
const MOVED = 0.07;
/** A range narrower than this is no guess. */
const SURE = 1.1;

/** How many were sent, and when the first of them was. */
type SentLately = { readonly count: number; readonly since: Date | null };

/** What was sent within the window, and within the latest part of it. */
type Lately = { readonly recent: SentLately; readonly latest: SentLately };

export type PublishState = {
  /** In the marketplace already. */
  readonly listed: number;
  /** Can be sent and is not there yet. */
  readonly waiting: number;
  /** Listings a second as measured (`listingsPerSecond`), or how long the waiting ones will take before any was sent. */
  readonly pace: number | Duration;
  readonly listingsPerDay: number | null;
  readonly listedToday: number;
};

export type PublishProgress = {
  /** 0 to 100 of what can be listed. */
  readonly percent: number;
  /** Listings a minute; null while nothing was sent lately. */
  readonly perMinute: number | null;
  readonly plan: PublishPlan;
  /** Set where the end is a guess: it may come as soon as this, and no later than the plan says. */
  readonly soonest: PublishPlan | null;
};

export function publishProgress(state: PublishState, now: Date): PublishProgress {
  const { listed, waiting, pace, listingsPerDay, listedToday } = state;
  const all = listed + waiting;
  const percent = all === 0 ? 0 : Math.floor((listed / all) * 100);
  const planIn = (seconds: number) =>
    publishPlan({ listings: waiting, seconds, listingsPerDay, listedToday }, now);
  if (typeof pace === "number")
    return { percent, perMinute: pace * 60, plan: planIn(waiting / pace), soonest: null };
  const [soonest, plan] = [planIn(pace.least), planIn(pace.most)];
  const isGuess = plan.msLeft > soonest.msLeft * SURE;
  return { percent, perMinute: null, plan, soonest: isGuess ? soonest : null };
}

/**
 * Listings a second of late; null while too few were sent. The longer the steadier, but a quota that moved is seen in
 * the latest ones first.
 */
export function listingsPerSecond({ recent, latest }: Lately, now: Date): number | null {
  const steady = rateOf(recent, now);
  const fresh = rateOf(latest, now);
  if (steady === null || fresh === null || latest.count < ENOUGH) return steady;
  return Math.abs(fresh / steady - 1) > MOVED ? fresh : steady;
}

function rateOf({ count, since }: SentLately, now: Date): number | null {
  if (count < 2 || !since) return null;
  const seconds = (now.getTime() - since.getTime()) / 1_000;
  // The first one opened the span: what was sent within it are the others.
  return seconds > 0 ? (count - 1) / seconds : null;
}
