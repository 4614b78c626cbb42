// What the platform's warehouses hold of a variant: kept as levels, and shown to the store at our service's location, so
// that the store can sell it and route it there.
import { as, type ConnectionId, type VariantId } from "../domain/ids.ts";
import type { ListingSkuRow, VariantRow } from "./ports/catalog-records.ts";
import type { WarehouseRow } from "./ports/foundation-records.ts";
import type { LevelRow, NewLevel } from "./ports/inventory-records.ts";
import type { Ports } from "./ports/ports.ts";
import { type Batch, done, each, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "storeFor" | "warehouseFor" | "now">;
type Task = { readonly variant: VariantRow; readonly platform: readonly WarehouseRow[] };

/** A webhook of the marketplace's warehouse knows its goods only. */
const BY_GOODS = "goods:";

/** Re-reads stock of variants by our ids, or by "goods:" and the warehouse's. */
export async function recordWarehouseStock(ports: Needs, batch: Batch): Promise<Outcomes> {
  const { storeId } = batch;
  const connections = await ports.records.stores.connections(storeId);
  const active = new Set(connections.filter((one) => one.state === "active").map((one) => one.id));
  const warehouses = await ports.records.stores.warehouses(storeId);
  const platform = warehouses.filter(
    (one) => one.fbtWarehouseId !== null && one.connectionId !== null && active.has(one.connectionId),
  );
  return each(batch, async (subject) => {
    for (const variantId of await variantsOf(ports, batch, subject)) {
      const variant = await ports.records.catalog.variantById(storeId, variantId);
      if (variant && platform.length > 0) await recordOne(ports, { variant, platform });
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
    isStocked = (await recordLevels(ports, link, places)) || isStocked;
  }
  if (isStocked) await mirror(ports, task);
}

/** Answers whether the warehouses know the variant at all, or did. */
async function recordLevels(
  ports: Needs,
  link: ListingSkuRow,
  places: readonly WarehouseRow[],
): Promise<boolean> {
  const { storeId, variantId } = link;
  const goodsId = await goodsOf(ports, link.connectionId, link.marketplaceSkuId ?? "");
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

// A SKU made of several goods is a bundle: no single number says how many of it there are.
async function goodsOf(
  ports: Needs,
  connectionId: ConnectionId,
  marketplaceSkuId: string,
): Promise<string | null> {
  const warehouse = await ports.warehouseFor(connectionId);
  const goods = await warehouse.goods([marketplaceSkuId]);
  const matching = goods.filter((one) => one.marketplaceSkuIds.includes(marketplaceSkuId));
  return matching.length === 1 ? (matching[0]?.goodsId ?? null) : null;
}

async function mirror(ports: Needs, { variant, platform }: Task): Promise<void> {
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

async function platformLevels(ports: Needs, { variant, platform }: Task): Promise<readonly LevelRow[]> {
  const places = new Set(platform.map((one) => one.id));
  const levels = await ports.records.inventory.levels(variant.storeId, [variant.id]);
  return levels.filter((level) => places.has(level.warehouseId));
}
