// Prints each step of the demo in plain words with the time it took, and remembers which one failed.

const startedAt = Date.now();

export class StepFailed extends Error {
  override readonly name = "StepFailed";
  readonly step: string;
  constructor(step: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.step = step;
  }
}

/** Does one step and prints the sentence that `work` answers, with the seconds since the demo began. */
export async function step<T>(
  name: string,
  work: (say: (sentence: string) => void) => Promise<T>,
): Promise<T> {
  try {
    return await work((sentence) => console.log(`${elapsed()}  ${sentence}`));
  } catch (error) {
    throw error instanceof StepFailed ? error : new StepFailed(name, error);
  }
}

/** Seconds since the demo began, as it stands before each line. */
export function elapsed(): string {
  return `${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s`;
}

export function secondsSinceStart(): number {
  return Math.round((Date.now() - startedAt) / 100) / 10;
}

export type Seen<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "waiting"; readonly on: string };

export const seen = <T>(value: T): Seen<T> => ({ kind: "done", value });
export const waiting = (on: string): Seen<never> => ({ kind: "waiting", on });

/** Asks again until it is so; throws with the last thing seen when it is not in time. */
export async function until<T>(
  what: string,
  within: { readonly seconds: number },
  look: () => Promise<Seen<T>>,
): Promise<T> {
  const end = Date.now() + within.seconds * 1000;
  let last = "nothing seen yet";
  while (Date.now() < end) {
    const answer = await look();
    if (answer.kind === "done") return answer.value;
    last = answer.on;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`${what} within ${within.seconds} s; last seen: ${last}`);
}
