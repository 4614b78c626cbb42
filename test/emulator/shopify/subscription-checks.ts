// What Shopify refuses of a webhook subscription, and what the twin refuses because it does not have it. The wording of
// the refusals is Shopify's where it is known (address, topic and address taken, name), inferred elsewhere.
import { type Context, refuse, type UserError } from "./fields.ts";
import { holds } from "./scopes.ts";
import type { Subscription } from "./state.ts";
import { SENT_TOPICS } from "./topics.ts";
import { namesItsFields } from "./webhook-shape.ts";
import { enumOf } from "./webhook-targets.ts";

export type SubscriptionInput = {
  readonly uri?: string | null;
  readonly callbackUrl?: string | null;
  readonly format?: string | null;
  readonly name?: string | null;
  readonly filter?: string | null;
  readonly includeFields?: readonly string[] | null;
  readonly metafieldNamespaces?: readonly string[] | null;
  readonly metafields?: readonly unknown[] | null;
};

type Refused = { userErrors: UserError[] };

const LONGEST_NAME = 50;
const topics: ReadonlyMap<string, readonly [string, readonly string[]]> = new Map(
  Object.entries(SENT_TOPICS).map(([topic, scopes]) => [enumOf(topic), [topic, scopes]]),
);

export function subscriptionProblem(
  context: Context,
  wanted: Subscription,
  input: SubscriptionInput,
): Refused | undefined {
  return (
    topicProblem(context, wanted.topic) ??
    addressProblem(wanted.uri) ??
    absent(input) ??
    shapeProblem(wanted) ??
    taken(context, wanted)
  );
}

function topicProblem({ scopes }: Context, spelled: string): Refused | undefined {
  const known = topics.get(spelled);
  if (!known) return refuse(`The twin does not send the topic ${spelled}`, ["topic"]);
  const [topic, anyOf] = known;
  if (anyOf.length === 0 || anyOf.some((scope) => holds(scopes, scope))) return undefined;
  return refuse(`You do not have permission to create or update webhooks with ${topic} topic.`, ["topic"]);
}

function addressProblem(uri: string): Refused | undefined {
  const field = ["webhookSubscription", "uri"];
  if (/^(pubsub:|arn:)/.test(uri))
    return refuse("The twin does not deliver to Google Pub/Sub or Amazon EventBridge", field);
  const url = URL.parse(uri);
  if (!url?.hostname) return refuse("Address is invalid", field);
  // Shopify refuses local addresses; a local platform has no others.
  const isLocal = ["localhost", "127.0.0.1"].includes(url.hostname);
  if (url.protocol !== "https:" && !(isLocal && url.protocol === "http:"))
    return refuse(`Address protocol ${url.protocol}// is not supported`, field);
  if (/(^|\.)(myshopify|shopify)\.com$/.test(url.hostname))
    return refuse("Address cannot be a Shopify or an internal domain", field);
  return undefined;
}

function absent(input: SubscriptionInput): Refused | undefined {
  if (input.format === "XML") return refuse("The twin does not send XML", ["webhookSubscription", "format"]);
  if (input.metafields?.length)
    return refuse("The twin does not support metafields on subscriptions", [
      "webhookSubscription",
      "metafields",
    ]);
  return undefined;
}

function shapeProblem({ name, filter }: Subscription): Refused | undefined {
  if (name && name.length > LONGEST_NAME)
    return refuse(`Name is too long (maximum is ${LONGEST_NAME} characters)`, [
      "webhookSubscription",
      "name",
    ]);
  if (name !== null && !/^[A-Za-z0-9_-]+$/.test(name))
    return refuse("Name can only contain alphanumeric characters, underscores, and hyphens", [
      "webhookSubscription",
      "name",
    ]);
  if (filter && !namesItsFields(filter))
    return refuse(
      "The specified filter is invalid, please ensure you specify the field(s) you wish to filter on.",
      ["webhookSubscription", "filter"],
    );
  return undefined;
}

/** Topic, address and filter together name a subscription once. */
function taken({ shop }: Context, wanted: Subscription): Refused | undefined {
  const others = [...shop.subscriptions.values()].filter(({ id }) => id !== wanted.id);
  const isSame = (one: Subscription) =>
    one.topic === wanted.topic && one.uri === wanted.uri && one.filter === wanted.filter;
  return others.some(isSame)
    ? refuse("Address for this topic has already been taken", ["webhookSubscription", "uri"])
    : undefined;
}
