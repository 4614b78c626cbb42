// Who hears of a topic: the app's configuration and the subscriptions it made by the API; and what becomes of one whose
// address keeps failing.
import type { Shop, Subscription } from "./state.ts";
import { record, shopAt, type World } from "./world.ts";

export type Target = Pick<Subscription, "filter" | "includeFields" | "metafieldNamespaces" | "name"> & {
  readonly url: string;
  /** None for a subscription of the app's configuration. */
  readonly id: string | null;
};

/** "products/create" as the schema's WebhookSubscriptionTopic spells it. */
export function enumOf(topic: string): string {
  return topic.replaceAll("/", "_").toUpperCase();
}

export function targetsOf(world: World, shop: Shop, topic: string): readonly Target[] {
  const declared = world.parts.settings.shopify.appSubscriptions
    .filter((subscription) => subscription.topic === topic)
    .map((subscription) => ({
      id: null,
      url: new URL(subscription.uri, world.state.appUrl).href,
      name: subscription.name ?? null,
      filter: subscription.filter ?? null,
      includeFields: subscription.includeFields ?? [],
      metafieldNamespaces: subscription.metafieldNamespaces ?? [],
    }));
  if (shop.subscriptions.size === 0) return declared;
  const spelled = enumOf(topic);
  const made = [...shop.subscriptions.values()]
    .filter((subscription) => subscription.topic === spelled)
    .map((subscription) => ({ ...subscription, url: subscription.uri }));
  return [...declared, ...made];
}

/** Which attempt brings the warning: the moment is inferred, documented is that a warning comes before the removal. */
const WARNS_AT = 5;

export type FailedDelivery = {
  readonly domain: string;
  readonly topic: string;
  readonly url: string;
  readonly subscriptionId: string | null;
};

/** The developer is warned by e-mail; after the last attempt a subscription made by the API is removed. */
export function deliveryFailed(
  world: World,
  failed: FailedDelivery & { readonly attempt: number; readonly isLast: boolean },
): void {
  const { domain, topic, url, subscriptionId } = failed;
  const ids = { domain, topic, url, ...(subscriptionId ? { subscriptionId } : {}) };
  if (failed.attempt === WARNS_AT) record(world, "webhook.warning-mailed", ids);
  if (!failed.isLast) return;
  record(world, "webhook.given-up", ids);
  if (subscriptionId && shopAt(world, domain).subscriptions.delete(subscriptionId))
    record(world, "subscription.removed", ids);
}

export type Gone = { readonly domain: string; readonly topic: string; readonly uri: string };

/** A subscription made through the API is no longer there; what the app's configuration declares stays. */
export function loseSubscription(world: World, { domain, topic, uri }: Gone): void {
  const { subscriptions } = shopAt(world, domain);
  for (const [id, subscription] of subscriptions)
    if (subscription.topic === enumOf(topic) && subscription.uri === uri) subscriptions.delete(id);
}
