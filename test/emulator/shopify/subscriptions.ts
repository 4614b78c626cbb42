// Webhook subscriptions apps make by the API, besides those of their configuration file.
import { connection, type PageArgs } from "./connection.ts";
import { type Context, type Fields, payload, refuse, same, type UserError } from "./fields.ts";
import type { Subscription } from "./state.ts";
import { type SubscriptionInput, subscriptionProblem } from "./subscription-checks.ts";
import { gid, legacyId, now } from "./world.ts";

type ListArgs = PageArgs & {
  readonly topics?: readonly string[] | null;
  readonly uri?: string | null;
  readonly callbackUrl?: string | null;
  readonly format?: string | null;
};

type Answer = { webhookSubscription: Subscription; userErrors: [] } | { userErrors: UserError[] };

export const subscriptionFields: Fields = {
  WebhookSubscription: {
    ...same("id", "topic", "uri", "name", "filter", "includeFields", "metafieldNamespaces"),
    ...same("createdAt", "updatedAt"),
    legacyResourceId: (one: Subscription) => String(legacyId(one.id)),
    format: () => "JSON",
    callbackUrl: (one: Subscription) => one.uri,
    endpoint: (one: Subscription) => ({ __typename: "WebhookHttpEndpoint", callbackUrl: one.uri }),
    apiVersion: (_one: Subscription, _args: unknown, { world }: Context) => {
      const handle = world.parts.settings.shopify.webhookApiVersion;
      return { handle, displayName: handle, supported: true };
    },
  },
  WebhookHttpEndpoint: same("callbackUrl"),
  // Asked for by clients that list subscriptions; none is ever answered, because neither can be subscribed to here.
  WebhookEventBridgeEndpoint: same("arn"),
  WebhookPubSubEndpoint: same("pubSubProject", "pubSubTopic"),
  ApiVersion: same("handle", "displayName", "supported"),
  QueryRoot: {
    webhookSubscription: (_root: unknown, args: { id: string }, { shop }: Context) =>
      shop.subscriptions.get(args.id) ?? null,
    webhookSubscriptions: (_root: unknown, args: ListArgs, { shop }: Context) =>
      connection(
        [...shop.subscriptions.values()].filter((one) => isListed(one, args)),
        args,
      ),
  },
  Mutation: {
    webhookSubscriptionCreate: (
      _root: unknown,
      args: { topic: string; webhookSubscription: SubscriptionInput },
      context: Context,
    ) => subscribe(context, args.topic, args.webhookSubscription),
    webhookSubscriptionUpdate: (
      _root: unknown,
      args: { id: string; webhookSubscription: SubscriptionInput },
      context: Context,
    ) => update(context, args.id, args.webhookSubscription),
    webhookSubscriptionDelete: (_root: unknown, args: { id: string }, { shop }: Context) =>
      shop.subscriptions.delete(args.id)
        ? { deletedWebhookSubscriptionId: args.id, userErrors: [] }
        : refuse("Webhook subscription does not exist", ["id"]),
  },
  WebhookSubscriptionCreatePayload: payload("webhookSubscription"),
  WebhookSubscriptionUpdatePayload: payload("webhookSubscription"),
  WebhookSubscriptionDeletePayload: payload("deletedWebhookSubscriptionId"),
};

function isListed(one: Subscription, args: ListArgs): boolean {
  const uri = args.uri ?? args.callbackUrl;
  return (
    (!args.topics?.length || args.topics.includes(one.topic)) &&
    (!uri || one.uri === uri) &&
    args.format !== "XML"
  );
}

function subscribe(context: Context, topic: string, input: SubscriptionInput): Answer {
  const { world, shop } = context;
  const at = now(world);
  const wanted = {
    topic,
    uri: input.uri ?? input.callbackUrl ?? "",
    name: input.name ?? null,
    filter: input.filter || null,
    includeFields: input.includeFields ?? [],
    metafieldNamespaces: input.metafieldNamespaces ?? [],
    createdAt: at,
    updatedAt: at,
  };
  const problem = subscriptionProblem(context, { ...wanted, id: "" }, input);
  if (problem) return problem;
  const made: Subscription = { id: gid(world, "WebhookSubscription"), ...wanted };
  shop.subscriptions.set(made.id, made);
  return { webhookSubscription: made, userErrors: [] };
}

/** What the input leaves out stays; what it gives as null is emptied. */
function update(context: Context, id: string, input: SubscriptionInput): Answer {
  const known = context.shop.subscriptions.get(id);
  if (!known) return refuse("Webhook subscription does not exist", ["id"]);
  const changed: Subscription = {
    ...known,
    uri: input.uri ?? input.callbackUrl ?? known.uri,
    name: input.name === undefined ? known.name : input.name,
    filter: input.filter === undefined ? known.filter : input.filter || null,
    includeFields: input.includeFields === undefined ? known.includeFields : (input.includeFields ?? []),
    metafieldNamespaces:
      input.metafieldNamespaces === undefined ? known.metafieldNamespaces : (input.metafieldNamespaces ?? []),
    updatedAt: now(context.world),
  };
  const problem = subscriptionProblem(context, changed, input);
  if (problem) return problem;
  context.shop.subscriptions.set(id, changed);
  return { webhookSubscription: changed, userErrors: [] };
}
