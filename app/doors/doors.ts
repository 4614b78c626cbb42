// The doors stand before everything else on the HTTP server: what platforms call is answered here, the rest is not ours.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { InboxRecords } from "../use-cases/ports/foundation-records.ts";
import type { Log } from "../use-cases/ports/ports.ts";
import { answerEmpty } from "./answer.ts";
import { type ServiceAnswers, takeServiceCall } from "./fulfillment-service.ts";
import { createGroupCommit } from "./group-commit.ts";
import type { ReadWebhookBytes } from "./intake.ts";
import { SHOPIFY_WEBHOOKS, takeShopifyWebhook } from "./shopify-webhooks.ts";
import { TIKTOK_SHOP_WEBHOOKS, takeTikTokShopWebhook } from "./tiktok-shop-webhooks.ts";

export type DoorDeps = {
  readonly inbox: Pick<InboxRecords, "receive">;
  readonly readShopifyWebhook: ReadWebhookBytes;
  readonly readTikTokShopWebhook: ReadWebhookBytes;
  /** Signs the calls to our fulfillment service. */
  readonly shopifyApiSecret: string;
  readonly service: ServiceAnswers;
  readonly log: Log;
};

export type Doors = {
  /** True when the request was one of ours; it is then answered here, sooner or later, whatever happens. */
  (req: IncomingMessage, res: ServerResponse): boolean;
  /** Resolves when every webhook taken so far is committed or refused. For shutdown, after the server stopped listening. */
  drained(): Promise<void>;
};

const SERVICE = "/fulfillment-service/";

export function createDoors(deps: DoorDeps): Doors {
  const inbox = createGroupCommit((entries) => deps.inbox.receive(entries));
  const door = { ...deps, inbox, answers: deps.service };
  const underWay = new Set<Promise<void>>();

  const take = (req: IncomingMessage, res: ServerResponse): boolean => {
    const taken = open(new URL(req.url ?? "/", "http://door").pathname, { req, res });
    if (taken === undefined) return false;
    const answered = taken.catch((error: unknown) => {
      deps.log.error("a door failed", { error });
      if (!res.headersSent) answerEmpty(res, 500);
    });
    underWay.add(answered);
    void answered.finally(() => underWay.delete(answered));
    return true;
  };

  function open(
    path: string,
    exchange: { req: IncomingMessage; res: ServerResponse },
  ): Promise<void> | undefined {
    if (path === SHOPIFY_WEBHOOKS) return takeShopifyWebhook(door, exchange);
    if (path === TIKTOK_SHOP_WEBHOOKS) return takeTikTokShopWebhook(door, exchange);
    if (path.startsWith(SERVICE)) return takeServiceCall(door, path.slice(SERVICE.length), exchange);
    return undefined;
  }

  const drained = async () => {
    await Promise.all(underWay);
    await inbox.drained();
  };
  return Object.assign(take, { drained });
}
