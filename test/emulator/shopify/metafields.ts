// Metafields: stored by owner, namespace and key, and read back.
import { GraphQLError } from "graphql";
import { connection, type PageArgs } from "./connection.ts";
import { type Context, type Fields, payload, type Resolver, same } from "./fields.ts";
import type { Metafield } from "./state.ts";
import { gid, now } from "./world.ts";

type Input = {
  readonly ownerId: string;
  readonly namespace?: string | null;
  readonly key: string;
  readonly type?: string | null;
  readonly value: string;
};

/** The namespace of the app's own, when none is named. */
const APP_NAMESPACE = "app--1";
const MAX_METAFIELDS = 25;

/** What every owner of metafields answers. */
export const metafieldFields: Readonly<Record<string, Resolver>> = {
  metafield: (owner: { id: string }, args: { namespace?: string | null; key: string }, { shop }: Context) =>
    shop.metafields.get(keyOf({ ownerId: owner.id, namespace: args.namespace, key: args.key })) ?? null,
  metafields: (owner: { id: string }, args: PageArgs & { namespace?: string | null }, { shop }: Context) =>
    connection(
      [...shop.metafields.values()].filter(
        (metafield) =>
          metafield.ownerId === owner.id &&
          (!args.namespace || metafield.namespace === namespaceOf(args.namespace)),
      ),
      args,
    ),
};

export const metafieldMutations: Fields = {
  Metafield: same("id", "namespace", "key", "type", "value", "createdAt", "updatedAt"),
  Mutation: {
    metafieldsSet: (_root: unknown, args: { metafields: readonly Input[] }, context: Context) => {
      if (args.metafields.length > MAX_METAFIELDS) {
        throw new GraphQLError(`Exceeded the maximum metafields input limit of ${MAX_METAFIELDS}.`);
      }
      return { metafields: args.metafields.map((input) => setMetafield(context, input)), userErrors: [] };
    },
  },
  MetafieldsSetPayload: payload("metafields"),
};

export function setMetafield({ world, shop }: Pick<Context, "world" | "shop">, input: Input): Metafield {
  const key = keyOf(input);
  const known = shop.metafields.get(key);
  const at = now(world);
  const metafield: Metafield = {
    id: known?.id ?? gid(world, "Metafield"),
    ownerId: input.ownerId,
    namespace: namespaceOf(input.namespace),
    key: input.key,
    type: input.type ?? known?.type ?? "single_line_text_field",
    value: input.value,
    createdAt: known?.createdAt ?? at,
    updatedAt: at,
  };
  shop.metafields.set(key, metafield);
  return metafield;
}

function keyOf(metafield: { ownerId: string; namespace?: string | null | undefined; key: string }): string {
  return `${metafield.ownerId} ${namespaceOf(metafield.namespace)} ${metafield.key}`;
}

function namespaceOf(namespace: string | null | undefined): string {
  return (namespace ?? "$app").replace("$app", APP_NAMESPACE);
}
