// What the platform's warehouses hold of a variant: kept as levels, and shown to the store at our service's location, so
// that the store can sell it and route it there.
import { as, type ConnectionId, type VariantId } from "../domain/ids.ts";
import type { ListingSkuRow, VariantRow } from "./ports/catalog-records.ts";
import type { WarehouseRow } from "./ports/foundation-records.ts";
import type { LevelRow, NewLevel } from "./ports/inventory-records.ts";
import type { Ports } from "./ports/ports.ts";
import { type Batch, done, each, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "storeFor" | "warehouseFor" | "now">;
type Task = {
  readonly variant: VariantRow;
  readonly platform: readonly WarehouseRow[];
  readonly goods: GoodsBySku;
};
/** By the marketplace's SKU: the goods it is made of, as the warehouses know them. */
type GoodsBySku = ReadonlyMap<string, readonly string[]>;

/** A webhook of the marketplace's warehouse knows its goods only. */
const BY_GOODS = "goods:";
// What one search for goods takes.
const SKUS_PER_SEARCH = 100;

/** Re-reads stock of variants by our ids, or by "goods:" and the warehouse's. */
export async function recordWarehouseStock(ports: Needs, batch: Batch): Promise<Outcomes> {
  const { storeId } = batch;
  const connections = await ports.records.stores.connections(storeId);
  const active = new Set(connections.filter((one) => one.state === "active").map((one) => one.id));
  const warehouses = await ports.records.stores.warehouses(storeId);
  const platform = warehouses.filter(
    (one) => one.fbtWarehouseId !== null && one.connectionId !== null && active.has(one.connectionId),
  );
  if (platform.length === 0) return each(batch, async () => done);
  const goods = await goodsOfBatch(ports, batch, active);
  return each(batch, async (subject) => {
    for (const variantId of await variantsOf(ports, batch, subject)) {
      const variant = await ports.records.catalog.variantById(storeId, variantId);
      if (variant && platform.length > 0) await recordOne(ports, { variant, platform, goods });
    }
    return done;
  });
}

async function variantsOf(ports: Needs, { storeId }: Batch, subject: string): Promise<readonly VariantId[]> {
  if (!subject.startsWith(BY_GOODS)) return [as<VariantId>(subject)];
  const links = await ports.records.catalog.linksOfGoods(storeId, subject.slice(BY_GOODS.length));
  return [...new Set(links.map((link) => link.variantId))];
}

async function recordOne(ports: Needs, task: Task): Promise<void> {
  const { storeId, id } = task.variant;
  const links = (await ports.records.catalog.linksOfVariant(storeId, id)).filter(
    (link) => link.marketplaceSkuId !== null,
  );
  let isStocked = false;
  for (const link of links) {
    const places = task.platform.filter((one) => one.connectionId === link.connectionId);
    if (places.length === 0) continue;
    isStocked = (await recordLevels(ports, link, { places, goods: task.goods })) || isStocked;
  }
  if (isStocked) await mirror(ports, task);
}

/** Answers whether the warehouses know the variant at all, or did. */
async function recordLevels(
  ports: Needs,
  link: ListingSkuRow,
  { places, goods }: { places: readonly WarehouseRow[]; goods: GoodsBySku },
): Promise<boolean> {
  const { storeId, variantId } = link;
  // A SKU made of several goods is a bundle: no single number says how many of it there are.
  const matching = goods.get(link.marketplaceSkuId ?? "") ?? [];
  const goodsId = matching.length === 1 ? (matching[0] ?? null) : null;
  const had = link.goodsId !== null;
  if (goodsId === null && !had) return false;
  const warehouse = await ports.warehouseFor(link.connectionId);
  const sourceUpdatedAt = ports.now();
  const stock = goodsId === null ? [] : await warehouse.stock([goodsId]);
  const levels = places.map((place): NewLevel => {
    const held = stock.filter(
      (row) => row.fbtWarehouseId === place.fbtWarehouseId && row.goodsId === goodsId,
    );
    const available = held.reduce((sum, row) => sum + row.available, 0);
    return { warehouseId: place.id, variantId, available, sourceUpdatedAt };
  });
  await ports.records.transaction(async (tx) => {
    if (goodsId !== link.goodsId) await tx.catalog.saveGoods(storeId, link.id, goodsId);
    await tx.inventory.saveLevels(storeId, oneLevelPerSite(levels, places));
  });
  return true;
}

// One site may be known to the marketplace by several ids: its stock is counted once.
function oneLevelPerSite(levels: readonly NewLevel[], places: readonly WarehouseRow[]): readonly NewLevel[] {
  const counted = new Set<string>();
  return levels.map((level) => {
    const site = places.find((place) => place.id === level.warehouseId)?.fbtWarehouseId ?? level.warehouseId;
    if (counted.has(site)) return { ...level, available: 0 };
    counted.add(site);
    return level;
  });
}

// Asked for all of a batch at once: most SKUs are not in the platform's warehouses at all.
async function goodsOfBatch(
  ports: Needs,
  batch: Batch,
  active: ReadonlySet<ConnectionId>,
): Promise<GoodsBySku> {
  const { catalog } = ports.records;
  const variants = await Promise.all(batch.subjects.map((subject) => variantsOf(ports, batch, subject)));
  const links = await Promise.all(
    variants.flat().map((variantId) => catalog.linksOfVariant(batch.storeId, variantId)),
  );
  const linked = links.flat().filter((link) => active.has(link.connectionId));
  const found = new Map<string, string[]>();
  for (const [connectionId, group] of Map.groupBy(linked, (link) => link.connectionId)) {
    const ids = [...new Set(group.flatMap((link) => link.marketplaceSkuId ?? []))];
    const warehouse = await ports.warehouseFor(connectionId);
    for (let from = 0; from < ids.length; from += SKUS_PER_SEARCH) {
      for (const { goodsId, marketplaceSkuIds } of await warehouse.goods(
        ids.slice(from, from + SKUS_PER_SEARCH),
      ))
        for (const id of marketplaceSkuIds) found.set(id, [...(found.get(id) ?? []), goodsId]);
    }
  }
  return found;
}

async function mirror(ports: Needs, { variant, platform }: Omit<Task, "goods">): Promise<void> {
  const { storeId, id, inventoryItemId } = variant;
  const service = (await ports.records.stores.byId(storeId))?.fulfillmentService;
  if (!service) return;
  const levels = await platformLevels(ports, { variant, platform });
  // Units promised to orders the store does not count yet are not shown to it as free.
  const quantity = Math.max(
    0,
    levels.reduce((sum, level) => sum + level.available - level.held, 0),
  );
  const store = await ports.storeFor(storeId);
  const shown = (await store.inventoryLevels([inventoryItemId])).find(
    (level) => level.storeLocationId === service.storeLocationId,
  );
  if (shown?.available !== quantity) {
    // The state it was decided on is part of the key: the same numbers may have to be written again another day.
    const basis = shown ? `${shown.available}-${shown.updatedAt.getTime()}` : "none";
    await store.setServiceStock({
      idempotencyKey: `stock-${id}-${basis}-${quantity}`,
      storeLocationId: service.storeLocationId,
      rows: [{ inventoryItemId, quantity, expected: shown?.available ?? null }],
    });
  }
  const rows = levels.map((level) => ({
    warehouseId: level.warehouseId,
    variantId: id,
    mirrored: Math.max(0, level.available - level.held),
  }));
  await ports.records.inventory.saveMirrored(storeId, rows);
}

async function platformLevels(
  ports: Needs,
  { variant, platform }: Omit<Task, "goods">,
): Promise<readonly LevelRow[]> {
  const places = new Set(platform.map((one) => one.id));
  const levels = await ports.records.inventory.levels(variant.storeId, [variant.id]);
  return levels.filter((level) => places.has(level.warehouseId));
}
