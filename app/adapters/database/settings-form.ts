// The form of a connection's listing settings: one JSON value, read through a schema, so that what an older version of
// us left out is the store's own.
import { z } from "zod";
import { type ListingSettings, STORES_OWN } from "../../domain/listing-settings.ts";

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
  compareAt: z.enum(["none", "store"]).default("none"),
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
  parties: z
    .array(
      z.object({
        kind: z.enum(["manufacturer", "responsible-person"]),
        field: z.enum(["every", "product-type", "collection", "tag", "vendor"]),
        value: z.string(),
        partyId: z.string(),
        name: z.string(),
      }),
    )
    .default([]),
  price: priceRule.default(STORES_OWN.price),
  stock: stockRule.default({ ...STORES_OWN.stock, feeds: [] }),
  listingsPerDay: z.number().int().positive().nullable().default(null),
}) satisfies z.ZodType<ListingSettings>;
