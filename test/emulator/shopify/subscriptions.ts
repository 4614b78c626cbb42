// Webhook subscriptions apps make by the API, besides those of their configuration file.
import { connection, type PageArgs } from "./connection.ts";
import { type Context, type Fields, payload, refuse, same } from "./fields.ts";
import type { Subscription } from "./state.ts";
import { gid, legacyId, now } from "./world.ts";

type Input = {
  readonly uri?: string | null;
  readonly callbackUrl?: string | null;
  readonly format?: string | null;
  readonly name?: string | null;
  readonly filter?: string | null;
  readonly includeFields?: readonly string[] | null;
};

export const subscriptionFields: Fields = {
  WebhookSubscription: {
    ...same("id", "topic", "uri", "name", "createdAt", "updatedAt"),
    legacyResourceId: (one: Subscription) => String(legacyId(one.id)),
    format: () => "JSON",
    filter: () => null,
    includeFields: () => [],
    apiVersion: (_one: Subscription, _args: unknown, { version }: Context) => ({
      handle: version,
      displayName: version,
      supported: true,
    }),
  },
  ApiVersion: same("handle", "displayName", "supported"),
  QueryRoot: {
    webhookSubscription: (_root: unknown, args: { id: string }, { shop }: Context) =>
      shop.subscriptions.get(args.id) ?? null,
    webhookSubscriptions: (
      _root: unknown,
      args: PageArgs & { topics?: readonly string[] | null },
      { shop }: Context,
    ) =>
      connection(
        [...shop.subscriptions.values()].filter(
          ({ topic }) => !args.topics?.length || args.topics.includes(topic),
        ),
        args,
      ),
  },
  Mutation: {
    webhookSubscriptionCreate: (
      _root: unknown,
      args: { topic: string; webhookSubscription: Input },
      context: Context,
    ) => subscribe(context, args.topic, args.webhookSubscription),
    webhookSubscriptionDelete: (_root: unknown, args: { id: string }, { shop }: Context) =>
      shop.subscriptions.delete(args.id)
        ? { deletedWebhookSubscriptionId: args.id, userErrors: [] }
        : refuse("Webhook subscription does not exist", ["id"]),
  },
  WebhookSubscriptionCreatePayload: payload("webhookSubscription"),
  WebhookSubscriptionDeletePayload: payload("deletedWebhookSubscriptionId"),
};

function subscribe({ world, shop }: Context, topic: string, input: Input): object {
  const uri = input.uri ?? input.callbackUrl ?? "";
  const field = ["webhookSubscription", "uri"];
  if (!URL.canParse(uri)) return refuse("Address is invalid", field);
  if (input.filter || input.includeFields?.length) {
    return refuse("The twin does not support filter and includeFields on subscriptions", [
      "webhookSubscription",
    ]);
  }
  if ([...shop.subscriptions.values()].some((one) => one.topic === topic && one.uri === uri)) {
    return refuse("Address for this topic has already been taken", field);
  }
  const at = now(world);
  const made: Subscription = {
    id: gid(world, "WebhookSubscription"),
    topic,
    uri,
    name: input.name ?? null,
    createdAt: at,
    updatedAt: at,
  };
  shop.subscriptions.set(made.id, made);
  return { webhookSubscription: made, userErrors: [] };
}
