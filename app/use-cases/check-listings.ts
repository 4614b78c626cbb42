// Pre-flight: every product of a connection is judged against everything the marketplace demands, and nothing is sent.
// Only what is not known is read: pictures from the store, categories' demands from the marketplace.
import type { ProductId, StoreId } from "../domain/ids.ts";
import { as, type ConnectionId } from "../domain/ids.ts";
import type { ConnectionRow } from "./ports/foundation-records.ts";
import type { Ports } from "./ports/ports.ts";
import { judgePage } from "./ports/preflight-page.ts";
import { type Batch, done, each, type Outcome, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "fetchImage" | "now">;

const PAGE = 50;
// A turn begins no further page after this long: a large catalogue takes its turns among others.
const TURN_MS = 5_000;

/** How far the last check of a connection has come; read by the pre-flight board. */
export const checkpointOf = (connectionId: ConnectionId) => `check-listings:${connectionId}`;

type Progress = { readonly after: ProductId | null; readonly looked: number; readonly startedAt: string };

/** Subjects are connections. A run that was cut off goes on behind the last page it finished. */
export async function checkListings(ports: Needs, batch: Batch): Promise<Outcomes> {
  return each(batch, (subject) => check(ports, batch.storeId, as<ConnectionId>(subject)));
}

async function check(ports: Needs, storeId: StoreId, connectionId: ConnectionId): Promise<Outcome> {
  const connection = await ports.records.stores.connection(storeId, connectionId);
  if (connection?.state !== "active") return done;
  const endAt = ports.now().getTime() + TURN_MS;
  let progress = readProgress(
    await ports.records.work.checkpoint(storeId, checkpointOf(connectionId)),
    ports,
  );
  do {
    const next = await checkPage(ports, connection, progress);
    if (!next) return done;
    progress = next;
  } while (ports.now().getTime() < endAt);
  return { kind: "later", dueAt: ports.now(), reason: `${progress.looked} products were checked so far.` };
}

/** Undefined after the last page. */
async function checkPage(
  ports: Needs,
  connection: ConnectionRow,
  { after, looked, startedAt }: Progress,
): Promise<Progress | undefined> {
  const { storeId, id } = connection;
  const products = await ports.records.settings.decidablePage(storeId, id, { after, limit: PAGE });
  await judgePage(ports, connection, products);
  const last = products.at(-1);
  const count = looked + products.length;
  if (last && products.length === PAGE) {
    const progress = { after: last.product.id, looked: count, startedAt };
    await ports.records.work.saveCheckpoint(storeId, checkpointOf(id), progress);
    return progress;
  }
  const finishedAt = ports.now().toISOString();
  await ports.records.work.saveCheckpoint(storeId, checkpointOf(id), {
    looked: count,
    startedAt,
    finishedAt,
  });
  return undefined;
}

function readProgress(value: unknown, ports: Pick<Ports, "now">): Progress {
  const kept = (typeof value === "object" && value !== null ? value : {}) as Partial<Progress>;
  const { after, looked, startedAt } = kept;
  if (typeof after === "string" && typeof looked === "number" && typeof startedAt === "string")
    return { after: as<ProductId>(after), looked, startedAt };
  return { after: null, looked: 0, startedAt: ports.now().toISOString() };
}
