// A seller authorized us: remember the connection, learn the marketplace's warehouses, ask for its webhooks, and set the
// first publishing going. In a shop that sells in another currency nothing is listed before the merchant names a rate.
import type { StoreId } from "../domain/ids.ts";
import type { ConnectionRow, StoreRow } from "./ports/foundation-records.ts";
import type { MarketplaceShop, MarketplaceWarehouse } from "./ports/marketplace.ts";
import { reconnectKey } from "./ports/platform-error.ts";
import type { Ports } from "./ports/ports.ts";
import { markOfAll } from "./ports/product-marks.ts";
import { checkRate } from "./ports/rate-check.ts";
import type { RecordsInTransaction } from "./ports/records.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "publicUrl">;

type Authorization = {
  readonly storeId: StoreId;
  /** The authorizing account's stable id for our app. */
  readonly openId: string;
  readonly tokens: {
    readonly accessToken: string;
    readonly accessTokenExpiresAt: Date;
    readonly refreshToken: string;
    readonly refreshTokenExpiresAt: Date;
  };
  readonly shops: readonly (MarketplaceShop & { readonly currency: string })[];
};

type Connected =
  | { readonly kind: "connected"; readonly connections: readonly ConnectionRow[] }
  | { readonly kind: "refused"; readonly reason: "no-shop"; readonly detail: string };

const OWN_PRIORITY = { default: 50, other: 100 };

/** Safe to repeat: authorizing again renews tokens and marks the same work. */
export async function connectMarketplace(ports: Needs, input: Authorization): Promise<Connected> {
  const { stores } = ports.records;
  const store = await stores.byId(input.storeId);
  if (!store) return { kind: "refused", reason: "no-shop", detail: "The store has not installed the app." };
  const connections: ConnectionRow[] = [];
  for (const shop of input.shops) connections.push(await connectShop(ports, store, { ...input, shop }));
  if (connections.length > 0) return { kind: "connected", connections };
  return { kind: "refused", reason: "no-shop", detail: "This TikTok Shop account has no shop to connect." };
}

type OneShop = Pick<Authorization, "openId" | "tokens"> & { readonly shop: Authorization["shops"][number] };

async function connectShop(
  ports: Needs,
  store: StoreRow,
  { openId, tokens, shop }: OneShop,
): Promise<ConnectionRow> {
  const { name: shopName, ...rest } = shop;
  const connection = await ports.records.stores.saveConnection({
    ...rest,
    ...tokens,
    storeId: store.id,
    shopName,
    openId,
  });
  const marketplace = await ports.marketplaceFor(connection.id);
  const warehouses = await marketplace.warehouses();
  // First of all: a listing checked from now on must find them, one checked before is marked below.
  await ports.records.stores.saveWarehouses(
    store.id,
    warehouses.map((one) => toWarehouse(one, { store, connection })),
  );
  await marketplace.subscribe(`${ports.publicUrl}/webhooks/tiktok-shop`);
  await ports.records.transaction(async (tx) => {
    await checkRate(tx, store.id, connection.id);
    await tx.issues.clear(store.id, reconnectKey("tiktok-shop"));
    await markFirstWork(tx, store);
  });
  return connection;
}

function toWarehouse(
  one: MarketplaceWarehouse,
  { store, connection }: { store: StoreRow; connection: ConnectionRow },
) {
  return {
    connectionId: connection.id,
    owner: one.owner,
    name: one.name,
    priority: one.isDefault ? OWN_PRIORITY.default : OWN_PRIORITY.other,
    active: true,
    // Orders of the store reach the platform's warehouses through our service's location.
    storeLocationId: one.owner === "marketplace" ? (store.fulfillmentService?.storeLocationId ?? null) : null,
    marketplaceWarehouseId: one.marketplaceWarehouseId,
    fbtWarehouseId: one.fbtWarehouseId,
    countryCode: connection.region,
  };
}

// An import that runs meanwhile may have checked its first products before there was a warehouse to list them from.
async function markFirstWork(tx: RecordsInTransaction, store: StoreRow): Promise<void> {
  const storeId = store.id;
  if (store.catalogImportedAt === null)
    await tx.work.mark([{ storeId, verb: "import-catalog", subject: "catalog" }]);
  await tx.work.mark([markOfAll(storeId, "publish-listings")]);
}
