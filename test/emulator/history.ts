// Everything that happened in the twin, in order: calls, their effects, webhooks and faults.

export type HistoryFacts =
  /** A request that reached a platform, with what it was answered. */
  | { readonly kind: "call"; readonly operation: string; readonly status: number; readonly code?: string }
  /** Something changed, e.g. "order.created", with the ids concerned. */
  | {
      readonly kind: "effect";
      readonly name: string;
      readonly ids: Readonly<Record<string, string>>;
      readonly data?: unknown;
    }
  | {
      readonly kind: "webhook";
      readonly topic: string;
      readonly messageId: string;
      readonly attempt: number;
      readonly outcome: string;
    }
  | { readonly kind: "fault"; readonly name: string; readonly on: string };

export type HistoryEntry = HistoryFacts & {
  readonly seq: number;
  readonly at: string;
  readonly platform: "shopify" | "tiktok-shop" | "twin";
};

const KEPT = 200_000;

export class History {
  private entries: HistoryEntry[] = [];
  private seq = 0;
  private readonly now: () => number;
  constructor(now: () => number) {
    this.now = now;
  }

  add(platform: HistoryEntry["platform"], facts: HistoryFacts): void {
    this.entries.push({ ...facts, platform, seq: ++this.seq, at: new Date(this.now()).toISOString() });
    if (this.entries.length > KEPT * 1.1) this.entries = this.entries.slice(-KEPT);
  }

  all(): readonly HistoryEntry[] {
    return this.entries;
  }

  since(seq: number): readonly HistoryEntry[] {
    return this.entries.filter((entry) => entry.seq > seq);
  }

  /** Effects by name, for assertions: `effects("order.created")`. */
  effects(name: string): readonly Extract<HistoryEntry, { kind: "effect" }>[] {
    return this.entries.filter((entry) => entry.kind === "effect" && entry.name === name) as Extract<
      HistoryEntry,
      { kind: "effect" }
    >[];
  }

  clear(): void {
    this.entries = [];
    this.seq = 0;
  }

  save(): unknown {
    return { entries: this.entries, seq: this.seq };
  }

  load(state: unknown): void {
    const { entries, seq } = state as { entries: HistoryEntry[]; seq: number };
    this.entries = [...entries];
    this.seq = seq;
  }
}
