// Delivers webhooks as the platforms do: a time limit, a ladder of retries, and whatever fault is armed.
// Each platform signs its own and says how long it waits.
import type { TwinClock, TwinEvent } from "./clock.ts";
import type { Faults } from "./faults.ts";
import type { History } from "./history.ts";

export type OutgoingWebhook = {
  readonly platform: "shopify" | "tiktok-shop";
  readonly topic: string;
  readonly messageId: string;
  /** The store's domain or the shop's id. */
  readonly shop: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds the platform waits for an answer. */
  readonly timeoutMs: number;
  /** The one status that counts as taken, where the platform names one; any 2xx otherwise. */
  readonly onlyStatus?: number;
  /** Milliseconds before each further attempt. */
  readonly retriesAfterMs: readonly number[];
  /** What makes the subscription vanish without a word, when a fault wants it to. */
  readonly onGone?: TwinEvent;
  /** Milliseconds before the first attempt. */
  readonly afterMs?: number;
  /** Happens after each attempt that failed, with its number and whether it was the last: the platform's consequence. */
  readonly onFailure?: TwinEvent;
};

type Attempt = { readonly webhook: OutgoingWebhook; readonly attempt: number };

/** What became of an attempt. */
type Result = { readonly outcome: string; readonly status?: number; readonly answer?: string };

/** Characters of what the app answered that the history keeps. */
const ANSWER_KEPT = 200;

/** Deliveries under way at the same time. The rest waits its turn, and no answer is waited for before it has left. */
const AT_ONCE = 64;

export type Deliver = (url: string, init: RequestInit) => Promise<Response>;

export class WebhookSender {
  /** How a request reaches the app: fetch for a served app, a direct call in tests. */
  deliver: Deliver = (url, init) => fetch(url, init);
  private inFlight = 0;
  private readonly inLine: (() => void)[] = [];
  private readonly clock: TwinClock;
  private readonly faults: Faults;
  private readonly history: History;

  constructor(parts: { clock: TwinClock; faults: Faults; history: History }) {
    this.clock = parts.clock;
    this.faults = parts.faults;
    this.history = parts.history;
    this.clock.on<Attempt>("webhook.attempt", (data) => this.attempt(data));
  }

  /** Sends at once unless a fault says otherwise. Delivery runs on the clock: nothing waits for the app. */
  send(webhook: OutgoingWebhook): void {
    const { platform, topic, shop } = webhook;
    const fault = this.faults.takeForWebhook({ platform, name: topic, shop });
    if (fault) this.history.add("twin", { kind: "fault", name: fault.kind, on: topic, shop });
    if (fault?.kind === "gone" && webhook.onGone) this.clock.schedule(0, webhook.onGone);
    if (fault?.kind === "lost" || fault?.kind === "gone")
      return this.note({ webhook, attempt: 1 }, { outcome: fault.kind });
    const attempt: Attempt = { webhook: fault?.kind === "forged" ? forge(webhook) : webhook, attempt: 1 };
    const delay = (webhook.afterMs ?? 0) + this.faults.delayBy(fault);
    this.clock.schedule(delay, { kind: "webhook.attempt", data: attempt });
    if (fault?.kind === "duplicate") this.clock.schedule(delay, { kind: "webhook.attempt", data: attempt });
  }

  /** Deliveries that have left and are not yet answered. */
  get busy(): number {
    return this.inFlight;
  }

  private async attempt(attempt: Attempt): Promise<void> {
    const { webhook } = attempt;
    const result = await this.inTurn(() => this.post(webhook));
    this.note(attempt, result);
    const wait = webhook.retriesAfterMs[attempt.attempt - 1];
    if (result.outcome !== "delivered" && webhook.onFailure) {
      const { kind, data } = webhook.onFailure;
      const which = { attempt: attempt.attempt, isLast: wait === undefined };
      this.clock.schedule(0, { kind, data: { ...(data as object), ...which } });
    }
    if (result.outcome !== "delivered" && wait !== undefined) {
      this.clock.schedule(wait, {
        kind: "webhook.attempt",
        data: { webhook, attempt: attempt.attempt + 1 } satisfies Attempt,
      });
    }
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.inFlight >= AT_ONCE) await new Promise<void>((resolve) => this.inLine.push(resolve));
    else this.inFlight += 1;
    // Whoever is next in line takes the place over.
    return work().finally(() => {
      const next = this.inLine.shift();
      if (next) next();
      else this.inFlight -= 1;
    });
  }

  private note({ webhook, attempt }: Attempt, result: Result): void {
    const { platform, topic, messageId, shop } = webhook;
    this.history.add(platform, { kind: "webhook", topic, messageId, shop, attempt, ...result });
  }

  private async post(webhook: OutgoingWebhook): Promise<Result> {
    try {
      const response = await this.deliver(webhook.url, {
        method: "POST",
        headers: webhook.headers,
        body: webhook.body,
        redirect: "manual",
        signal: AbortSignal.timeout(webhook.timeoutMs),
      });
      const answer = (await response.text()).slice(0, ANSWER_KEPT);
      const { status } = response;
      const isTaken = webhook.onlyStatus === undefined ? response.ok : status === webhook.onlyStatus;
      return { outcome: isTaken ? "delivered" : `answered ${status}`, status, ...(answer ? { answer } : {}) };
    } catch (error) {
      return { outcome: error instanceof Error && error.name === "TimeoutError" ? "timed out" : "refused" };
    }
  }
}

// A forged message is the real one with a signature of the right length that does not verify.
function forge(webhook: OutgoingWebhook): OutgoingWebhook {
  const headers = Object.fromEntries(
    Object.entries(webhook.headers).map(([name, value]) =>
      /^(authorization|x-shopify-hmac-sha256)$/i.test(name)
        ? [name, value.replace(/^.{4}/, value.startsWith("AAAA") ? "BBBB" : "AAAA")]
        : [name, value],
    ),
  );
  return { ...webhook, headers };
}
