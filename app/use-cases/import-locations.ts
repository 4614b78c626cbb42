// The store's locations changed: warehouses follow, stock of one that closed is offered no longer, that of one that opened
// is read, and the merchant is told of a closed one that a stock rule names.
import type { StoreId } from "../domain/ids.ts";
import { locationClosed, locationClosedKey } from "../domain/location-issues.ts";
import { merchantsOwn } from "./ports/catalog-steps.ts";
import type { ConnectionRow, WarehouseRow } from "./ports/foundation-records.ts";
import type { Ports } from "./ports/ports.ts";
import type { RecordsInTransaction } from "./ports/records.ts";
import type { StoreLocation } from "./ports/store.ts";
import { warehouseAt } from "./ports/store-places.ts";
import { type Batch, done, type Mark, type Outcomes } from "./ports/work.ts";

/** Works the one subject "locations": reads all of them. Repeatable. */
export async function importLocations(
  ports: Pick<Ports, "records" | "storeFor">,
  { storeId, subjects }: Batch,
): Promise<Outcomes> {
  const store = await ports.storeFor(storeId);
  const places = (await store.locations()).filter((place) => !place.isFulfillmentService);
  await ports.records.transaction((tx) => follow(tx, storeId, places));
  return new Map(subjects.map((subject) => [subject, done]));
}

async function follow(
  tx: RecordsInTransaction,
  storeId: StoreId,
  places: readonly StoreLocation[],
): Promise<void> {
  const before = merchantsOwn(await tx.stores.warehouses(storeId));
  const there = new Set(places.map((place) => place.storeLocationId));
  const deleted = before.filter((one) => !there.has(one.storeLocationId ?? ""));
  const saved = await tx.stores.saveWarehouses(storeId, [
    ...places.map(warehouseAt),
    ...deleted.map(({ id: _id, storeId: _store, ...one }) => ({ ...one, active: false })),
  ]);
  const now = merchantsOwn(saved);
  const wasOpen = new Set(before.filter((one) => one.active).map((one) => one.id));
  const closed = now.filter((one) => !one.active && wasOpen.has(one.id));
  const opened = now.filter((one) => one.active && !wasOpen.has(one.id));
  const restock = await tx.inventory.productsStockedAt(
    storeId,
    [...closed, ...opened].map((one) => one.id),
  );
  const marks = restock.map((subject): Mark => ({ storeId, verb: "push-inventory", subject }));
  // What it stocks was not read while it was closed.
  if (opened.length > 0) marks.push({ storeId, verb: "import-catalog", subject: "catalog" });
  await tx.work.mark(marks);
  await tell(tx, storeId, now);
}

async function tell(
  tx: RecordsInTransaction,
  storeId: StoreId,
  warehouses: readonly WarehouseRow[],
): Promise<void> {
  const connections = await tx.stores.connections(storeId);
  const { rules } = await tx.settings.stockRules(storeId);
  for (const { id, name, active, storeLocationId } of warehouses) {
    const isNamed = ({ id: shop }: ConnectionRow) =>
      rules.get(shop)?.feeds.some((feed) => feed.storeLocationId === storeLocationId);
    const fed = connections.filter(isNamed);
    const [first] = fed;
    if (active || !first) await tx.issues.clear(storeId, locationClosedKey(id));
    else {
      const sellsIn = fed.map((one) => one.shopName);
      await tx.issues.raise({ storeId, ...locationClosed(first.id, { warehouseId: id, name, sellsIn }) });
    }
  }
}
