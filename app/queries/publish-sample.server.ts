// Products that wait to be listed in a shop, as far as the calls they cost are told by them.
import type { PrismaClient } from "../adapters/database/generated/client.ts";
import type { StoreProduct, StoreVariant } from "../domain/product.ts";

export type Unsent = Pick<StoreProduct, "title" | "descriptionHtml" | "images" | "variants"> & {
  readonly id: string;
  readonly productType: string;
  readonly vendor: string;
  readonly tags: readonly string[];
  readonly collections: readonly string[];
  readonly chosenCategoryId: string | null;
  readonly recommendedCategoryId: string | null;
};

/** So many are judged, found among so many of the store's: ids are random, so the first by id are a fair sample. */
const SAMPLE = 150;
const MOST_LOOKED_AT = 600;

type Picture = Pick<StoreVariant, "storeVariantId" | "options" | "imageUrl">;
type Row = Omit<Unsent, "variants" | "title" | "descriptionHtml"> & {
  readonly pictures: readonly Picture[] | null;
};

export async function unsentSample(
  database: PrismaClient,
  { storeId, id }: { readonly storeId: string; readonly id: string },
): Promise<readonly Unsent[]> {
  const rows = await database.$queryRaw<Row[]>`
    with unsent as (
      select p."id", l."recommendedCategoryId" from (
        select "id" from "Product" where "storeId" = ${storeId} and "status" = 'active'
        order by "id" limit ${MOST_LOOKED_AT}
      ) p
      -- One look each by the index: joined as tables, every listing of the shop would be read.
      left join lateral (
        select l."id", l."state", l."unmet", l."recommendedCategoryId" from "Listing" l
        where l."connectionId" = ${id} and l."productId" = p."id" limit 1
      ) l on true
      where l."id" is null or (l."state" = 'draft' and l."unmet" = '[]'::jsonb)
      order by p."id" limit ${SAMPLE}
    )
    select p."id", p."productType", p."vendor", p."tags", p."collections", p."images", u."recommendedCategoryId",
      c."categoryId" as "chosenCategoryId", v."pictures"
    from unsent u join "Product" p on p."id" = u."id"
    left join "ProductChoice" c on c."connectionId" = ${id} and c."productId" = p."id"
    left join lateral (
      select json_agg(json_build_object('storeVariantId', v."storeVariantId", 'options', v."options", 'imageUrl', v."imageUrl")
          order by v."position", v."id") filter (where v."imageUrl" is not null) as "pictures"
      from "Variant" v where v."productId" = p."id" and v."removedAt" is null
    ) v on true`;
  return rows.map(({ pictures, ...row }) => ({
    ...row,
    // Only what shows pictures is read of them.
    ...{ title: "", descriptionHtml: "", variants: (pictures ?? []) as StoreVariant[] },
  }));
}
