// Reads everything a marketplace shop shows, compares it with our links and the store's variants, and keeps what is wrong
// with what would mend it. It changes no link itself: the merchant says yes.
import { diagnoseLinks } from "../domain/link-doctor.ts";
import type { ConnectionRow } from "./ports/foundation-records.ts";
import { reportFindings } from "./ports/link-reports.ts";
import type { Ports } from "./ports/ports.ts";
import { readWholeShop } from "./ports/shop-whole.ts";
import { type Batch, done, each, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now" | "log">;

// What was sent while the shop was read may not be among what was read.
const SETTLED_MS = 10 * 60_000;
// Until a review ends the marketplace shows the spelling of before; most take a day.
const REVIEWED_MS = 48 * 60 * 60_000;

/** Works the one subject "all". */
export async function reconcileLinks(ports: Needs, batch: Batch): Promise<Outcomes> {
  return each(batch, async () => {
    const connections = await ports.records.stores.connections(batch.storeId);
    for (const connection of connections.filter((one) => one.state === "active"))
      await examine(ports, connection);
    return done;
  });
}

async function examine(ports: Needs, connection: ConnectionRow): Promise<void> {
  const scope = { storeId: connection.storeId, connectionId: connection.id };
  const { readAt, isWhole } = await readWholeShop(ports, connection);
  const catalogue = await ports.records.links.linkedCatalogue(scope, {
    sentAfter: new Date(readAt.getTime() - SETTLED_MS),
    reviewedAfter: new Date(readAt.getTime() - REVIEWED_MS),
  });
  const findings = diagnoseLinks({ ...catalogue, isWhole });
  await ports.records.transaction(async (tx) => {
    await tx.links.saveFindings(scope, findings, readAt);
    await reportFindings(tx, connection);
  });
  ports.log.info("links compared", {
    storeId: scope.storeId,
    connectionId: scope.connectionId,
    size: catalogue.links.length,
    count: findings.length,
  });
}
