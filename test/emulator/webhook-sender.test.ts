// Many webhooks at once leave a few at a time: the app's time to answer begins when its message leaves.
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { RealClock } from "./clock.ts";
import { Faults } from "./faults.ts";
import { History } from "./history.ts";
import { Random } from "./random.ts";
import { WebhookSender } from "./webhook-sender.ts";

const MANY = 1_500;
// The app answers one after the other: the last after three seconds, one of those that left together long before.
const ANSWER_MS = 2;
const TIMEOUT_MS = 2_500;

const clock = new RealClock();
afterEach(() => clock.stop());

it("very many messages to an app that answers in time all arrive, though together they take longer", async () => {
  const history = new History(() => Date.now());
  const sender = new WebhookSender({ clock, faults: new Faults(new Random(1)), history });
  let last = Promise.resolve();
  sender.deliver = async (_url, init) => {
    last = last.then(() => sleep(ANSWER_MS));
    await last;
    init.signal?.throwIfAborted();
    return new Response();
  };
  for (let at = 0; at < MANY; at += 1)
    sender.send({
      ...{ platform: "shopify", topic: "products/create", messageId: String(at), shop: "a-store" },
      ...{ url: "https://app.example/webhooks", headers: {}, body: "{}" },
      ...{ timeoutMs: TIMEOUT_MS, retriesAfterMs: [] },
    });
  const outcomes = () => history.all().flatMap((one) => (one.kind === "webhook" ? one.outcome : []));
  await expect.poll(() => outcomes().length, { timeout: 15_000 }).toBe(MANY);
  expect(new Set(outcomes())).toEqual(new Set(["delivered"]));
  expect(sender.busy).toBe(0);
});
