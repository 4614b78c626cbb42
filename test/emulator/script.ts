// A scripted day: control calls at set times, in the order written. What each came to stands in the history; a step
// that is refused stops no other.
import type { TwinClock } from "./clock.ts";
import type { History } from "./history.ts";

export type Step = {
  /** Milliseconds after the script began. */
  readonly atMs: number;
  /** The control call's name. */
  readonly do: string;
  /** The parameters in its path. */
  readonly with: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** By which later steps may mention what this one answered: "$NAME.field". */
  readonly as?: string | undefined;
};

export type Outcome = { readonly answer: unknown } | { readonly refused: string };

type State = { waiting: number; done: number; refused: number; answers: Map<string, unknown> };

const STEP = "script.step";

export class Script {
  /** Runs a step; given by who knows the control calls. */
  perform: ((step: Step, answers: ReadonlyMap<string, unknown>) => Promise<Outcome>) | undefined;
  private state: State = { waiting: 0, done: 0, refused: 0, answers: new Map() };
  private readonly clock: TwinClock;
  private readonly history: History;

  constructor({ clock, history }: { clock: TwinClock; history: History }) {
    this.clock = clock;
    this.history = history;
    clock.on<Step>(STEP, (step) => this.take(step));
  }

  /** Adds steps to what is still to come. */
  begin(steps: readonly Step[]): void {
    for (const step of steps) this.clock.schedule(step.atMs, { kind: STEP, data: step });
    this.state.waiting += steps.length;
  }

  /** Forgets what is still to come. */
  stop(): void {
    this.clock.unschedule((event) => event.kind === STEP);
    this.state.waiting = 0;
  }

  report(): { waiting: number; done: number; refused: number } {
    const { waiting, done, refused } = this.state;
    return { waiting, done, refused };
  }

  private async take(step: Step): Promise<void> {
    if (!this.perform) throw new Error("nobody runs the twin's script");
    const outcome = await this.perform(step, this.state.answers);
    this.state.waiting -= 1;
    if ("refused" in outcome) this.state.refused += 1;
    else this.state.done += 1;
    if ("answer" in outcome && step.as !== undefined) this.state.answers.set(step.as, outcome.answer);
    this.history.add("twin", { kind: "effect", name: STEP, ids: { do: step.do }, data: outcome });
  }

  save(): unknown {
    return this.state;
  }

  load(state: unknown): void {
    this.state = state as State;
  }

  reset(): void {
    this.state = { waiting: 0, done: 0, refused: 0, answers: new Map() };
  }
}
