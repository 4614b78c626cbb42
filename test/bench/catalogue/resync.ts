// After a first sync: the same catalogue imported again, and one price changed in the store; how many writes the
// marketplace sees of each.
import { DEMO_STORE } from "../../emulator/settings.ts";
import type { VirtualWorld } from "../../virtual-world.ts";
import { skuOf } from "./sync-plan.ts";

export type ResyncResult = {
  readonly unchangedWrites: number;
  readonly priceWrites: ReadonlyMap<string, number>;
};

const QUIET_MS = 10 * 60_000;
// What is asked and changes nothing, though it is a POST.
const READS = /^GET |\/search$|\/recommend$/;

/** Imports the whole catalogue twice more, the second time with one changed price, and lets the lanes come to rest. */
export async function resync(world: VirtualWorld): Promise<ResyncResult> {
  const unchanged = await writesOf(world, () => importAgain(world));
  const priced = await writesOf(world, async () => {
    world.twin.shopify.setVariantPrice(DEMO_STORE, skuOf(1), "13.37");
    await importAgain(world);
  });
  return { unchangedWrites: sum(unchanged), priceWrites: priced };
}

async function importAgain({ ports, storeId }: VirtualWorld): Promise<void> {
  await ports.records.work.mark([{ storeId, verb: "import-catalog", subject: "catalog" }]);
}

async function writesOf(world: VirtualWorld, change: () => Promise<void>): Promise<Map<string, number>> {
  const before = world.calls().byOperation;
  await world.inTime(change());
  const until = world.twin.clock.now() + QUIET_MS;
  await world.time.passUntil(() => world.twin.clock.now() >= until, QUIET_MS);
  const writes = new Map<string, number>();
  for (const [operation, count] of world.calls().byOperation) {
    const more = count - (before.get(operation) ?? 0);
    if (more > 0 && !READS.test(operation)) writes.set(operation, more);
  }
  return writes;
}

function sum(writes: ReadonlyMap<string, number>): number {
  return [...writes.values()].reduce((total, one) => total + one, 0);
}
