// How the shops of a store share its stock, and the stock rule of each: what every change of stock is judged by.
import { z } from "zod";
import { as } from "../../domain/ids.ts";
import type { PoolRule } from "../../domain/pool.ts";
import type { SettingsRecords } from "../../use-cases/ports/settings-records.ts";
import type { Db } from "./client.ts";
import { listingSettingsSchema } from "./settings-form.ts";

/** A rule of sharing as it is kept, and as a page sends it. */
export const poolRule = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("even") }),
    z.object({ kind: z.literal("all") }),
    z.object({ kind: z.literal("shares"), percents: z.record(z.string(), z.number().int().min(0).max(100)) }),
    z.object({ kind: z.literal("priority"), order: z.array(z.string()) }),
  ])
  .default({ kind: "even" }) satisfies z.ZodType<PoolRule>;

// The rest of the settings is not read here: stock changes more often than anything else.
const stockOnly = z.object({ stock: listingSettingsSchema.shape.stock });

/** The pool on a client or on one transaction. */
export function createStockPoolRecords(client: Db): Pick<SettingsRecords, "stockRules" | "saveStockPool"> {
  return {
    async stockRules(storeId) {
      const [store, rows] = await Promise.all([
        client.store.findUnique({ where: { id: storeId }, select: { stockPool: true } }),
        client.connection.findMany({ where: { storeId }, select: { id: true, listingSettings: true } }),
      ]);
      return {
        pool: poolRule.parse(store?.stockPool),
        rules: new Map(rows.map((row) => [as(row.id), stockOnly.parse(row.listingSettings).stock])),
      };
    },
    async saveStockPool(id, pool) {
      await client.store.updateMany({
        where: { id },
        data: { stockPool: pool },
      });
    },
  };
}
