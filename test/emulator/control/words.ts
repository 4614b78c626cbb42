// The platforms' states and the twin's happenings in words that need no manual.
import type { HistoryEntry } from "../history.ts";

const WORDS: Readonly<Record<string, string>> = {
  ACTIVATE: "live",
  PENDING: "in review",
  FAILED: "rejected",
  SELLER_DEACTIVATED: "taken offline",
  PLATFORM_DEACTIVATED: "taken offline by the platform",
  AWAITING_SHIPMENT: "waiting to be shipped",
  AWAITING_COLLECTION: "waiting for the carrier",
  IN_TRANSIT: "on its way",
  ON_HOLD: "on hold, may be cancelled",
  FULFILLMENT_BY_TIKTOK: "TikTok Shop's warehouse ships",
  FULFILLMENT_BY_SELLER: "the seller ships",
  UNSUBMITTED: "nobody asked to ship it",
  SUBMITTED: "asked to ship",
  HANDLE_BY_WAREHOUSE: "in the warehouse's hands",
};

/** "AWAITING_SHIPMENT" as people say it. */
export function said(state: string): string {
  return WORDS[state] ?? state.toLowerCase().replaceAll("_", " ");
}

const NAMES = { shopify: "Shopify", "tiktok-shop": "TikTok Shop", twin: "Twin" } as const;

export type Happening = {
  /** Who did it, or who heard it. */
  readonly who: string;
  readonly what: string;
  readonly came: string;
  readonly isTrouble: boolean;
};

export function happening(entry: HistoryEntry): Happening {
  const name = NAMES[entry.platform];
  switch (entry.kind) {
    case "call":
      return {
        who: `App → ${name}`,
        what: entry.operation,
        came: answered(entry),
        isTrouble: entry.heard !== "all" || (entry.status ?? 500) >= 400,
      };
    case "webhook":
      return {
        who: `${name} → app`,
        what: entry.topic,
        came: entry.outcome + (entry.attempt > 1 ? `, attempt ${entry.attempt}` : ""),
        isTrouble: entry.outcome !== "delivered",
      };
    case "fault":
      return { who: "On purpose", what: entry.name.replaceAll("-", " "), came: entry.on, isTrouble: true };
    case "effect":
      return {
        who: name,
        what: entry.name
          .replace(/([a-z])([A-Z])/g, "$1 $2")
          .replaceAll(".", " ")
          .toLowerCase(),
        came: Object.values(entry.ids).filter(Boolean).map(short).join(" · "),
        isTrouble: false,
      };
  }
}

function answered({ status, code, heard }: Extract<HistoryEntry, { kind: "call" }>): string {
  const answer = status === null ? "never got there" : `answered ${status}`;
  const detail = code !== undefined && code !== "0" ? ` (${code})` : "";
  const lost = { all: "", part: ", half of it heard", nothing: ", nothing heard" }[heard];
  return answer + detail + lost;
}

/** The kind and number of a global id; anything else as it is. */
function short(id: string): string {
  return id.replace(/^gid:\/\/shopify\//, "").replace("/", " ");
}
