// When a store's people sleep, by its own clock.

const BEGINS = 2;
const ENDS = 6;
const HOUR_MS = 60 * 60_000;

/** Undefined when it is night there now, else the moment at which the next one begins. */
export function nextNight(now: Date, timeZone: string): Date | undefined {
  const hour = hourIn(now, timeZone);
  if (hour >= BEGINS && hour < ENDS) return undefined;
  for (let at = now.getTime() - (now.getTime() % HOUR_MS) + HOUR_MS; ; at += HOUR_MS)
    if (hourIn(new Date(at), timeZone) === BEGINS || isSkipped(at, timeZone)) return new Date(at);
}

// Where clocks go forward from two to three, the night begins at three.
function isSkipped(at: number, timeZone: string): boolean {
  return hourIn(new Date(at), timeZone) === BEGINS + 1 && hourIn(new Date(at - HOUR_MS), timeZone) < BEGINS;
}

// A zone this machine does not know is taken for UTC: somebody's night it is.
function hourIn(at: Date, timeZone: string): number {
  const zone = isKnown(timeZone) ? timeZone : "UTC";
  return Number(
    new Intl.DateTimeFormat("en", { hour: "2-digit", hourCycle: "h23", timeZone: zone }).format(at),
  );
}

function isKnown(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).format(0) !== "";
  } catch {
    return false;
  }
}
