// The merchant stops new listings in one shop and lets them be made again later. What is there stays and is kept up to
// date; what was not sent yet waits as a draft, and is marked when publishing goes on, so that nothing is lost.
import type { ConnectionId, StoreId } from "../domain/ids.ts";
import type { Ports } from "./ports/ports.ts";
import { markOfUnsent } from "./ports/product-marks.ts";

type Shop = { readonly storeId: StoreId; readonly connectionId: ConnectionId };

/** Repeatable. What is being sent at this moment is still made. */
export async function pausePublishing(
  ports: Pick<Ports, "records" | "now">,
  { storeId, connectionId }: Shop,
): Promise<void> {
  await ports.records.stores.savePublishPause(storeId, connectionId, ports.now());
}

/** Repeatable: where nothing was paused nothing is marked. The unsent are marked page by page (mark-products.ts). */
export async function resumePublishing(ports: Pick<Ports, "records">, shop: Shop): Promise<void> {
  const { storeId, connectionId } = shop;
  await ports.records.transaction(async (tx) => {
    const isNews = await tx.stores.savePublishPause(storeId, connectionId, null);
    if (isNews) await tx.work.mark([markOfUnsent(storeId, connectionId)]);
  });
}
