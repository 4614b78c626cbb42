// Collections as staff make them, and which products are in them: named by hand, or found by rules.
import type { SeedCollection } from "../store-catalog.ts";
import { productByHandle } from "./lookup.ts";
import type { Collection, Product, Shop } from "./state.ts";
import { announce } from "./webhooks.ts";
import { gid, legacyId, now, record, type World } from "./world.ts";

export function putCollection(world: World, shop: Shop, handle: string, seed: SeedCollection): string {
  if (seed.products && seed.rules) throw new Error(`collection ${handle} has products or rules, not both`);
  const known = collectionByHandle(shop, handle);
  const at = now(world);
  const collection: Collection = {
    id: known?.id ?? gid(world, "Collection"),
    handle,
    title: seed.title,
    rules: seed.rules ? seed.rules.map((rule) => ({ ...rule })) : null,
    anyRule: seed.anyRule ?? false,
    productIds: (seed.products ?? []).map((one) => productIdOf(shop, one)),
    createdAt: known?.createdAt ?? at,
    updatedAt: at,
  };
  shop.collections.set(collection.id, collection);
  const what = known ? "update" : "create";
  record(world, `collection.${what}d`, { collectionId: collection.id, handle });
  announce(world, shop, { topic: `collections/${what}`, payload: () => collectionPayload(collection) });
  return collection.id;
}

export function dropCollection(world: World, shop: Shop, handle: string): void {
  const collection = collectionByHandle(shop, handle);
  if (!collection) throw new Error(`${shop.domain} has no collection ${handle}`);
  shop.collections.delete(collection.id);
  record(world, "collection.deleted", { collectionId: collection.id, handle });
  const payload = {
    id: legacyId(collection.id),
    published_scope: "web",
    admin_graphql_api_id: collection.id,
  };
  announce(world, shop, { topic: "collections/delete", payload });
}

export function isIn(collection: Collection, product: Product): boolean {
  const { rules, anyRule, productIds } = collection;
  if (!rules) return productIds.includes(product.id);
  return anyRule
    ? rules.some((rule) => holds(rule, product))
    : rules.length > 0 && rules.every((rule) => holds(rule, product));
}

function productIdOf(shop: Shop, handle: string): string {
  const product = productByHandle(shop, handle);
  if (!product) throw new Error(`${shop.domain} has no product ${handle}`);
  return product.id;
}

function collectionByHandle(shop: Shop, handle: string): Collection | undefined {
  return [...shop.collections.values()].find((one) => one.handle === handle);
}

type Rule = NonNullable<Collection["rules"]>[number];

function holds({ column, relation, condition }: Rule, product: Product): boolean {
  const columns = {
    TAG: product.tags,
    TITLE: [product.title],
    TYPE: [product.productType],
    VENDOR: [product.vendor],
  } as const;
  const values = columns[column].map((value) => value.toLowerCase());
  const wanted = condition.toLowerCase();
  switch (relation) {
    case "EQUALS":
      return values.includes(wanted);
    case "NOT_EQUALS":
      return !values.includes(wanted);
    case "CONTAINS":
      return values.some((value) => value.includes(wanted));
    case "NOT_CONTAINS":
      return !values.some((value) => value.includes(wanted));
    case "STARTS_WITH":
      return values.some((value) => value.startsWith(wanted));
    case "ENDS_WITH":
      return values.some((value) => value.endsWith(wanted));
  }
}

function collectionPayload(collection: Collection): object {
  return {
    id: legacyId(collection.id),
    handle: collection.handle,
    title: collection.title,
    updated_at: collection.updatedAt,
    body_html: "",
    published_at: collection.createdAt,
    sort_order: null,
    template_suffix: null,
    published_scope: "web",
    ...(collection.rules
      ? {
          disjunctive: collection.anyRule,
          rules: collection.rules.map(({ column, relation, condition }) => ({
            column: column.toLowerCase(),
            relation: relation.toLowerCase(),
            condition,
          })),
        }
      : {}),
    admin_graphql_api_id: collection.id,
  };
}
