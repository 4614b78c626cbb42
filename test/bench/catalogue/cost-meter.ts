// What a first sync costs besides its calls: the processor time of our side of it, the queries it makes, and how much
// the database looks at to answer them. The last two do not depend on what else the machine does.
import pg from "pg";
import type { TestDatabase } from "../../database.ts";
import { threadCpuMs, type VirtualWorld } from "../../virtual-world.ts";

/** Of one product. */
export type Cost = {
  readonly cpuMs: number;
  readonly queries: number;
  /** Pages of 8 KiB the database touched. */
  readonly blocks: number;
};

type Spent = { readonly cpuMs: number; readonly queries: number };

export function costMeter(world: VirtualWorld) {
  const now = () => ({ cpuMs: threadCpuMs() - world.twinCpuMs(), queries: world.time.queries() });
  const begin = now();
  return {
    spent: (): Spent => {
      const end = now();
      return { cpuMs: end.cpuMs - begin.cpuMs, queries: end.queries - begin.queries };
    },
    /** Closes the database's connections: they report what they did when they end. */
    cost: async ({ cpuMs: cpu, queries }: Spent, test: TestDatabase, products: number): Promise<Cost> => {
      await test.database.close();
      const blocks = await blocksOf(test.url);
      return { cpuMs: cpu / products, queries: queries / products, blocks: blocks / products };
    },
  };
}

async function blocksOf(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ blocks: string }>(
      `select "blks_hit" + "blks_read" as "blocks" from "pg_stat_database" where "datname" = current_database()`,
    );
    return Number(rows[0]?.blocks ?? 0);
  } finally {
    await client.end();
  }
}
