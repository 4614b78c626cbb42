// What a leaf category asks of a listing, asked of the marketplace once per connection and category and kept for a day.
import type { CategoryRequirements } from "../../domain/category.ts";
import type { ConnectionId, StoreId } from "../../domain/ids.ts";
import { isPlatformError } from "./platform-error.ts";
import type { Ports } from "./ports.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now">;
type Of = {
  readonly storeId: StoreId;
  readonly connectionId: ConnectionId;
  readonly categoryId: string;
};

/** Rules of a category change rarely, and a refusal tells at once that they did: two calls a day and category. */
const KEPT_MS = 24 * 60 * 60_000;

/**
 * No older than said. Undefined when the marketplace has no such category for this merchant: the listing itself will be
 * told why.
 */
export async function requirementsOf(
  ports: Needs,
  { storeId, connectionId, categoryId }: Of,
  mostAgeMs = KEPT_MS,
): Promise<CategoryRequirements | undefined> {
  const { categories } = ports.records;
  const kept = await categories.categoryRequirements(storeId, connectionId, categoryId);
  const fetchedAt = ports.now();
  if (kept && fetchedAt.getTime() - kept.fetchedAt.getTime() < mostAgeMs) return kept.requirements;
  const marketplace = await ports.marketplaceFor(connectionId);
  try {
    const requirements = await marketplace.categoryRequirements(categoryId);
    await categories.saveCategoryRequirements(storeId, connectionId, { categoryId, requirements, fetchedAt });
    return requirements;
  } catch (error) {
    if (isPlatformError(error, "rejected", "not-found")) return undefined;
    throw error;
  }
}
