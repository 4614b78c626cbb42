// Where a quota has stood. Platforms move theirs between a few levels (by the hour, by a seller's tier): one that comes
// back to a level it had is recognised by a measurement too short to be exact. Rates in calls a second.

const MOST_LEVELS = 4;
/** Levels closer than this are one. */
const SAME = 0.15;
/** How far a hasty measurement may be off, as a factor. */
const NEAR = 1.2;

export class QuotaLevels {
  private levels: readonly number[] = [];

  /** Takes a rate that was measured well; the oldest level is forgotten. Repeating changes nothing. */
  remember(rate: number): void {
    const others = this.levels.filter((one) => Math.abs(one / rate - 1) > SAME);
    this.levels = [rate, ...others].slice(0, MOST_LEVELS);
  }

  /** The known level that a hastily measured rate stands for; undefined where none is near. */
  near(rate: number): number | undefined {
    const off = (level: number) => Math.max(level / rate, rate / level);
    return this.levels.filter((one) => off(one) < NEAR).toSorted((a, b) => off(a) - off(b))[0];
  }

  /** The lowest known level that a rate passes when it grows so far; undefined where there is none. */
  crossed(from: number, to: number): number | undefined {
    return this.levels.filter((level) => level > from && level <= to).toSorted((a, b) => a - b)[0];
  }
}
