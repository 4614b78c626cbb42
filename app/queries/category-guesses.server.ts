// What TikTok Shop guessed: categories that no choice and no rule of the merchant's decided, by product type, the ones of
// most products first. A wrong guess is shared by all products of a type, so each is shown with how many it concerns.
import type { PrismaClient } from "../adapters/database/generated/client.ts";
import type { StoreId } from "../domain/ids.ts";

export type CategoryGuess = {
  /** "" for products without one: these are guessed one by one. */
  readonly productType: string;
  readonly categoryId: string;
  /** "Home & Kitchen › Kitchenware › Pots & Pans". */
  readonly label: string;
  readonly products: number;
  /** Titles of a few of them. */
  readonly examples: readonly string[];
};

const MOST_GUESSES = 50;
const EXAMPLES = 3;

/** Of products that are on sale in the store. */
export async function categoryGuesses(
  database: PrismaClient,
  { storeId, connectionId }: { readonly storeId: StoreId; readonly connectionId: string },
): Promise<readonly CategoryGuess[]> {
  return database.$queryRaw<CategoryGuess[]>`
    SELECT p."productType", l."recommendedCategoryId" AS "categoryId",
      coalesce(max(c."path"), l."recommendedCategoryId") AS "label", count(*)::int AS "products",
      (array_agg(p."title" ORDER BY p."title"))[1:${EXAMPLES}::int] AS "examples"
    FROM "Listing" l JOIN "Product" p ON p."id" = l."productId"
      LEFT JOIN "ProductChoice" h ON h."connectionId" = l."connectionId" AND h."productId" = p."id"
      LEFT JOIN "MarketplaceCategory" c
        ON c."connectionId" = l."connectionId" AND c."categoryId" = l."recommendedCategoryId"
    WHERE l."storeId" = ${storeId} AND l."connectionId" = ${connectionId} AND p."status" = 'active'
      AND l."recommendedCategoryId" IS NOT NULL AND l."categoryId" = l."recommendedCategoryId"
      AND h."categoryId" IS NULL
    GROUP BY 1, 2 ORDER BY "products" DESC, 1, 2 LIMIT ${MOST_GUESSES}`;
}
