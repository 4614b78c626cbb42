// The merchant decides for single products, one or many at once, what beats every rule: category, brand, attributes. The
// products whose choice changed are published again.
import { as, type ConnectionId, type ProductId, type StoreId } from "../domain/ids.ts";
import { categoryFault } from "../domain/settings-row-faults.ts";
import { ensureCategories } from "./ports/category-tree.ts";
import type { Ports } from "./ports/ports.ts";
import type { ProductChoice } from "./ports/settings-records.ts";
import type { Mark } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now">;

export type ProductsChoice = {
  readonly storeId: StoreId;
  readonly connectionId: ConnectionId;
  readonly productIds: readonly string[];
  /** What is not named stays; null gives a choice back to the rules. */
  readonly change: Partial<ProductChoice>;
};

export type ChoiceAnswer =
  | { readonly kind: "chosen"; readonly changed: number }
  | { readonly kind: "refused"; readonly sentence: string };

/** One statement and one transaction: more are chosen for in several calls. */
const MOST_AT_ONCE = 5_000;

export async function chooseForProducts(ports: Needs, choice: ProductsChoice): Promise<ChoiceAnswer> {
  const { storeId, connectionId, change } = choice;
  const productIds = [...new Set(choice.productIds)].map((id) => as<ProductId>(id));
  if (productIds.length === 0) return { kind: "refused", sentence: "Choose at least one product." };
  if (productIds.length > MOST_AT_ONCE)
    return { kind: "refused", sentence: `Choose at most ${MOST_AT_ONCE} products at a time.` };
  const fault = await faultOf(ports, choice);
  if (fault) return { kind: "refused", sentence: fault };
  const changed = await ports.records.transaction(async (tx) => {
    const saved = await tx.settings.saveProductChoices(storeId, connectionId, { productIds, change });
    await tx.work.mark(saved.map((subject): Mark => ({ storeId, verb: "publish-listings", subject })));
    return saved.length;
  });
  return { kind: "chosen", changed };
}

async function faultOf(ports: Needs, { storeId, connectionId, change }: ProductsChoice) {
  const connection = await ports.records.stores.connection(storeId, connectionId);
  if (!connection) return "This TikTok Shop is not connected.";
  const { categoryId } = change;
  if (!categoryId) return undefined;
  await ensureCategories(ports, { storeId, connectionId });
  const [category] = await ports.records.categories.categories(storeId, connectionId, [categoryId]);
  return categoryFault(category);
}
