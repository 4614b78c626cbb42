// Settings of listings as one JSON value per connection, read through a schema, so that what an older version of us
// left out is the store's own; and the merchant's choices for single products.
import { z } from "zod";
import { type ListingSettings, STORES_OWN } from "../../domain/listing-settings.ts";
import type { ProductChoice, SettingsRecords } from "../../use-cases/ports/settings-records.ts";
import type { Db } from "./client.ts";
import type { Prisma } from "./generated/client.ts";

const count = z.number().int().nonnegative();

const attributeSource = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("fixed"), value: z.string() }),
  z.object({ kind: z.literal("field"), field: z.enum(["vendor", "product-type", "title", "barcode"]) }),
  z.object({ kind: z.literal("option"), name: z.string() }),
  z.object({ kind: z.literal("metafield"), namespace: z.string(), key: z.string() }),
]);

const priceRule = z.object({
  change: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("percent"), basisPoints: z.number().int() }),
    z.object({ kind: z.literal("amount"), minor: z.number().int() }),
  ]),
  ending: z.enum(["as-is", "whole", "99", "95"]),
  floorMinor: count.nullable(),
  rateMillionths: z.number().int().positive().nullable(),
});

const stockRule = z.object({
  feeds: z.array(z.object({ storeLocationId: z.string(), marketplaceWarehouseId: z.string() })),
  sharePercent: count.max(100),
  buffer: count,
  ceiling: count,
  threshold: count,
});

const size = z.object({
  length: z.number().positive(),
  width: z.number().positive(),
  height: z.number().positive(),
});

export const listingSettingsSchema = z.object({
  titleTemplate: z.string().default(STORES_OWN.titleTemplate),
  descriptionTemplate: z.string().default(STORES_OWN.descriptionTemplate),
  categories: z
    .array(
      z.object({
        field: z.enum(["product-type", "collection", "tag", "vendor"]),
        value: z.string(),
        categoryId: z.string(),
      }),
    )
    .default([]),
  attributes: z
    .array(z.object({ attributeId: z.string(), categoryId: z.string().nullable(), source: attributeSource }))
    .default([]),
  brands: z.record(z.string(), z.string()).default({}),
  packages: z
    .array(
      z.object({
        categoryId: z.string().nullable(),
        weightGrams: count.nullable(),
        size: size.nullable(),
      }),
    )
    .default([]),
  price: priceRule.default(STORES_OWN.price),
  stock: stockRule.default({ ...STORES_OWN.stock, feeds: [] }),
  listingsPerDay: z.number().int().positive().nullable().default(null),
}) satisfies z.ZodType<ListingSettings>;

const attributesSchema = z.array(z.object({ attributeId: z.string(), values: z.array(z.string()) }));

const NO_CHOICE: ProductChoice = { categoryId: null, brandId: null, attributes: [] };

/** Settings and choices on a client or on one transaction. */
export function createSettingsRecords(client: Db): SettingsRecords {
  return {
    async listingSettings(storeId, id) {
      const row = await client.connection.findFirstOrThrow({
        where: { storeId, id },
        select: { listingSettings: true, settingsVersion: true },
      });
      return { settings: listingSettingsSchema.parse(row.listingSettings), version: row.settingsVersion };
    },
    async saveListingSettings(storeId, id, { settings, version }) {
      const { count: saved } = await client.connection.updateMany({
        where: { storeId, id, settingsVersion: version },
        data: { listingSettings: settings as unknown as Prisma.InputJsonValue, settingsVersion: version + 1 },
      });
      return saved === 1 ? "saved" : "changed-meanwhile";
    },
    async productChoice(storeId, connectionId, productId) {
      const row = await client.productChoice.findFirst({ where: { storeId, connectionId, productId } });
      if (!row) return NO_CHOICE;
      return {
        categoryId: row.categoryId,
        brandId: row.brandId,
        attributes: attributesSchema.parse(row.attributes),
      };
    },
    async saveProductChoices(storeId, connectionId, { productIds, change }) {
      const { attributes, ...plain } = change;
      const data = {
        ...plain,
        ...(attributes ? { attributes: attributes as unknown as Prisma.InputJsonValue } : {}),
      };
      for (const productId of productIds) {
        await client.productChoice.upsert({
          where: { connectionId_productId: { connectionId, productId } },
          create: { storeId, connectionId, productId, ...data },
          update: data,
        });
      }
    },
  };
}
