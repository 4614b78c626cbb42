// A collection changed in the store. Its webhook names no product, and being in it moves no product's own moment: where a
// rule of the merchant's goes by collections, the catalogue is read whole; what did not change is not touched.
import type { StoreId } from "../domain/ids.ts";
import { collectionsIn } from "../domain/listing-settings.ts";
import type { Ports } from "./ports/ports.ts";
import { type Batch, done, type Outcomes } from "./ports/work.ts";

// Rules of the store put product after product into a collection: one reading for all of them.
const COLLECT_MS = 60_000;

/** Works collections by the store's ids. Repeatable: readings that are asked for together are one. */
export async function importCollections(
  ports: Pick<Ports, "records" | "now">,
  { storeId, subjects }: Batch,
): Promise<Outcomes> {
  if (await goesByCollections(ports, storeId)) {
    const dueAt = new Date(ports.now().getTime() + COLLECT_MS);
    await ports.records.work.mark([{ storeId, verb: "import-catalog", subject: "anew", dueAt }]);
  }
  return new Map(subjects.map((subject) => [subject, done]));
}

async function goesByCollections(ports: Pick<Ports, "records">, storeId: StoreId): Promise<boolean> {
  for (const { id } of await ports.records.stores.connections(storeId)) {
    const { settings } = await ports.records.settings.listingSettings(storeId, id);
    if (collectionsIn(settings).length > 0) return true;
  }
  return false;
}
