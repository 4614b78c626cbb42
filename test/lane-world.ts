// Lanes over a database of their own, with handlers that a test gives: for tests and benches of the lanes themselves.
import type { Database } from "../app/adapters/database/client.ts";
import { createRecords } from "../app/adapters/database/records.ts";
import { as, type StoreId } from "../app/domain/ids.ts";
import type { Ports } from "../app/use-cases/ports/ports.ts";
import type { Batch, Outcome, Outcomes, Verb } from "../app/use-cases/ports/work.ts";
import type { LaneSettings, Lanes } from "../app/worker/lane-settings.ts";
import { lanes as catalogue } from "../app/worker/lanes.ts";

export type Handler = (batch: Batch) => Promise<Outcomes>;

export const store = (name: string): StoreId => as<StoreId>(name);
export const DONE: Outcome = { kind: "done" };

/** Every lane of the catalogue with one handler; `change` sets batch, attempts or concurrency. */
export function lanesOf(handler: Handler, change: Partial<LaneSettings> = {}): Lanes {
  const lane = (settings: LaneSettings): LaneSettings => ({
    ...settings,
    ...change,
    handler: (_ports, batch) => handler(batch),
  });
  return Object.fromEntries(
    Object.entries(catalogue).map(([verb, settings]) => [verb, lane(settings)]),
  ) as unknown as Lanes;
}

/** All of a batch with one outcome. */
export function allOf(batch: Batch, outcome: Outcome): Outcomes {
  return new Map(batch.subjects.map((subject) => [subject, outcome]));
}

/** Ports without a platform: what lanes need is records, time and a silent log. */
export function lanePorts(database: Database, now: () => Date): Ports {
  const nowhere = () => Promise.reject(new Error("these lanes reach no platform"));
  return {
    records: createRecords({ database, secrets: { current: "a secret of the lanes" }, now }),
    storeFor: nowhere,
    marketplaceFor: nowhere,
    warehouseFor: nowhere,
    fetchImage: nowhere,
    now,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    publicUrl: "https://app.reeldock.test",
  };
}

export async function markAll(
  ports: Ports,
  verb: Verb,
  of: { storeId: StoreId; subjects: readonly string[] },
): Promise<void> {
  await ports.records.work.mark(of.subjects.map((subject) => ({ storeId: of.storeId, verb, subject })));
}

export function subjects(count: number, prefix = "s"): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(5, "0")}`);
}
