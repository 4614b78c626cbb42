// The merchant stops new listings in one shop and lets them be made again later. What is there stays and is kept up to
// date; what was not sent yet waits as a draft, and is marked when publishing goes on, so that nothing is lost.
import type { ConnectionId, ProductId, StoreId } from "../domain/ids.ts";
import type { Ports } from "./ports/ports.ts";
import type { RecordsInTransaction } from "./ports/records.ts";
import type { Mark } from "./ports/work.ts";

type Shop = { readonly storeId: StoreId; readonly connectionId: ConnectionId };

const PAGE = 1_000;

/** Repeatable. What is being sent at this moment is still made. */
export async function pausePublishing(
  ports: Pick<Ports, "records" | "now">,
  { storeId, connectionId }: Shop,
): Promise<void> {
  await ports.records.stores.savePublishPause(storeId, connectionId, ports.now());
}

/** Repeatable: where nothing was paused nothing is marked. */
export async function resumePublishing(ports: Pick<Ports, "records">, shop: Shop): Promise<void> {
  await ports.records.transaction(async (tx) => {
    const isNews = await tx.stores.savePublishPause(shop.storeId, shop.connectionId, null);
    if (isNews) await markUnsent(tx, shop);
  });
}

async function markUnsent(tx: RecordsInTransaction, { storeId, connectionId }: Shop): Promise<void> {
  let after: ProductId | null = null;
  for (;;) {
    const page: readonly ProductId[] = await tx.catalog.unsentProductIds(storeId, connectionId, {
      after,
      limit: PAGE,
    });
    await tx.work.mark(
      page.map((subject): Mark => ({ storeId, verb: "publish-listings", subject, backlog: true })),
    );
    if (page.length < PAGE) return;
    after = page.at(-1) ?? null;
  }
}
