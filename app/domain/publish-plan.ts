// When a publish will be finished: what is left to send, how fast the marketplace takes it, and how many new listings
// it allows a day. Shown before the merchant starts, and again while it runs.

const DAY_MS = 24 * 60 * 60_000;

export type PublishWork = {
  /** Listings still to be created. */
  readonly listings: number;
  /** How long they take where nothing but the pace limits them. */
  readonly seconds: number;
  /** Null: the marketplace allows any number. */
  readonly listingsPerDay: number | null;
  /** Of today's, how many are used up. */
  readonly listedToday: number;
};

export type PublishPlan = {
  readonly finishAt: Date;
  readonly msLeft: number;
  /** What keeps it from being done sooner. */
  readonly limitedBy: "nothing-left" | "pace" | "daily-quota";
  /** Days of the marketplace on which something is listed, today included. */
  readonly days: number;
};

/** Walks through the marketplace's days, each with its share of the listings that its quota and the pace allow. */
export function publishPlan(work: PublishWork, now: Date): PublishPlan {
  if (work.listings <= 0) return { finishAt: now, msLeft: 0, limitedBy: "nothing-left", days: 0 };
  const msPerListing = (work.seconds / work.listings) * 1_000;
  const perDay = Math.max(1, work.listingsPerDay ?? Number.POSITIVE_INFINITY);
  const begin = now.getTime();
  const unbounded = begin + work.listings * msPerListing;
  let from = begin;
  let left = work.listings;
  let room = Math.max(0, perDay - work.listedToday);
  let days = 0;
  for (;;) {
    const midnight = nextDay(new Date(from)).getTime();
    const today = Math.min(left, room, (midnight - from) / msPerListing);
    if (today > 0) days += 1;
    left -= today;
    if (left <= 1e-9) return planUntil(from + today * msPerListing);
    // Whole days alike are stepped over at once: a large catalogue may take years of a small quota.
    const eachDay = Math.min(perDay, DAY_MS / msPerListing);
    const whole = Math.max(0, Math.ceil(left / eachDay) - 1);
    left -= whole * eachDay;
    days += whole;
    from = midnight + whole * DAY_MS;
    room = perDay;
  }

  function planUntil(finish: number): PublishPlan {
    const limitedBy = finish > unbounded + 1 ? "daily-quota" : "pace";
    return { finishAt: new Date(finish), msLeft: finish - begin, limitedBy, days };
  }
}

/** The day a listing counts for. Where the marketplace's day begins is not documented; UTC is assumed. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** When the next day of the marketplace begins. */
export function nextDay(moment: Date): Date {
  return new Date((Math.floor(moment.getTime() / DAY_MS) + 1) * DAY_MS);
}
