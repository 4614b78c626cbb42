// Shopify, as far as the product can tell: the wire it answers and the people who move things in its stores.
import type { ShopifyTwin, TwinParts } from "../platform.ts";
import { quietParts } from "../rehearsal.ts";
import { embedQuery, sessionToken } from "./auth.ts";
import { halved } from "./batches.ts";
import { runBulk } from "./bulk-run.ts";
import type { ComplianceTopic } from "./compliance.ts";
import { runSchedule } from "./fulfillment-order-schedule.ts";
import { runServiceReads } from "./fulfillment-service-calls.ts";
import { askForPrivacy, grant, install, requestErasure, runPrivacy, uninstall } from "./installation.ts";
import { locationMoves } from "./location-moves.ts";
import { type Cancel, cancelOrder } from "./order-writes.ts";
import { servedVersion } from "./schema.ts";
import { staffMoves } from "./staff.ts";
import { catalogMoves } from "./staff-catalog.ts";
import { staffOrderMoves } from "./staff-orders.ts";
import type { ShopifyState } from "./state.ts";
import { storeMoves } from "./store-moves.ts";
import { supported } from "./supported.ts";
import { skusOnSale, viewOf } from "./view.ts";
import { deliveryFailed, type Gone, loseSubscription } from "./webhook-targets.ts";
import { isShopify, operationOf, respond, shopNamed, throttled, unauthorized } from "./wire.ts";
import { freshState, shopAt, type World } from "./world.ts";

/** The twin, with what only Shopify itself can ask: the compliance topics. */
export type ShopifyTwinWithCompliance = ShopifyTwin & {
  /** Sends customers/data_request, customers/redact or shop/redact. */
  askForPrivacy(domain: string, topic: ComplianceTopic, orderIds?: readonly string[]): void;
  /** A buyer wants to be forgotten; answers when customers/redact will be sent. */
  requestErasure(domain: string, orderIds: readonly string[]): string;
  /** The merchant agrees to other access scopes: app/scopes_update. */
  grantScopes(domain: string, scopes: readonly string[]): void;
};

/** A twin of Shopify with the stores of the settings. */
export function createShopifyTwin(parts: TwinParts): ShopifyTwinWithCompliance {
  const world: World = { parts, state: freshState(parts) };
  runLater(world);
  return {
    platform: "shopify",
    answersTo: (host) => isShopify(world, host),
    operationOf,
    respond: respond(world),
    tooLarge: async () => new Response("Request Entity Too Large", { status: 413 }),
    throttled: async (_request, retryAfterSeconds) => throttled(retryAfterSeconds),
    unauthorized: async () => unauthorized(),
    shopNamed: (request) => shopNamed(world, request),
    async rehearse(request) {
      const copy: World = { ...world, parts: quietParts(parts), state: structuredClone(world.state) };
      const response = await respond(copy)(request);
      // Ids once given away are not given again.
      world.state.nextId = Math.max(world.state.nextId, copy.state.nextId);
      return response;
    },
    halved,
    save: () => structuredClone(world.state),
    load(state) {
      world.state = structuredClone(state) as ShopifyState;
    },
    reset() {
      world.state = freshState(parts);
    },
    install: (domain) => install(world, domain),
    uninstall: (domain) => uninstall(world, domain),
    sessionToken: (domain) => sessionToken(world, domain),
    embedQuery: (domain) => embedQuery(world, domain),
    setAppUrl(appUrl) {
      world.state.appUrl = appUrl;
    },
    ...staffMoves(world),
    ...catalogMoves(world),
    ...locationMoves(world),
    ...storeMoves(world),
    ...staffOrderMoves(world),
    skusOnSale: (domain) => skusOnSale(shopAt(world, domain)),
    view: (domain) => viewOf(shopAt(world, domain)),
    askForPrivacy: (domain, topic, orderIds) => askForPrivacy(world, domain, topic, orderIds),
    requestErasure: (domain, orderIds) => requestErasure(world, domain, orderIds),
    grantScopes: (domain, scopes) => grant(world, shopAt(world, domain), scopes),
  };
}

function runLater(world: World): void {
  runSchedule(world);
  runServiceReads(world);
  runPrivacy(world);
  const { clock } = world.parts;
  clock.on<Parameters<typeof deliveryFailed>[1]>("shopify.webhook-failed", (failed) =>
    deliveryFailed(world, failed),
  );
  clock.on<{ domain: string; id: string }>("shopify.bulk", ({ domain, id }) => {
    const shop = shopAt(world, domain);
    const version = servedVersion(shop.bulkOperations.get(id)?.version ?? "");
    const scopes = shop.bulkOperations.get(id)?.scopes ?? [];
    return runBulk({ world, shop, version, scopes }, supported, id);
  });
  clock.on<Gone>("shopify.subscription-gone", (gone) => loseSubscription(world, gone));
  clock.on<{ domain: string; jobId: string } & Omit<Cancel, "order">>(
    "shopify.order-cancel",
    ({ domain, jobId, ...cancel }) => {
      const shop = shopAt(world, domain);
      const job = shop.jobs.get(jobId);
      const order = shop.orders.get(job?.orderId ?? "");
      if (!job || !order) return;
      cancelOrder(world, shop, { ...cancel, order });
      job.done = true;
    },
  );
}
