// How long a failed item waits before its next attempt: a random time below a ceiling that doubles, so that items that
// failed together do not come back together.
//
// after attempt   1    2    3    4     5     6     7      8      9      10      11      12 and later
// ceiling         2 s  4 s  8 s  16 s  32 s  64 s  2.1 m  4.3 m  8.5 m  17.1 m  34.1 m  60 m

const BASE_MS = 1_000;
const CAP_MS = 60 * 60 * 1_000;
// A platform that asks for patience and does not say how much.
const PATIENCE_MS = 2_000;

/** The longest wait after this many attempts, in milliseconds. */
export function backoffCeiling(attempts: number): number {
  return Math.min(CAP_MS, BASE_MS * 2 ** attempts);
}

/** The wait after this many attempts, in milliseconds. `random` answers a number in [0, 1). */
export function backoff(attempts: number, random: () => number): number {
  return Math.ceil(backoffCeiling(attempts) * random());
}

/** The wait a platform asked for, or a short one when it named none. */
export function patience(retryAfterMs: number | undefined): number {
  return Math.min(CAP_MS, Math.max(0, retryAfterMs ?? PATIENCE_MS));
}
