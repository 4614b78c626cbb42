// Stock of an item changed in the store: re-read its levels at all locations, and mark the product whose offer changes.
import type { StoreId } from "../domain/ids.ts";
import { keepLevels, markListings, merchantsOwn } from "./ports/catalog-steps.ts";
import { noteFound } from "./ports/comparison-notes.ts";
import type { WarehouseRow } from "./ports/foundation-records.ts";
import { resumeOutOfStock } from "./ports/order-steps.ts";
import type { Ports } from "./ports/ports.ts";
import type { RecordsInTransaction } from "./ports/records.ts";
import type { StoreInventoryLevel, StorePort } from "./ports/store.ts";
import { warehouseAt } from "./ports/store-places.ts";
import { type Batch, done, type Outcome, type Outcomes, type Verb } from "./ports/work.ts";

const AT_ONCE = 50;
// Looked at again when the product may have been kept.
const UNKNOWN_AGAIN_MS = 30_000;

/** Re-reads levels by the store's inventory item ids; one call for up to 50. */
export async function importInventory(
  ports: Pick<Ports, "records" | "storeFor" | "now">,
  { storeId, subjects }: Batch,
): Promise<Outcomes> {
  const store = await ports.storeFor(storeId);
  const outcomes = new Map(await untilProductsAreKept(ports, { storeId, subjects }));
  const wanted = subjects.filter((subject) => !outcomes.has(subject));
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const items = wanted.slice(at, at + AT_ONCE);
    const readAt = ports.now();
    const levels = await store.inventoryLevels(items);
    await learnLocations(ports, storeId, { store, levels });
    await ports.records.transaction(async (tx) => {
      const warehouses = await tx.stores.warehouses(storeId);
      const changed = await keepLevels(tx, storeId, { levels, warehouses });
      const emptied = await emptyElsewhere(tx, storeId, { items, levels, warehouses, readAt });
      const restocked = [...changed, ...emptied];
      await markListings(tx, storeId, { publish: [], restock: restocked });
      await noteFound(tx, storeId, { changed: [], restocked });
      if (changed.length > 0) await resumeOutOfStock(tx, storeId);
    });
    for (const item of items) outcomes.set(item, done);
  }
  return outcomes;
}

// A product on its way to us may have been read before this change: its levels are read once it is kept.
async function untilProductsAreKept(
  { records, now }: Pick<Ports, "records" | "now">,
  { storeId, subjects }: Batch,
): Promise<Outcomes> {
  const variants = await records.catalog.variantsByInventoryItem(storeId, subjects);
  const known = new Set(variants.map((variant) => variant.inventoryItemId));
  const unknown = subjects.filter((subject) => !known.has(subject));
  if (unknown.length === 0) return new Map();
  const waits = (verb: Verb) => records.work.waiting({ storeId, verb }, 1);
  if ((await waits("import-products")) + (await waits("import-catalog")) === 0) return new Map();
  const dueAt = new Date(now().getTime() + UNKNOWN_AGAIN_MS);
  const later: Outcome = { kind: "later", dueAt, reason: "Its product is being read." };
  return new Map(unknown.map((subject) => [subject, later]));
}

type Learn = { readonly store: StorePort; readonly levels: readonly StoreInventoryLevel[] };

// A location we have not heard of: opened after the store connected us.
async function learnLocations(
  ports: Pick<Ports, "records">,
  storeId: StoreId,
  { store, levels }: Learn,
): Promise<void> {
  const known = new Set((await ports.records.stores.warehouses(storeId)).map((one) => one.storeLocationId));
  known.add((await ports.records.stores.byId(storeId))?.fulfillmentService?.storeLocationId ?? null);
  if (levels.every((level) => known.has(level.storeLocationId))) return;
  const fresh = (await store.locations()).filter(
    (place) => !place.isFulfillmentService && !known.has(place.storeLocationId),
  );
  await ports.records.stores.saveWarehouses(storeId, fresh.map(warehouseAt));
}

type Read = {
  readonly items: readonly string[];
  readonly levels: readonly StoreInventoryLevel[];
  readonly warehouses: readonly WarehouseRow[];
  readonly readAt: Date;
};

// A location that stopped stocking the item is absent from the answer: it holds nothing.
async function emptyElsewhere(tx: RecordsInTransaction, storeId: StoreId, read: Read) {
  const own = merchantsOwn(read.warehouses);
  const variants = await tx.catalog.variantsByInventoryItem(storeId, read.items);
  const emptied = [];
  for (const variant of variants) {
    const named = new Set(
      read.levels
        .filter((level) => level.inventoryItemId === variant.inventoryItemId)
        .map((level) => level.storeLocationId),
    );
    const kept = own
      .filter((warehouse) => named.has(warehouse.storeLocationId ?? ""))
      .map((warehouse) => warehouse.id);
    const among = own.map((warehouse) => warehouse.id);
    const changed = await tx.inventory.emptyOtherLevels(storeId, {
      variantId: variant.id,
      kept,
      among,
      at: read.readAt,
    });
    if (changed) emptied.push(variant.productId);
  }
  return emptied;
}
