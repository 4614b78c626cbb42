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
  /** They are all that a search means: what changes meanwhile goes before them. */
  readonly isBacklog?: boolean;
  /** What is not named stays; null gives a choice back to the rules. */
  readonly change: Partial<ProductChoice>;
};

export type ChoiceAnswer =
  | { readonly kind: "chosen"; readonly changed: number }
  | { readonly kind: "refused"; readonly sentence: string };

// What one transaction holds: rows of so many are locked for some tens of milliseconds.
const AT_ONCE = 250;

/** Asking again changes nothing. A choice and its mark are kept together or not at all. */
export async function chooseForProducts(ports: Needs, choice: ProductsChoice): Promise<ChoiceAnswer> {
  const { storeId, connectionId, change } = choice;
  const backlog = choice.isBacklog ? { backlog: true as const } : {};
  const productIds = [...new Set(choice.productIds)].map((id) => as<ProductId>(id));
  if (productIds.length === 0) return { kind: "refused", sentence: "Choose at least one product." };
  const fault = await faultOf(ports, choice);
  if (fault) return { kind: "refused", sentence: fault };
  let changed = 0;
  for (let at = 0; at < productIds.length; at += AT_ONCE) {
    const page = { productIds: productIds.slice(at, at + AT_ONCE), change };
    changed += await ports.records.transaction(async (tx) => {
      const saved = await tx.settings.saveProductChoices(storeId, connectionId, page);
      const marks = saved.map(
        (subject): Mark => ({ storeId, verb: "publish-listings", subject, ...backlog }),
      );
      await tx.work.mark(marks);
      return saved.length;
    });
  }
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
