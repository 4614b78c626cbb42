// What goes wrong on purpose. A fault is armed for calls or webhooks that match, for a number of times or by rate.

import type { Random } from "./random.ts";

export type CallFault =
  /** Answered as the platform answers one that calls too often; `seconds` is the Retry-After. */
  | { readonly kind: "throttle"; readonly seconds?: number }
  /** 503 before anything happened. */
  | { readonly kind: "unavailable" }
  /** Everything happened, and the connection broke before the answer. */
  | { readonly kind: "lost-answer" }
  /** The answer's body is cut in half. */
  | { readonly kind: "cut-body" }
  /** Answered late, by so many milliseconds of real time. */
  | { readonly kind: "slow"; readonly milliseconds: number }
  /** The access token is refused. */
  | { readonly kind: "unauthorized" };

export type WebhookFault =
  | { readonly kind: "lost" }
  | { readonly kind: "duplicate" }
  | { readonly kind: "late"; readonly milliseconds: number }
  /** Sent with a signature that does not verify. */
  | { readonly kind: "forged" };

export type FaultOn = {
  readonly channel: "call" | "webhook";
  readonly platform?: "shopify" | "tiktok-shop";
  /** Operation ("orderCreate", "POST /product/202309/products") or topic; a trailing * matches any rest. All when left out. */
  readonly name?: string;
};

export type NewFault = FaultOn & {
  readonly fault: CallFault | WebhookFault;
  /** How many times; without `times` and `rate` it holds until disarmed. */
  readonly times?: number;
  /** Share of matches hit, 0 to 1. */
  readonly rate?: number;
};

type ArmedFault = NewFault & { readonly id: string; left: number };

export class Faults {
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

  /** The fault that hits this call or webhook, if any; uses up one of its times. */
  take(on: {
    channel: "call" | "webhook";
    platform: "shopify" | "tiktok-shop";
    name: string;
  }): CallFault | WebhookFault | undefined {
    const hit = this.armed.find(
      (fault) =>
        fault.channel === on.channel &&
        (fault.platform === undefined || fault.platform === on.platform) &&
        matches(fault.name, on.name) &&
        (fault.rate === undefined || this.random.next() < fault.rate),
    );
    if (!hit) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.armed = this.armed.filter((fault) => fault !== hit);
    return hit.fault;
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

function matches(pattern: string | undefined, name: string): boolean {
  if (pattern === undefined) return true;
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}
