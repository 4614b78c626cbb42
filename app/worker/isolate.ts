// Lets a use-case work a batch, and finds the one subject to blame when a call for many fails: the batch is halved
// until the culprit stands alone. What the platform says to all of us ends the batch instead.
import { isPlatformError, type PlatformError } from "../use-cases/ports/platform-error.ts";
import type { Batch, Outcome, Outcomes } from "../use-cases/ports/work.ts";

export type Work = (batch: Batch) => Promise<Outcomes>;

export type Worked = {
  /** Per subject. One that is absent was not reached. */
  readonly outcomes: Map<string, Outcome>;
  /** The answer that ended the batch: nothing of this lane is to be tried for a while. */
  ended: PlatformError | undefined;
};

/** Works the batch in `concurrency` parts side by side. Never throws: what was thrown is an outcome. */
export async function workBatch(work: Work, batch: Batch, concurrency: number): Promise<Worked> {
  const worked: Worked = { outcomes: new Map(), ended: undefined };
  const size = Math.max(1, Math.ceil(batch.subjects.length / concurrency));
  const parts: Batch[] = [];
  for (let from = 0; from < batch.subjects.length; from += size) {
    parts.push({ ...batch, subjects: batch.subjects.slice(from, from + size) });
  }
  await Promise.all(parts.map((part) => workPart(work, part, worked)));
  return worked;
}

async function workPart(work: Work, part: Batch, worked: Worked): Promise<void> {
  if (worked.ended || part.subjects.length === 0) return;
  try {
    await workOnce(work, part, worked);
  } catch (error) {
    if (concernsAll(error)) worked.ended = error;
    if (part.subjects.length === 1 || concernsAll(error) || isPlatformError(error, "indeterminate")) {
      for (const subject of part.subjects) worked.outcomes.set(subject, { kind: "failed", error });
      return;
    }
    const middle = Math.ceil(part.subjects.length / 2);
    await workPart(work, { ...part, subjects: part.subjects.slice(0, middle) }, worked);
    await workPart(work, { ...part, subjects: part.subjects.slice(middle) }, worked);
  }
}

// What changed under us is tried again at once, once.
async function workOnce(work: Work, part: Batch, worked: Worked): Promise<void> {
  let outcomes: Outcomes;
  try {
    outcomes = await work(part);
  } catch (error) {
    if (!isPlatformError(error, "conflict")) throw error;
    outcomes = await work(part);
    take(outcomes, part, worked);
    return;
  }
  take(outcomes, part, worked);
  const again = part.subjects.filter((subject) => conflicted(outcomes.get(subject)));
  if (again.length === 0 || worked.ended) return;
  take(await work({ ...part, subjects: again }), { ...part, subjects: again }, worked);
}

function take(outcomes: Outcomes, part: Batch, worked: Worked): void {
  for (const subject of part.subjects) {
    const outcome = outcomes.get(subject);
    if (!outcome) continue;
    worked.outcomes.set(subject, outcome);
    if (outcome.kind === "failed" && concernsAll(outcome.error)) worked.ended = outcome.error;
  }
}

function conflicted(outcome: Outcome | undefined): boolean {
  return outcome?.kind === "failed" && isPlatformError(outcome.error, "conflict");
}

function concernsAll(error: unknown): error is PlatformError {
  return isPlatformError(error, "throttled", "unavailable");
}
