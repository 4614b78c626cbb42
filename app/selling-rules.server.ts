// What the pages of prices and stock may ask for: the rules as they are, and to change one part of them.
import { listingSettingsSchema } from "./adapters/database/settings-form.ts";
import { poolRule } from "./adapters/database/stock-pool.ts";
import { as, type ConnectionId, type StoreId } from "./domain/ids.ts";
import type { ListingSettings } from "./domain/listing-settings.ts";
import type { PoolRule } from "./domain/pool.ts";
import type { StockRule } from "./domain/stock-rule.ts";
import { changeListingSettings, type SettingsAnswer } from "./use-cases/change-listing-settings.ts";
import { changeStockPool } from "./use-cases/change-stock-pool.ts";
import type { Ports } from "./use-cases/ports/ports.ts";
import type { SettingsRecords } from "./use-cases/ports/settings-records.ts";

type Current = { readonly settings: ListingSettings; readonly version: number };
type Part = Partial<Pick<ListingSettings, "price" | "stock">>;

export type SellingRules = {
  /** Undefined when the store has no such connection. */
  readonly current: (storeId: StoreId, connectionId: string) => Promise<Current | undefined>;
  /** Undefined when the value is no such rule at all. */
  readonly readStock: (json: string) => StockRule | undefined;
  readonly readPool: (json: string) => PoolRule | undefined;
  readonly change: (
    storeId: StoreId,
    connectionId: string,
    to: { readonly part: Part; readonly version: number },
  ) => Promise<SettingsAnswer>;
  readonly sharing: SettingsRecords["stockRules"];
  /** Saves the shop's rule and the pool of all shops where they differ; answers what the merchant reads. */
  readonly saveStock: (
    storeId: StoreId,
    connectionId: string,
    to: { readonly stock: StockRule; readonly pool: PoolRule; readonly version: number },
  ) => Promise<string>;
};

export function sellingRules(ports: Ports): SellingRules {
  const { settings: records } = ports.records;
  const current: SellingRules["current"] = async (storeId, id) => {
    const connection = await ports.records.stores.connection(storeId, as<ConnectionId>(id));
    return connection && records.listingSettings(storeId, connection.id);
  };
  const change: SellingRules["change"] = async (storeId, id, { part, version }) => {
    const now = await current(storeId, id);
    if (!now) return { kind: "changed-meanwhile" };
    const settings = { ...now.settings, ...part };
    return changeListingSettings(ports, { storeId, connectionId: as<ConnectionId>(id), settings, version });
  };
  return {
    current,
    change,
    readStock: (json) => listingSettingsSchema.shape.stock.safeParse(jsonOf(json)).data,
    readPool: (json) => poolRule.safeParse(jsonOf(json)).data,
    sharing: (storeId) => records.stockRules(storeId),
    saveStock: async (storeId, id, { stock, pool, version }) => {
      const now = await current(storeId, id);
      if (!isSame(now?.settings.stock, stock)) {
        const answer = await change(storeId, id, { part: { stock }, version });
        if (answer.kind === "refused") return answer.faults.map((fault) => fault.sentence).join(" ");
        if (answer.kind === "changed-meanwhile")
          return "Somebody else saved meanwhile. Reload the page, then make your change again.";
      }
      const before = await records.stockRules(storeId);
      const shared = isSame(before.pool, pool) ? undefined : await changeStockPool(ports, storeId, pool);
      return shared?.kind === "refused"
        ? shared.sentence
        : "Saved. The stock it changes is sent to TikTok Shop.";
    },
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

// Null is no rule, and neither is what cannot be read; a missing one would be filled in.
function jsonOf(text: string): unknown {
  try {
    return (JSON.parse(text) as unknown) ?? null;
  } catch {
    return null;
  }
}
