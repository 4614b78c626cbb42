// The application's own lanes, given their turns one after the other on the twin's clock until nothing is due any more.
import type { Database } from "../app/adapters/database/client.ts";
import { sqlOnPool } from "../app/adapters/database/sql.ts";
import { dueLanes } from "../app/adapters/database/work.ts";
import type { Ports } from "../app/use-cases/ports/ports.ts";
import { createLaneRunner } from "../app/worker/lane.ts";
import { lanes } from "../app/worker/lanes.ts";
import type { Twin } from "./emulator/twin.ts";

const MOST_ROUNDS = 1_000;
const PAUSE_MS = 1_000;

type Working = {
  readonly database: Database;
  readonly twin: Twin;
  readonly ports: Ports;
  readonly workerId: string;
  /** The worker's death, where it is to die. */
  readonly died?: Promise<"died">;
};

/** Ends when no work is left but what waits for the merchant, or with the worker's death. */
export async function workLanes({
  database,
  twin,
  ports,
  workerId,
  died,
}: Working): Promise<"idle" | "died"> {
  const runner = createLaneRunner({ database, ports, lanes, workerId, random: () => 0.5 });
  const sql = sqlOnPool(database.pool);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const due = await dueLanes(sql, ports.now());
    for (const lane of due) {
      const turn = runner.turn(lane);
      if ((await Promise.race([turn, ...(died ? [died] : [])])) === "died") return "died";
    }
    if (due.length > 0) continue;
    const next = await database.prisma.workItem.findFirst({
      where: { waitsFor: null },
      orderBy: { dueAt: "asc" },
    });
    if (!next) return "idle";
    await twin.clock.advance(Math.max(next.dueAt.getTime() - twin.clock.now(), PAUSE_MS));
  }
  throw new Error("the lanes' work does not come to an end");
}
