// Writes one JSON line per fact. Only fields on the list get out, so that a token or a buyer's address cannot.

import { isPlatformError } from "../use-cases/ports/platform-error.ts";
import type { Log, LogFacts } from "../use-cases/ports/ports.ts";

export type LogLevel = "info" | "warn" | "error" | "silent";

export type LogParts = {
  /** Takes one line, newline included. */
  readonly write: (line: string) => void;
  readonly level: LogLevel;
  readonly now: () => Date;
};

// Ids, kinds, counts and durations. Nothing here may hold words of a person or a secret.
const ALLOWED: ReadonlySet<string> = new Set([
  ...[
    "attempt",
    "attempts",
    "batch",
    "code",
    "connectionId",
    "count",
    "detail",
    "domain",
    "dueAt",
    "durationMs",
  ],
  ...[
    "fulfillmentOrderId",
    "inboxMessageId",
    "kind",
    "listingId",
    "method",
    "operation",
    "orderId",
    "outcome",
  ],
  ...[
    "path",
    "pid",
    "platform",
    "port",
    "productId",
    "reason",
    "requestId",
    "retryAfterMs",
    "route",
    "shipmentId",
  ],
  ...[
    "signal",
    "size",
    "source",
    "state",
    "status",
    "step",
    "storeId",
    "subject",
    "topic",
    "url",
    "variantId",
  ],
  ...["verb", "version", "warehouseId", "workerId"],
]);

const RANK: Readonly<Record<LogLevel, number>> = { info: 0, warn: 1, error: 2, silent: 3 };

/** The one log of a process. */
export function createLog(parts: LogParts): Log {
  function write(
    level: Exclude<LogLevel, "silent">,
    fact: string,
    facts: Readonly<Record<string, unknown>>,
  ): void {
    if (RANK[level] < RANK[parts.level]) return;
    const { error, ...rest } = facts;
    const line = {
      at: parts.now().toISOString(),
      level,
      fact,
      ...allowed(rest),
      ...(error === undefined ? {} : { error: described(error) }),
    };
    parts.write(`${JSON.stringify(line)}\n`);
  }
  return {
    info: (fact: string, facts: LogFacts = {}) => write("info", fact, facts),
    warn: (fact: string, facts: LogFacts = {}) => write("warn", fact, facts),
    error: (fact, facts = {}) => write("error", fact, facts),
  };
}

function allowed(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).filter(([name, value]) => ALLOWED.has(name) && isPlain(value)),
  );
}

function isPlain(value: unknown): boolean {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

/** What may be told of an error: what kind it is and where, never its message, which may quote what was sent. */
function described(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return { name: error.name, ...code, ...platformFacts(error), stack: frames(error.stack) };
}

function platformFacts(error: Error): Record<string, unknown> {
  if (!isPlatformError(error)) return {};
  const { platform, kind, operation, code, requestId } = error.facts;
  return { platform, kind, operation, ...(code ? { code } : {}), ...(requestId ? { requestId } : {}) };
}

/** Frames only: the first lines of a stack repeat the message. */
function frames(stack: string | undefined): string[] {
  return (stack ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("at "))
    .slice(0, 12);
}
