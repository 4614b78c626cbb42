// Moments as people read them, in the store's time zone, the same on the server and in the browser.

type Props = { readonly at: string; readonly timeZone: string };

export function Moment({ at, timeZone }: Props) {
  return <time dateTime={at}>{printMoment(at, timeZone)}</time>;
}

export function printMoment(at: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(at));
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? "";
  return `${part("month")} ${part("day")}, ${part("hour")}:${part("minute")}`;
}

/** A day with its year, for what lies far ahead. */
export function printDay(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat("en-US", { timeZone, dateStyle: "long" }).format(new Date(at));
}

/** How long ago, in the largest unit that fits; `now` comes from the loader so that both renders agree. */
export function printAge(at: string, now: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(now) - Date.parse(at)) / 1000));
  if (seconds < 60) return "just now";
  const [amount, unit] =
    seconds < 3600
      ? [Math.round(seconds / 60), "minute"]
      : seconds < 86_400
        ? [Math.round(seconds / 3600), "hour"]
        : [Math.round(seconds / 86_400), "day"];
  return `${amount} ${unit}${amount === 1 ? "" : "s"} ago`;
}
