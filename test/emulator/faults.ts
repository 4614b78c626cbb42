// What goes wrong on purpose. A fault is armed for calls or webhooks that match, for a number of times, by rate, or
// until it is disarmed.

import { PagesRead } from "./page-faults.ts";
import type { Random } from "./random.ts";

export type CallFault =
  /** The connection is refused: nothing happens. */
  | { readonly kind: "refused" }
  /** Answered as the platform answers one that calls too often; `seconds` is the Retry-After. */
  | { readonly kind: "throttle"; readonly seconds?: number }
  /** An error of the platform's own before anything happened; 503 unless said otherwise. */
  | { readonly kind: "unavailable"; readonly status?: 500 | 502 | 503 | 504 }
  /** Nothing happens and no answer comes: the client hears nothing until its own time-out. */
  | { readonly kind: "timeout-before" }
  /** Everything happened and no answer comes: the client hears nothing until its own time-out. */
  | { readonly kind: "timeout-after" }
  /** Everything happened, and the connection broke before the answer. */
  | { readonly kind: "lost-answer" }
  /** The same for calls that renew a token: the old one is spent, the new one nobody heard. */
  | { readonly kind: "lost-refresh" }
  /** The answer's body is cut in half. */
  | { readonly kind: "cut-body" }
  /** Answered late, by so many milliseconds of real time. */
  | { readonly kind: "slow"; readonly milliseconds: number }
  /** The access token is refused. */
  | { readonly kind: "unauthorized" }
  /** A call that changes something is answered as a success, and nothing has changed. */
  | { readonly kind: "no-effect" }
  /** The first half of a call's batch is carried out, then the platform fails with a 500. */
  | { readonly kind: "half-batch" }
  /** What stood first on a later page has moved to a page already read, and is not seen. */
  | { readonly kind: "page-changed" }
  /** What stood last on the page before stands first on this one again. */
  | { readonly kind: "repeated-id" };

export type WebhookFault =
  | { readonly kind: "lost" }
  | { readonly kind: "duplicate" }
  | { readonly kind: "late"; readonly milliseconds: number }
  /** Held back by chance, up to so many milliseconds, so that later ones come first. */
  | { readonly kind: "reordered"; readonly milliseconds: number }
  /** Sent with a signature that does not verify. */
  | { readonly kind: "forged" }
  /** The subscription is gone without a word, and this message with it. */
  | { readonly kind: "gone" };

export type FaultOn = {
  readonly channel: "call" | "webhook";
  readonly platform?: "shopify" | "tiktok-shop";
  /** Operation ("orderCreate", "POST /product/202309/products") or topic; a trailing * matches any rest. All when left out. */
  readonly name?: string;
  /** A store's domain or a shop's id; any when left out. */
  readonly shop?: string;
};

export type NewFault = FaultOn & {
  readonly fault: CallFault | WebhookFault;
  /** How many times; without `times` and `rate` it holds until disarmed. */
  readonly times?: number;
  /** Share of matches hit, 0 to 1. */
  readonly rate?: number;
};

type ArmedFault = NewFault & { readonly id: string; left: number };

/** What a fault may hit. `fits` says whether it makes sense for this one: not every call carries a batch. */
type Met<Kinds> = {
  readonly platform: "shopify" | "tiktok-shop";
  readonly name: string;
  readonly shop: string | undefined;
  readonly fits?: (fault: Kinds) => boolean;
};

export class Faults {
  readonly pages = new PagesRead();
  private armed: ArmedFault[] = [];
  private count = 0;
  private readonly random: Random;
  constructor(random: Random) {
    this.random = random;
  }

  arm(fault: NewFault): string {
    const id = `fault-${++this.count}`;
    this.armed.push({ ...fault, id, left: fault.times ?? Number.POSITIVE_INFINITY });
    return id;
  }

  disarm(id?: string): void {
    this.armed = id ? this.armed.filter((fault) => fault.id !== id) : [];
  }

  list(): readonly (NewFault & { id: string })[] {
    return this.armed;
  }

  isArmed(kind: (CallFault | WebhookFault)["kind"]): boolean {
    return this.armed.some((fault) => fault.fault.kind === kind);
  }

  /** The fault that hits this call, if any; uses up one of its times. */
  takeForCall(call: Met<CallFault>): CallFault | undefined {
    return this.take("call", call as Met<CallFault | WebhookFault>) as CallFault | undefined;
  }

  takeForWebhook(webhook: Met<WebhookFault>): WebhookFault | undefined {
    return this.take("webhook", webhook as Met<CallFault | WebhookFault>) as WebhookFault | undefined;
  }

  /** By how many milliseconds a webhook fault holds a message back. */
  delayBy(fault: WebhookFault | undefined): number {
    if (fault?.kind === "late") return fault.milliseconds;
    return fault?.kind === "reordered" ? this.random.between(1, fault.milliseconds) : 0;
  }

  private take(
    channel: FaultOn["channel"],
    met: Met<CallFault | WebhookFault>,
  ): CallFault | WebhookFault | undefined {
    if (this.armed.length === 0) return undefined;
    const hit = this.armed.find(
      (fault) => fault.channel === channel && matches(fault, met) && this.strikes(fault),
    );
    if (!hit) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.armed = this.armed.filter((fault) => fault !== hit);
    return hit.fault;
  }

  private strikes({ rate }: NewFault): boolean {
    return rate === undefined || this.random.next() < rate;
  }

  save(): unknown {
    return { armed: this.armed, count: this.count };
  }

  load(state: unknown): void {
    const { armed, count } = state as { armed: ArmedFault[]; count: number };
    this.armed = [...armed];
    this.count = count;
  }
}

function matches(armed: NewFault, met: Met<CallFault | WebhookFault>): boolean {
  return (
    (armed.platform === undefined || armed.platform === met.platform) &&
    (armed.shop === undefined || armed.shop === met.shop) &&
    isNamed(armed.name, met.name) &&
    (met.fits?.(armed.fault) ?? true)
  );
}

/** Whether a pattern means a name; a trailing * matches any rest. */
export function isNamed(pattern: string | undefined, name: string): boolean {
  if (pattern === undefined) return true;
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}
