// Delivers webhooks as the platforms do: a time limit, a ladder of retries, and whatever fault is armed.
// Each platform signs its own and says how long it waits.
import type { TwinClock } from "./clock.ts";
import type { Faults, WebhookFault } from "./faults.ts";
import type { History } from "./history.ts";

export type OutgoingWebhook = {
  readonly platform: "shopify" | "tiktok-shop";
  readonly topic: string;
  readonly messageId: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds the platform waits for an answer. */
  readonly timeoutMs: number;
  /** Milliseconds before each further attempt. */
  readonly retriesAfterMs: readonly number[];
};

type Attempt = { readonly webhook: OutgoingWebhook; readonly attempt: number };

export type Deliver = (url: string, init: RequestInit) => Promise<Response>;

export class WebhookSender {
  /** How a request reaches the app: fetch for a served app, a direct call in tests. */
  deliver: Deliver = (url, init) => fetch(url, init);
  private inFlight = 0;
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
    const fault = this.faults.take({ channel: "webhook", platform: webhook.platform, name: webhook.topic }) as
      | WebhookFault
      | undefined;
    if (fault) this.history.add("twin", { kind: "fault", name: fault.kind, on: webhook.topic });
    if (fault?.kind === "lost") return;
    const sent = fault?.kind === "forged" ? forge(webhook) : webhook;
    const delay = fault?.kind === "late" ? fault.milliseconds : 0;
    this.clock.schedule(delay, {
      kind: "webhook.attempt",
      data: { webhook: sent, attempt: 1 } satisfies Attempt,
    });
    if (fault?.kind === "duplicate")
      this.clock.schedule(delay, {
        kind: "webhook.attempt",
        data: { webhook: sent, attempt: 1 } satisfies Attempt,
      });
  }

  /** Deliveries that have left and are not yet answered. */
  get busy(): number {
    return this.inFlight;
  }

  private async attempt({ webhook, attempt }: Attempt): Promise<void> {
    this.inFlight += 1;
    const outcome = await this.post(webhook).finally(() => {
      this.inFlight -= 1;
    });
    this.history.add(webhook.platform, {
      kind: "webhook",
      topic: webhook.topic,
      messageId: webhook.messageId,
      attempt,
      outcome,
    });
    const wait = webhook.retriesAfterMs[attempt - 1];
    if (outcome !== "delivered" && wait !== undefined) {
      this.clock.schedule(wait, {
        kind: "webhook.attempt",
        data: { webhook, attempt: attempt + 1 } satisfies Attempt,
      });
    }
  }

  private async post(webhook: OutgoingWebhook): Promise<string> {
    try {
      const response = await this.deliver(webhook.url, {
        method: "POST",
        headers: webhook.headers,
        body: webhook.body,
        redirect: "manual",
        signal: AbortSignal.timeout(webhook.timeoutMs),
      });
      await response.arrayBuffer();
      return response.ok ? "delivered" : `answered ${response.status}`;
    } catch (error) {
      return error instanceof Error && error.name === "TimeoutError" ? "timed out" : "refused";
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
