// How far a publish has come, how fast it goes and when it will be done: told from what was sent in the last minutes, so
// that a quota which moved is believed soon.
import { type PublishPlan, publishPlan } from "./publish-plan.ts";

/** Long enough to be steady at a listing in some seconds. */
export const RATE_WINDOW_MS = 3 * 60_000;
/** Where listings go faster, short enough to see soon that a quota halved or doubled. */
export const LATEST_WINDOW_MS = 40_000;
/** Listings in the short window from which its word is taken, and by how much it must differ from the long one's. */
const ENOUGH = 20;
const MOVED = 0.07;
/** A careful guess before anything was measured, in calls a second. */
const GUESSED_RATE = 5;

/** How many were sent, and when the first of them was. */
export type SentLately = { readonly count: number; readonly since: Date | null };

export type PublishState = {
  /** In the marketplace already. */
  readonly listed: number;
  /** Can be sent and is not there yet. */
  readonly waiting: number;
  /** Calls the waiting ones cost, where nothing was measured yet. */
  readonly calls: number;
  /** What was sent within the window, and within the latest part of it. */
  readonly recent: SentLately;
  readonly latest: SentLately;
  readonly listingsPerDay: number | null;
  readonly listedToday: number;
};

export type PublishProgress = {
  /** 0 to 100 of what can be listed. */
  readonly percent: number;
  /** Listings a minute; null while nothing was sent lately. */
  readonly perMinute: number | null;
  readonly plan: PublishPlan;
};

export function publishProgress(state: PublishState, now: Date): PublishProgress {
  const perSecond = measuredRate(state, now);
  const { listed, waiting, listingsPerDay, listedToday } = state;
  const plan = publishPlan(
    {
      ...{ listings: waiting, listingsPerDay, listedToday },
      // Measured in listings, the calls each of them costs are in the measure already.
      calls: perSecond === null ? state.calls : waiting,
      callsPerSecond: perSecond ?? GUESSED_RATE,
    },
    now,
  );
  const all = listed + waiting;
  const percent = all === 0 ? 0 : Math.floor((listed / all) * 100);
  return { percent, perMinute: perSecond === null ? null : perSecond * 60, plan };
}

// The longer the steadier; but a quota that moved is seen in the latest ones first.
function measuredRate({ recent, latest }: PublishState, now: Date): number | null {
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
