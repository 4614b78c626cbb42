// The store uninstalled us: nothing more may be asked in its name. Tokens are forgotten at once; its data stays until the
// store asks for erasure, so that installing again finds its links.
import type { Ports } from "./ports/ports.ts";
import { type Batch, done, each, type Outcomes } from "./ports/work.ts";

/** Works the one subject "store". Repeatable. */
export async function disconnectStore(
  ports: Pick<Ports, "records" | "now">,
  batch: Batch,
): Promise<Outcomes> {
  const { storeId } = batch;
  return each(batch, async () => {
    await ports.records.transaction(async (tx) => {
      await tx.stores.saveUninstalled(storeId, ports.now());
      for (const connection of await tx.stores.connections(storeId)) {
        if (connection.state === "revoked") continue;
        const reason = "The store uninstalled the app.";
        await tx.stores.setConnectionState(storeId, connection.id, { state: "paused", reason });
      }
      await tx.privacy.forgetAccess(storeId);
      // The uninstall itself is being worked; requests for erasure outlive it.
      await tx.privacy.dropWork(storeId, ["disconnect-store", "answer-privacy-request"]);
    });
    return done;
  });
}
