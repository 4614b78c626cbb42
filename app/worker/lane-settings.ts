// What the catalogue says of each lane. A verb without a use-case does not compile.
import type { Ports } from "../use-cases/ports/ports.ts";
import type { Batch, Outcomes, Verb } from "../use-cases/ports/work.ts";

export type LaneSettings = {
  /** Items taken per turn: what the platform's call takes, or a fair turn's worth of single calls. */
  readonly batch: number;
  /** Parts of a batch worked side by side. */
  readonly concurrency: number;
  /** Attempts an item has before it waits for its issue. */
  readonly attempts: number;
  readonly handler: (ports: Ports, batch: Batch) => Promise<Outcomes>;
};

export type Lanes = { readonly [V in Verb]: LaneSettings };
