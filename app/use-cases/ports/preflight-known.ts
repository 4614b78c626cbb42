// What products are judged by beside themselves (domain/preflight-verdict.ts): the shop's market and warehouses, SKUs
// that several variants carry, the merchant's settings, and what a category demands.
import type { ListingSettings } from "../../domain/listing-settings.ts";
import type { Known, OneCategory } from "../../domain/preflight-verdict.ts";
import type { ProductRow } from "./catalog-records.ts";
import { requirementsOf } from "./category-requirements.ts";
import { ensureCategories } from "./category-tree.ts";
import type { ConnectionRow } from "./foundation-records.ts";
import type { Once } from "./once.ts";
import type { Ports } from "./ports.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now">;

type Judged = {
  readonly settings: ListingSettings;
  readonly products: readonly ProductRow[];
  readonly once: Once;
};

/** Of one product or a page of them, as they stand in the store. */
export async function knownAround(
  { records, now }: Pick<Needs, "records" | "now">,
  connection: ConnectionRow,
  { settings, products, once }: Judged,
): Promise<Pick<Known, "demands" | "hasWarehouse" | "attributes" | "packages" | "parties">> {
  const { storeId } = connection;
  const skus = products.flatMap((product) => product.variants.flatMap((variant) => variant.sku ?? []));
  const carriers = Map.groupBy(await records.catalog.variantsBySku(storeId, skus), (one) => one.sku ?? "");
  const sharedSkus = new Set([...carriers].filter(([, carried]) => carried.length > 1).map(([sku]) => sku));
  const warehouses = await once("warehouses", () => records.stores.warehouses(storeId));
  return {
    demands: { market: connection, on: now(), sharedSkus },
    hasWarehouse: warehouses.some(
      (one) =>
        one.connectionId === connection.id && one.owner === "merchant" && one.marketplaceWarehouseId !== null,
    ),
    attributes: settings.attributes,
    packages: settings.packages,
    parties: settings.parties,
  };
}

type InTurn = { readonly connection: ConnectionRow; readonly once: Once };

/** The tree, asked for at most once in a turn. */
export function ensureTree(ports: Needs, { connection, once }: InTurn): Promise<void> {
  const scope = { storeId: connection.storeId, connectionId: connection.id };
  return once(`categories ${connection.id}`, () => ensureCategories(ports, scope));
}

/** A category by its id, with its demands; asks for both where they are not known yet or old, once in a turn. */
export async function knownCategory(ports: Needs, inTurn: InTurn, categoryId: string): Promise<OneCategory> {
  const { storeId, id: connectionId } = inTurn.connection;
  const { categories } = ports.records;
  await ensureTree(ports, inTurn);
  const [category] = await categories.categories(storeId, connectionId, [categoryId]);
  if (!category) return { kind: "known", categoryId, category, requirements: undefined };
  await inTurn.once(`demands ${connectionId} ${categoryId}`, () =>
    requirementsOf(ports, { storeId, connectionId, categoryId }),
  );
  const kept = await categories.categoryRequirements(storeId, connectionId, categoryId);
  return { kind: "known", categoryId, category, requirements: kept?.requirements };
}

/** Reads the tree and a category's demands anew, whatever their age: the marketplace refused a listing by them. */
export async function renewCategory(
  ports: Needs,
  { connection, once }: InTurn,
  categoryId: string,
): Promise<void> {
  const scope = { storeId: connection.storeId, connectionId: connection.id };
  await once(`renewed ${connection.id} ${categoryId}`, async () => {
    await ensureCategories(ports, scope, 0);
    await requirementsOf(ports, { ...scope, categoryId }, 0);
  });
}

/** Whether products can be listed in it: the marketplace may have withdrawn it. */
export function isThere({ category }: OneCategory): boolean {
  return category?.isLeaf === true;
}
