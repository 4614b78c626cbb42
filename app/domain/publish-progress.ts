// How far a publish has come, how fast it goes and when it will be done: told from what was sent in the last minutes, so
// that a quota which moved is believed soon.
import { type PublishPlan, publishPlan } from "./publish-plan.ts";

/** Long enough to be steady at a call a second, short enough to follow a quota that halves. */
export const RATE_WINDOW_MS = 3 * 60_000;
/** A careful guess before anything was measured, in calls a second. */
const GUESSED_RATE = 5;

export type PublishState = {
  /** In the marketplace already. */
  readonly listed: number;
  /** Can be sent and is not there yet. */
  readonly waiting: number;
  /** Calls the waiting ones cost, where nothing was measured yet. */
  readonly calls: number;
  /** How many were sent within the window, and when the first of them was. */
  readonly recent: number;
  readonly recentSince: Date | null;
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

function measuredRate({ recent, recentSince }: PublishState, now: Date): number | null {
  if (recent < 2 || !recentSince) return null;
  const seconds = (now.getTime() - recentSince.getTime()) / 1_000;
  // The first one opened the span: what was sent within it are the others.
  return seconds > 0 ? (recent - 1) / seconds : null;
}
