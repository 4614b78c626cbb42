// Collections as apps read them.
import type { GraphQLResolveInfo } from "graphql";
import { isIn } from "./collection-writes.ts";
import { connection, type PageArgs } from "./connection.ts";
import { type Context, type Fields, same } from "./fields.ts";
import { type ListArgs, sortField } from "./listing.ts";
import { type SearchTable, searchOf } from "./search.ts";
import type { Collection, Product } from "./state.ts";
import { legacyId } from "./world.ts";

const COLLECTIONS: SearchTable = {
  list: "collections",
  fields: { id: "number", title: "text", handle: "keyword", collection_type: "keyword", updated_at: "time" },
  bare: ["title"],
};

const SORTED_BY = { ID: "id", TITLE: "title", UPDATED_AT: "updated_at" };

const membersOf = (collection: Collection, { shop }: Context): readonly Product[] =>
  collection.rules
    ? [...shop.products.values()].filter((product) => isIn(collection, product))
    : collection.productIds.flatMap((id) => shop.products.get(id) ?? []);

export const collectionFields: Fields = {
  Collection: {
    ...same("id", "handle", "title", "updatedAt"),
    legacyResourceId: (collection: Collection) => String(legacyId(collection.id)),
    products: (collection: Collection, args: ListArgs, context: Context) => {
      sortField(args.sortKey === "COLLECTION_DEFAULT" ? "ID" : args.sortKey, { ID: "id" });
      return connection(membersOf(collection, context), args);
    },
    productsCount: (collection: Collection, _args: unknown, context: Context) => ({
      count: membersOf(collection, context).length,
      precision: "EXACT",
    }),
    hasProduct: (collection: Collection, args: { id: string }, { shop }: Context) => {
      const product = shop.products.get(args.id);
      return product !== undefined && isIn(collection, product);
    },
    ruleSet: ({ rules, anyRule }: Collection) => rules && { appliedDisjunctively: anyRule, rules },
  },
  CollectionRuleSet: same("appliedDisjunctively", "rules"),
  CollectionRule: same("column", "relation", "condition"),
  Product: {
    collections: (product: Product, args: PageArgs, { shop }: Context) =>
      connection(
        [...shop.collections.values()].filter((one) => isIn(one, product)),
        args,
      ),
    inCollection: (product: Product, args: { id: string }, { shop }: Context) => {
      const collection = shop.collections.get(args.id);
      return collection !== undefined && isIn(collection, product);
    },
  },
  QueryRoot: {
    collection: (_root: unknown, args: { id: string }, { shop }: Context) =>
      shop.collections.get(args.id) ?? null,
    collections: (_root: unknown, args: ListArgs, context: Context, info: GraphQLResolveInfo) => {
      const search = searchOf(args.query, COLLECTIONS, context, info);
      const field = sortField(args.sortKey, SORTED_BY);
      const all = [...context.shop.collections.values()];
      const found = search ? all.filter((one) => search.matches(searchable(one))) : all;
      return connection(found, args, field === "id" ? undefined : (one) => searchable(one)[field] ?? "");
    },
  },
};

function searchable(collection: Collection): Record<string, string> {
  return {
    id: String(legacyId(collection.id)),
    title: collection.title,
    handle: collection.handle,
    collection_type: collection.rules ? "smart" : "custom",
    updated_at: collection.updatedAt,
  };
}
