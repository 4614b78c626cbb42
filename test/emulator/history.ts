// Everything that happened in the twin, in order: calls, their effects, webhooks and faults; and what of it the client
// could have known. The oldest gives way, so that a long day does not fill the memory.

/** How much of an answer reached the client. */
export type HeardOf = "all" | "part" | "nothing";

export type HistoryFacts =
  /** A request to a platform. */
  | {
      readonly kind: "call";
      readonly operation: string;
      readonly shop?: string | undefined;
      /** What the platform answered; null when the call never got there. */
      readonly status: number | null;
      readonly code?: string;
      /** How much of the answer the client got. */
      heard: HeardOf;
    }
  /** Something changed, e.g. "order.created", with the ids concerned. */
  | {
      readonly kind: "effect";
      readonly name: string;
      readonly ids: Readonly<Record<string, string>>;
      readonly data?: unknown;
    }
  /** One attempt to tell the app something. */
  | {
      readonly kind: "webhook";
      readonly topic: string;
      readonly messageId: string;
      readonly shop?: string | undefined;
      readonly attempt: number;
      /** "delivered", "answered 500", "timed out", "refused", "lost" or "gone". */
      readonly outcome: string;
      /** The status the app answered, and how its answer began. */
      readonly status?: number;
      readonly answer?: string;
    }
  | {
      readonly kind: "fault";
      readonly name: string;
      readonly on: string;
      readonly shop?: string | undefined;
    };

export type HistoryEntry = HistoryFacts & {
  readonly seq: number;
  readonly at: string;
  readonly platform: "shopify" | "tiktok-shop" | "twin";
};

/** How many entries are kept; a tenth more before the oldest go. */
const KEPT = 200_000;

export class History {
  private entries: HistoryEntry[] = [];
  private seq = 0;
  private readonly now: () => number;
  private readonly kept: number;
  constructor(now: () => number, kept = KEPT) {
    this.now = now;
    this.kept = kept;
  }

  add(platform: HistoryEntry["platform"], facts: HistoryFacts): HistoryEntry {
    const entry = { ...facts, platform, seq: ++this.seq, at: new Date(this.now()).toISOString() };
    this.entries.push(entry);
    if (this.entries.length > this.kept * 1.1) this.entries = this.entries.slice(-this.kept);
    return entry;
  }

  all(): readonly HistoryEntry[] {
    return this.entries;
  }

  since(seq: number): readonly HistoryEntry[] {
    const first = this.entries[0]?.seq ?? 1;
    return this.entries.slice(Math.max(0, seq - first + 1));
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
