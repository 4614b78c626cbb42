// Brands, and which of them this seller may name.
import { z } from "zod";
import type { Brand } from "../../domain/category.ts";
import type { Call } from "./client.ts";
import { id, list, text } from "./fields.ts";
import { marketOf } from "./markets.ts";
import { VERSION } from "./versions.ts";

const BRANDS_AT_MOST = "100";

const brandsSchema = z.object({
  brands: list(
    z.object({
      id,
      name: z.string(),
      authorized_status: text,
      brand_status: text,
      is_t1_brand: z.boolean().nullish(),
    }),
  ),
});

/** Usable: authorized and available, or unauthorized and not one that only its owner may name ("Get Brands"). */
export async function readBrands(
  call: Call,
  region: string,
  { namePrefix, categoryId }: { namePrefix: string; categoryId: string | null },
): Promise<readonly Brand[]> {
  const { brands } = await call({
    method: "GET",
    path: `/product/${VERSION.product}/brands`,
    query: {
      page_size: BRANDS_AT_MOST,
      brand_name: namePrefix,
      category_id: categoryId ?? undefined,
      category_version: marketOf(region)?.categoryVersion,
    },
    scope: "shop",
    repeat: "safe",
    answer: brandsSchema,
  });
  return brands.map((row) => ({
    brandId: row.id,
    name: row.name,
    isUsable:
      row.authorized_status === "AUTHORIZED" ? row.brand_status !== "UNAVAILABLE" : row.is_t1_brand !== true,
  }));
}
