// Lets calls go at the speed a platform takes them, the most urgent first. Each endpoint of each shop has a queue and a
// rate that is learnt from its refusals (learned-rate.ts); a refused call did nothing, so it waits and goes again.
import { isPlatformError } from "../../use-cases/ports/platform-error.ts";
import { type PaceClock, PaceQueue, type QueueMemory } from "./pace-queue.ts";
import type { KeptRate } from "./seen-rate.ts";

/** In the order they are served: late stock sells what is not there, late content only looks old. */
export const URGENCIES = ["stock", "orders", "price", "content"] as const;
export type Urgency = (typeof URGENCIES)[number];

export type PacedCall = { readonly shop: string; readonly endpoint: string; readonly urgency: Urgency };

export type Pace = {
  /** Runs the call when its turn has come. Throws what the call throws; `throttled` only after `PATIENCE_MS` of refusals
   *  from when it first went. */
  readonly run: <T>(on: PacedCall, call: () => Promise<T>) => Promise<T>;
};

type Endpoint = Pick<PacedCall, "shop" | "endpoint">;

/** Keeps how many calls a second an endpoint of a shop lets pass, from one process to the next. */
export type RateMemory = {
  /** Told every ten seconds at most while calls are held back. */
  readonly keep: (of: Endpoint, perSecond: number) => void;
  /** What was kept last, by whichever process. Never throws. */
  readonly recall: (of: Endpoint) => Promise<KeptRate | undefined>;
};

/** In place of an endpoint: all of a shop that share one quota. */
export const ALL_ENDPOINTS = "*";

const PATIENCE_MS = 30_000;
// Beyond this many queues those at rest are forgotten: what was not kept of them is learnt again.
const MOST_QUEUES = 10_000;
/** A call refused although its endpoint sent nothing else for so long was refused for what other endpoints sent. */
const ALONE_MS = 3_000;
const BUSY_PER_SECOND = 5;
const PROOFS = 2;

type Shop = { readonly queues: Map<string, PaceQueue>; proofs: number; joined: PaceQueue | undefined };

const systemClock: PaceClock = {
  now: () => performance.now(),
  wake: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

const FORGETFUL: RateMemory = { keep: () => undefined, recall: async () => undefined };

/** One per platform and process. */
export function createPace(clock: PaceClock = systemClock, memory: RateMemory = FORGETFUL): Pace {
  const shops = new Map<string, Shop>();

  const memoryOf = (of: Endpoint): QueueMemory => ({
    keep: (perSecond) => memory.keep(of, perSecond),
    recall: () => memory.recall(of),
  });

  const queueOf = ({ shop: name, endpoint }: Endpoint): PaceQueue => {
    const shop = shops.get(name) ?? { queues: new Map<string, PaceQueue>(), proofs: 0, joined: undefined };
    shops.set(name, shop);
    if (shop.joined) return shop.joined;
    const queue = shop.queues.get(endpoint) ?? new PaceQueue(clock, memoryOf({ shop: name, endpoint }));
    shop.queues.set(endpoint, queue);
    if (shops.size > MOST_QUEUES) forgetIdle(shops);
    return queue;
  };

  // Nothing says whether a shop's endpoints have quotas of their own. Where they prove to share one, they share a queue.
  const learnSharing = (on: PacedCall, queue: PaceQueue, sentAt: number): void => {
    const shop = shops.get(on.shop);
    if (!shop || shop.joined || queue.sentBetween(sentAt - ALONE_MS, sentAt) > 0) return;
    const others = [...shop.queues.values()].filter((one) => one !== queue);
    const busy = others.reduce((sum, one) => sum + one.sentBetween(sentAt - 1_000, sentAt), 0);
    if (busy < BUSY_PER_SECOND) return;
    shop.proofs += 1;
    if (shop.proofs < PROOFS) return;
    const kept = memoryOf({ shop: on.shop, endpoint: ALL_ENDPOINTS });
    shop.joined = PaceQueue.joining(clock, [...shop.queues.values()], kept);
  };

  return {
    run: async (on, call) => {
      const rank = URGENCIES.indexOf(on.urgency);
      let giveUpAt: number | undefined;
      for (;;) {
        const queue = queueOf(on);
        const sentAt = await (giveUpAt === undefined ? queue.turn(rank) : queue.turnAgain(rank));
        giveUpAt ??= sentAt + PATIENCE_MS;
        try {
          const answer = await call();
          queue.admitted(sentAt);
          return answer;
        } catch (error) {
          if (!isPlatformError(error, "throttled")) {
            queue.admitted(sentAt);
            throw error;
          }
          queue.refused(sentAt, error.facts.retryAfterMs);
          learnSharing(on, queue, sentAt);
          if (clock.now() > giveUpAt) throw error;
        }
      }
    },
  };
}

function forgetIdle(shops: Map<string, Shop>): void {
  for (const [name, shop] of shops) {
    const queues = shop.joined ? [shop.joined] : [...shop.queues.values()];
    if (queues.every((queue) => queue.isIdle)) shops.delete(name);
  }
}
