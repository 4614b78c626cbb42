// A store installed us, or opened us again: know its name and money, its locations, and stand there as the fulfillment
// service that ships what the platform's warehouses hold. Every part is safe to repeat.
import type { StoreId } from "../domain/ids.ts";
import type { Ports } from "./ports/ports.ts";
import { warehouseAt } from "./ports/store-places.ts";

type Needs = Pick<Ports, "records" | "storeFor" | "now" | "publicUrl">;

/** What merchants see as a location in their store. */
export const SERVICE_NAME = "Reeldock – Fulfilled by TikTok";

/** Called after token exchange. Expects the store's session to be saved. */
export async function installStore(ports: Needs, { domain }: { readonly domain: string }): Promise<StoreId> {
  const { stores } = ports.records;
  // The row comes first: the store can only be asked about itself by its id, and only while it stands as installed.
  const known = (await stores.byDomain(domain)) ?? { name: domain, currency: "USD", timeZone: "UTC" };
  const { name, currency, timeZone } = known;
  const row = await stores.saveInstalled({ domain, name, currency, timeZone, at: ports.now() });
  const store = await ports.storeFor(row.id);
  const details = await store.details();
  await stores.saveInstalled({ domain, ...details, at: ports.now() });
  const locations = await store.locations();
  const service = await store.ensureFulfillmentService({
    name: SERVICE_NAME,
    callbackUrl: `${ports.publicUrl}/fulfillment-service`,
  });
  await ports.records.transaction(async (tx) => {
    await tx.stores.saveFulfillmentService(row.id, service);
    await tx.stores.saveWarehouses(
      row.id,
      locations.filter((place) => !place.isFulfillmentService).map(warehouseAt),
    );
    await tx.work.mark([{ storeId: row.id, verb: "import-catalog", subject: "catalog" }]);
  });
  return row.id;
}
