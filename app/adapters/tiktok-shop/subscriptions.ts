// Where the marketplace sends its webhooks: set per shop and topic, changed only where it differs.
import { z } from "zod";
import type { Call } from "./client.ts";
import { list } from "./fields.ts";
import { VERSION } from "./versions.ts";
import { SUBSCRIBED } from "./webhook-topics.ts";

const WEBHOOKS = `/event/${VERSION.event}/webhooks`;

/** Registers the address for every topic we read; one that already leads here is left alone. */
export async function subscribe(call: Call, address: string): Promise<void> {
  const current = await call({
    method: "GET",
    path: WEBHOOKS,
    scope: "shop",
    repeat: "safe",
    answer: z.object({ webhooks: list(z.object({ event_type: z.string(), address: z.string() })) }),
  });
  const addresses = new Map(current.webhooks.map((webhook) => [webhook.event_type, webhook.address]));
  for (const event_type of SUBSCRIBED.filter((topic) => addresses.get(topic) !== address)) {
    await call({
      method: "PUT",
      path: WEBHOOKS,
      body: { event_type, address },
      scope: "shop",
      repeat: "safe",
      answer: z.object({}),
    });
  }
}
