// Compares everything on both sides, nightly and when the merchant asks: the store's whole catalogue by an export, every
// page of every shop, and, once all sales are known, the stock. It marks what mends each difference, waits for that work,
// and keeps what was found and what became of it. Each step is remembered: a crash costs the step.
import type { StoreId } from "../domain/ids.ts";
import { nextNight } from "../domain/night.ts";
import { compareParties } from "./ports/comparison-parties.ts";
import type { ComparisonRow } from "./ports/comparison-records.ts";
import { markUnsold } from "./ports/comparison-sales.ts";
import { compareShop } from "./ports/comparison-shops.ts";
import type { StoreRow } from "./ports/foundation-records.ts";
import type { Ports } from "./ports/ports.ts";
import { type Batch, done, each, type Mark, type Outcome, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now" | "log">;

/** The nightly one's subject; any other is somebody's who wants it now. */
export const NIGHT = "night";

// What is left to them: stock at the platform's warehouses, and whether each link is right. By what was read just now.
const AFTER_READING = ["reconcile-inventory", "reconcile-links"] as const;
const LOOK_AGAIN_MS = 5_000;
// An issue says by then what keeps a repair from its end.
const MOST_REPAIRING_MS = 30 * 60_000;

/** Works the subjects "night" and "all". Repeatable: while one is under way, another goes on with it. */
export async function reconcileEverything(ports: Needs, batch: Batch): Promise<Outcomes> {
  return each(batch, async (subject) => {
    const store = await ports.records.stores.byId(batch.storeId);
    const isNightly = subject === NIGHT;
    if (!store || store.catalogImportedAt === null)
      return isNightly ? done : importFirst(ports, batch.storeId);
    const running = await ports.records.comparisons.running(store.id);
    if (running) return goOn(ports, store, running);
    const night = isNightly ? nextNight(ports.now(), store.timeZone) : undefined;
    if (night) return { kind: "later", dueAt: night, reason: "Everything is compared every night." };
    return begin(ports, store, subject);
  });
}

// With nothing known of the store there is nothing to compare: everything is new.
async function importFirst(ports: Needs, storeId: StoreId): Promise<Outcome> {
  await ports.records.work.mark([{ storeId, verb: "import-catalog", subject: "catalog" }]);
  return done;
}

async function begin(ports: Needs, { id: storeId }: StoreRow, subject: string): Promise<Outcome> {
  await ports.records.transaction(async (tx) => {
    await tx.comparisons.begin(storeId, subject === NIGHT ? "night" : "merchant", ports.now());
    await tx.work.mark([
      { storeId, verb: "import-store", subject: "store" },
      { storeId, verb: "import-locations", subject: "locations" },
      { storeId, verb: "import-catalog", subject: "catalog" },
    ]);
  });
  return soon(ports, "Your store's catalogue is being read.");
}

async function goOn(ports: Needs, store: StoreRow, running: ComparisonRow): Promise<Outcome> {
  if (!running.storeReadAt) return waitForStore(ports, store.id);
  if (!running.shopsReadAt) {
    const connections = await ports.records.stores.connections(store.id);
    for (const connection of connections.filter((one) => one.state === "active")) {
      await compareShop(ports, connection);
      await compareParties(ports, connection);
    }
    await ports.records.transaction(async (tx) => {
      await tx.comparisons.saveShopsRead(store.id, ports.now());
      await tx.work.mark(AFTER_READING.map((verb): Mark => ({ storeId: store.id, verb, subject: "all" })));
    });
    return soon(ports, "What differs is being put right.");
  }
  if (!running.salesReadAt) {
    const isKnown = await markUnsold(ports, store.id, running.shopsReadAt);
    return soon(
      ports,
      isKnown ? "What differs is being put right." : "Sales of the last moments are being read.",
    );
  }
  return waitForRepairs(ports, store.id, running.salesReadAt);
}

// An import that was begun before us may have read what changed since: another follows it.
async function waitForStore(ports: Needs, storeId: StoreId): Promise<Outcome> {
  if (!(await ports.records.comparisons.isWaiting(storeId, ["import-catalog"])))
    await ports.records.work.mark([{ storeId, verb: "import-catalog", subject: "catalog" }]);
  return soon(ports, "Your store's catalogue is being read.");
}

async function waitForRepairs(ports: Needs, storeId: StoreId, since: Date): Promise<Outcome> {
  const now = ports.now();
  const { comparisons } = ports.records;
  const left = await comparisons.unrepaired(storeId, new Date(now.getTime() + 2 * LOOK_AGAIN_MS));
  if (left > 0 && now.getTime() < since.getTime() + MOST_REPAIRING_MS)
    return soon(ports, "What differs is being put right.");
  await ports.records.transaction(async (tx) => {
    await tx.comparisons.end(storeId, now);
    await tx.catalog.saveVerified(storeId, now);
  });
  ports.log.info("both sides compared", { storeId });
  return done;
}

function soon(ports: Needs, reason: string): Outcome {
  return { kind: "later", dueAt: new Date(ports.now().getTime() + LOOK_AGAIN_MS), reason };
}
