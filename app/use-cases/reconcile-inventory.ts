// Finds stock that a lost webhook hid: levels that differ from the store's, quantities the marketplace was not told, and
// what the platform's warehouses hold. A bounded page of each per run; it marks, it repairs nothing.
import { as, type StoreId, type VariantId } from "../domain/ids.ts";
import type { ListingRow, ListingSkuRow, VariantRow } from "./ports/catalog-records.ts";
import { merchantsOwn } from "./ports/catalog-steps.ts";
import type { ConnectionRow, WarehouseRow } from "./ports/foundation-records.ts";
import type { LevelRow } from "./ports/inventory-records.ts";
import type { Ports } from "./ports/ports.ts";
import { sharingOf, unsentStock } from "./ports/stock-offers.ts";
import type { StoreInventoryLevel } from "./ports/store.ts";
import { type Batch, done, each, type Mark, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "storeFor" | "warehouseFor">;

// One call to the store reads 50 items; one to the warehouse 100 SKUs.
const VARIANTS_PER_RUN = 50;
const LINKS_PER_RUN = 100;
const VARIANTS = "reconcile-levels";
const platformOf = (connection: ConnectionRow) => `reconcile-platform-stock:${connection.id}`;

/** Works the one subject "all". */
export async function reconcileInventory(ports: Needs, batch: Batch): Promise<Outcomes> {
  const { storeId } = batch;
  return each(batch, async () => {
    const warehouses = await ports.records.stores.warehouses(storeId);
    await compareStore(ports, storeId, warehouses);
    const connections = await ports.records.stores.connections(storeId);
    for (const connection of connections.filter((one) => one.state === "active")) {
      const places = warehouses.filter(
        (one) => one.connectionId === connection.id && one.fbtWarehouseId !== null,
      );
      if (places.length > 0) await comparePlatform(ports, connection, places);
    }
    return done;
  });
}

async function compareStore(
  ports: Needs,
  storeId: StoreId,
  warehouses: readonly WarehouseRow[],
): Promise<void> {
  const { records } = ports;
  const after = afterOf(await records.work.checkpoint(storeId, VARIANTS));
  const variants = await records.catalog.variantPage(
    storeId,
    after === null ? null : as<VariantId>(after),
    VARIANTS_PER_RUN,
  );
  if (variants.length > 0) {
    const store = await ports.storeFor(storeId);
    const truth = await store.inventoryLevels([
      ...new Set(variants.map((variant) => variant.inventoryItemId)),
    ]);
    const levels = await records.inventory.levels(
      storeId,
      variants.map((variant) => variant.id),
    );
    const page = { variants, truth, levels, own: merchantsOwn(warehouses) };
    const drifted = driftOfLevels(page);
    await records.work.mark([
      ...drifted.map(
        (variant): Mark => ({ storeId, verb: "import-inventory", subject: variant.inventoryItemId }),
      ),
      ...(await driftOfOffers(ports, storeId, { ...page, drifted })),
    ]);
  }
  const next = variants.length < VARIANTS_PER_RUN ? {} : { after: variants.at(-1)?.id };
  await records.work.saveCheckpoint(storeId, VARIANTS, next);
}

type Page = {
  readonly variants: readonly VariantRow[];
  readonly truth: readonly StoreInventoryLevel[];
  readonly levels: readonly LevelRow[];
  readonly own: readonly WarehouseRow[];
};

function driftOfLevels({ variants, truth, levels, own }: Page): readonly VariantRow[] {
  return variants.filter((variant) =>
    own.some((warehouse) => {
      const said = truth.find(
        (level) =>
          level.inventoryItemId === variant.inventoryItemId &&
          level.storeLocationId === warehouse.storeLocationId,
      );
      const kept = levels.find(
        (level) => level.variantId === variant.id && level.warehouseId === warehouse.id,
      );
      return (said?.available ?? 0) !== (kept?.available ?? 0);
    }),
  );
}

type Drifted = Page & { readonly drifted: readonly VariantRow[] };

// Only by levels that are as the store has them: by a wrong one a wrong number would be told. Its import marks it.
async function driftOfOffers(
  ports: Needs,
  storeId: StoreId,
  { variants, drifted }: Drifted,
): Promise<Mark[]> {
  const sharing = await sharingOf(ports.records, storeId);
  const marks: Mark[] = [];
  const wrong = new Set(drifted.map((variant) => variant.id));
  const right = variants.filter((variant) => !wrong.has(variant.id));
  for (const [productId, own] of Map.groupBy(right, (variant) => variant.productId)) {
    const ids = new Set(own.map((variant) => variant.id));
    const unsent = await unsentStock(ports.records, sharing, productId);
    // What we took off sale offers nothing; put back, its stock is sent.
    const offering = unsent?.listings.filter(({ listing }) => !isTakenOff(listing)) ?? [];
    if (offering.some((one) => one.skus.some(({ link }) => ids.has(link.variantId))))
      marks.push({ storeId, verb: "push-inventory", subject: productId });
  }
  return marks;
}

function isTakenOff({ state, pausedFor }: ListingRow): boolean {
  return state === "paused" && pausedFor === "product";
}

async function comparePlatform(
  ports: Needs,
  connection: ConnectionRow,
  places: readonly WarehouseRow[],
): Promise<void> {
  const { records } = ports;
  const { storeId } = connection;
  const name = platformOf(connection);
  const links = await records.catalog.linkPage(
    connection.id,
    afterOf(await records.work.checkpoint(storeId, name)),
    LINKS_PER_RUN,
  );
  const next = links.length < LINKS_PER_RUN ? {} : { after: links.at(-1)?.id };
  const drifted = links.length > 0 ? await driftOfPlatform(ports, connection, { links, places }) : [];
  await records.transaction(async (tx) => {
    await tx.work.mark(
      drifted.map((subject): Mark => ({ storeId, verb: "record-warehouse-stock", subject })),
    );
    await tx.work.saveCheckpoint(storeId, name, next);
  });
}

type PlatformPage = { readonly links: readonly ListingSkuRow[]; readonly places: readonly WarehouseRow[] };

async function driftOfPlatform(ports: Needs, connection: ConnectionRow, { links, places }: PlatformPage) {
  const warehouse = await ports.warehouseFor(connection.id);
  const goods = await warehouse.goods(links.flatMap((link) => link.marketplaceSkuId ?? []));
  const stock = await warehouse.stock(goods.map((one) => one.goodsId));
  const levels = await ports.records.inventory.levels(
    connection.storeId,
    links.map((link) => link.variantId),
  );
  const ids = new Set(places.map((place) => place.id));
  const drifted = links.filter((link) => {
    const own = goods.filter((one) => one.marketplaceSkuIds.includes(link.marketplaceSkuId ?? ""));
    const goodsId = own.length === 1 ? own[0]?.goodsId : null;
    if ((goodsId ?? null) !== link.goodsId) return true;
    if (!goodsId) return false;
    const said = sum(stock.filter((row) => row.goodsId === goodsId).map((row) => row.available));
    const kept = levels.filter((level) => level.variantId === link.variantId && ids.has(level.warehouseId));
    const isMirrored = kept.every((level) => level.mirrored === Math.max(0, level.available - level.held));
    return said !== sum(kept.map((level) => level.available)) || !isMirrored;
  });
  return drifted.map((link) => link.variantId);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function afterOf(checkpoint: unknown): string | null {
  if (typeof checkpoint !== "object" || checkpoint === null) return null;
  const { after } = checkpoint as { after?: unknown };
  return typeof after === "string" ? after : null;
}
