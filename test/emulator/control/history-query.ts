// What of the history is asked for.
import { z } from "zod";
import { isNamed } from "../faults.ts";
import type { History, HistoryEntry } from "../history.ts";
import { text } from "./fields.ts";

export const historyQuery = z.strictObject({
  since: z.coerce.number().int().min(0).optional(),
  /** One effect alone. */
  effects: text.optional(),
  kind: z.enum(["call", "effect", "webhook", "fault"]).optional(),
  platform: z.enum(["shopify", "tiktok-shop", "twin"]).optional(),
  shop: text.optional(),
  name: text.optional(),
  heard: z.enum(["all", "part", "nothing"]).optional(),
  outcome: text.optional(),
  last: z.coerce.number().int().min(1).optional(),
});

type Asked = z.infer<typeof historyQuery>;

export function historyOf(history: History, asked: Asked): readonly HistoryEntry[] {
  const named =
    asked.effects === undefined ? asked : { ...asked, kind: "effect" as const, name: asked.effects };
  const found = history.since(asked.since ?? 0).filter((entry) => isAsked(entry, named));
  return asked.last === undefined ? found : found.slice(-asked.last);
}

function isAsked(entry: HistoryEntry, asked: Asked): boolean {
  if (asked.kind !== undefined && entry.kind !== asked.kind) return false;
  if (asked.platform !== undefined && entry.platform !== asked.platform) return false;
  if (asked.shop !== undefined && shopOf(entry) !== asked.shop) return false;
  if (asked.heard !== undefined && !(entry.kind === "call" && entry.heard === asked.heard)) return false;
  if (asked.outcome !== undefined && !(entry.kind === "webhook" && entry.outcome === asked.outcome))
    return false;
  return isNamed(asked.name, nameOf(entry));
}

function shopOf(entry: HistoryEntry): string | undefined {
  return entry.kind === "effect" ? (entry.ids["shopId"] ?? entry.ids["domain"]) : entry.shop;
}

function nameOf(entry: HistoryEntry): string {
  if (entry.kind === "call") return entry.operation;
  return entry.kind === "webhook" ? entry.topic : entry.name;
}
