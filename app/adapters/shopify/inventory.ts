// Stock of the store: reading levels everywhere, and setting what our service's location may promise.
import { createHash } from "node:crypto";
import { z } from "zod";
import type { StoreInventoryLevel, StorePort } from "../../use-cases/ports/store.ts";
import { moment } from "./money.ts";
import { allNodes, connectionOf, empty, inChunks, type RunOperation } from "./operation.ts";
import { refuseUserErrors, userErrors } from "./user-errors.ts";

export const levelNode = z.object({
  location: z.object({ id: z.string() }),
  quantities: z.array(z.object({ name: z.string(), quantity: z.number() })),
  updatedAt: moment,
});

const nothing = z.union([empty, z.null()]);
const itemWithLevels = z.object({ id: z.string(), inventoryLevels: connectionOf(levelNode) });

export const INVENTORY_OPERATIONS = {
  inventoryLevels: {
    document: `#graphql
      query inventoryLevels($ids: [ID!]!) {
        nodes(ids: $ids) {
          ... on InventoryItem {
            id
            inventoryLevels(first: 10) {
              nodes { location { id } quantities(names: ["available"]) { name quantity } updatedAt }
              pageInfo { hasNextPage endCursor }
            }
          }
        }
      }`,
    idempotent: "safe",
    data: z.object({ nodes: z.array(z.union([itemWithLevels, nothing])) }),
  },
  moreInventoryLevels: {
    document: `#graphql
      query moreInventoryLevels($id: ID!, $after: String) {
        inventoryItem(id: $id) {
          inventoryLevels(first: 100, after: $after) {
            nodes { location { id } quantities(names: ["available"]) { name quantity } updatedAt }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
    idempotent: "safe",
    data: z.object({ inventoryItem: z.object({ inventoryLevels: connectionOf(levelNode) }).nullable() }),
  },
  stockedAt: {
    document: `#graphql
      query stockedAt($ids: [ID!]!, $locationId: ID!) {
        nodes(ids: $ids) {
          ... on InventoryItem { id inventoryLevel(locationId: $locationId) { id } }
        }
      }`,
    idempotent: "safe",
    data: z.object({
      nodes: z.array(
        z.union([
          z.object({ id: z.string(), inventoryLevel: z.object({ id: z.string() }).nullable() }),
          nothing,
        ]),
      ),
    }),
  },
  inventoryActivate: {
    document: `#graphql
      mutation inventoryActivate($itemId: ID!, $locationId: ID!, $key: String!) {
        inventoryActivate(inventoryItemId: $itemId, locationId: $locationId) @idempotent(key: $key) {
          inventoryLevel { id }
          userErrors { field message }
        }
      }`,
    // The key makes a repeat harmless.
    idempotent: "safe",
    data: z.object({ inventoryActivate: z.object({ userErrors }) }),
  },
  inventorySetQuantities: {
    document: `#graphql
      mutation inventorySetQuantities($input: InventorySetQuantitiesInput!, $key: String!) {
        inventorySetQuantities(input: $input) @idempotent(key: $key) {
          inventoryAdjustmentGroup { id }
          userErrors { code field message }
        }
      }`,
    idempotent: "safe",
    data: z.object({ inventorySetQuantities: z.object({ userErrors }) }),
  },
} as const;

// Fifty items of ten levels: a few hundred points at most.
const ITEMS_PER_QUERY = 50;
const NO_PAGE = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

export type InventoryMethods = Pick<StorePort, "inventoryLevels" | "setServiceStock">;

export function inventoryMethods(run: RunOperation): InventoryMethods {
  return {
    inventoryLevels: (ids) => inventoryLevels(run, ids),
    setServiceStock: (input) => setServiceStock(run, input),
  };
}

/** The levels of any number of inventory items, at all their locations. */
export async function inventoryLevels(
  run: RunOperation,
  ids: readonly string[],
): Promise<StoreInventoryLevel[]> {
  return inChunks(ids, ITEMS_PER_QUERY, async (chunk) => {
    const { nodes } = await run(INVENTORY_OPERATIONS.inventoryLevels, { ids: chunk });
    const levels: StoreInventoryLevel[] = [];
    for (const item of nodes) {
      if (item === null) continue;
      const { id } = item;
      const whole = await allNodes(
        async (after) =>
          (await run(INVENTORY_OPERATIONS.moreInventoryLevels, { id, after })).inventoryItem
            ?.inventoryLevels ?? NO_PAGE,
        item.inventoryLevels,
      );
      levels.push(...whole.map((level) => toLevel(id, level)));
    }
    return levels;
  });
}

/** A level from its node; one without the quantity "available" promises nothing. */
export function toLevel(inventoryItemId: string, level: z.output<typeof levelNode>): StoreInventoryLevel {
  return {
    inventoryItemId,
    storeLocationId: level.location.id,
    available: level.quantities.find((one) => one.name === "available")?.quantity ?? 0,
    updatedAt: level.updatedAt,
  };
}

async function setServiceStock(
  run: RunOperation,
  input: Parameters<StorePort["setServiceStock"]>[0],
): Promise<void> {
  if (input.rows.length === 0) return;
  const locationId = input.storeLocationId;
  const ids = input.rows.map((row) => row.inventoryItemId);
  const { nodes } = await run(INVENTORY_OPERATIONS.stockedAt, { ids, locationId });
  for (const item of nodes) {
    if (item === null || item.inventoryLevel !== null) continue;
    const key = keyFor(input.idempotencyKey, item.id);
    const answer = await run(INVENTORY_OPERATIONS.inventoryActivate, { itemId: item.id, locationId, key });
    refuseUserErrors("inventoryActivate", answer.inventoryActivate.userErrors);
  }
  const quantities = input.rows.map((row) => ({
    inventoryItemId: row.inventoryItemId,
    locationId,
    quantity: row.quantity,
    // Always written: null says in so many words that nothing is compared.
    changeFromQuantity: row.expected,
  }));
  const answer = await run(INVENTORY_OPERATIONS.inventorySetQuantities, {
    input: { name: "available", reason: "correction", quantities },
    key: input.idempotencyKey,
  });
  refuseUserErrors("inventorySetQuantities", answer.inventorySetQuantities.userErrors);
}

/** A key of its own for each part of a repeatable whole: the same again for the same part. */
function keyFor(whole: string, part: string): string {
  return createHash("sha256").update(`${whole}\n${part}`).digest("hex").slice(0, 32);
}
