// How the money of a marketplace's order becomes the store's.
import type { Exchange } from "../../domain/exchange.ts";
import type { OrderRow } from "./order-rows.ts";
import type { RecordsInTransaction } from "./records.ts";

/** The rate the merchant lists by in the shop that sold it; null where the buyer paid in the store's currency. */
export async function exchangeOf(
  records: RecordsInTransaction,
  order: OrderRow,
): Promise<Exchange | null | "unknown"> {
  const storeCurrency = (await records.stores.byId(order.storeId))?.currency;
  if (!storeCurrency || storeCurrency === order.currency) return null;
  if (order.connectionId === null) return "unknown";
  const { settings } = await records.settings.listingSettings(order.storeId, order.connectionId);
  const { rateMillionths } = settings.price;
  return rateMillionths === null ? "unknown" : { storeCurrency, rateMillionths };
}
