// What a failure means for an item: when it is tried again, whose turn it is, or which issue it waits for.
// The table of architecture's error model, in code: kinds of PlatformError are judged here and nowhere else.

import type { StoreId } from "../domain/ids.ts";
import type { NewIssue } from "../use-cases/ports/foundation-records.ts";
import {
  isPlatformError,
  type Platform,
  type PlatformErrorFacts,
  reconnectKey,
} from "../use-cases/ports/platform-error.ts";
import { type Verb, workIssueKey } from "../use-cases/ports/work.ts";
import { backoff, patience } from "./backoff.ts";

export type Failing = {
  readonly storeId: StoreId;
  readonly verb: Verb;
  readonly subject: string;
  /** Attempts used before this one. */
  readonly attempts: number;
  /** Attempts it has in all. */
  readonly limit: number;
};

export type Verdict = {
  readonly attempts: number;
  readonly failure: string;
  readonly reason: string;
  readonly owner: "us" | "merchant" | "shopify" | "marketplace";
  /** Milliseconds until it is tried again; null when it waits for the issue. */
  readonly waitMs: number | null;
  readonly issue: NewIssue | undefined;
};

const NAMES = { shopify: "Shopify", "tiktok-shop": "TikTok Shop" } as const satisfies Record<
  Platform,
  string
>;
const OWNERS = { shopify: "shopify", "tiktok-shop": "marketplace" } as const satisfies Record<
  Platform,
  string
>;

/** Judges a failure. `reference` is what a merchant may quote and the log knows. */
export function judge(
  item: Failing,
  error: unknown,
  by: { random: () => number; reference: string },
): Verdict {
  return isPlatformError(error) ? judgePlatform(item, error.facts, by.random) : judgeBug(item, by);
}

function judgePlatform(item: Failing, facts: PlatformErrorFacts, random: () => number): Verdict {
  const platform = NAMES[facts.platform];
  const owner = OWNERS[facts.platform];
  switch (facts.kind) {
    case "throttled": {
      const reason = `${platform} asked us to slow down`;
      const waitMs = patience(facts.retryAfterMs);
      return { attempts: item.attempts, failure: facts.kind, reason, owner, waitMs, issue: undefined };
    }
    case "unavailable":
      return retried(item, {
        failure: facts.kind,
        owner,
        random,
        reason: `${platform} could not be reached`,
      });
    case "indeterminate":
      return retried(item, {
        failure: facts.kind,
        owner,
        random,
        reason: `${platform} did not answer in time`,
      });
    case "conflict":
      return retried(item, {
        failure: facts.kind,
        owner,
        random,
        reason: `${platform} changed it meanwhile: ${facts.detail}`,
      });
    case "unauthorized":
      return waits(item, { failure: facts.kind, issue: reconnect(item.storeId, facts.platform) });
    case "rejected":
    case "not-found": {
      const title = `${platform} refused to ${words(item.verb)}: ${facts.detail}`;
      const issue = workIssue(item, { title, advice: "Correct what it names, then press Retry." });
      return waits(item, { failure: facts.kind, issue });
    }
    case "malformed": {
      const title = `${platform} gave an answer we do not understand (${words(item.verb)}: ${facts.detail})`;
      const issue = workIssue(item, { title, advice: "Press Retry later; if it comes again, tell support." });
      return { ...waits(item, { failure: facts.kind, issue }), owner: "us" };
    }
  }
}

function judgeBug(item: Failing, by: { random: () => number; reference: string }): Verdict {
  const reason = `Something went wrong on our side (reference ${by.reference})`;
  return retried(item, { failure: "bug", owner: "us", random: by.random, reason });
}

type Retry = Pick<Verdict, "failure" | "owner" | "reason"> & { readonly random: () => number };

function retried(item: Failing, { random, ...facts }: Retry): Verdict {
  const attempts = item.attempts + 1;
  if (attempts < item.limit)
    return { ...facts, attempts, waitMs: backoff(attempts, random), issue: undefined };
  const title = `${facts.reason}: gave up to ${words(item.verb)} after ${attempts} attempts`;
  return {
    ...facts,
    attempts,
    waitMs: null,
    issue: workIssue(item, { title, advice: "Press Retry to try again now." }),
  };
}

function waits(item: Failing, { failure, issue }: { failure: string; issue: NewIssue }): Verdict {
  const attempts = failure === "unauthorized" ? item.attempts : item.attempts + 1;
  return { attempts, failure, reason: issue.title, owner: "merchant", waitMs: null, issue };
}

function workIssue(item: Failing, text: { title: string; advice: string }): NewIssue {
  return {
    storeId: item.storeId,
    key: workIssueKey(item.verb, item.subject),
    severity: "blocks",
    subject: { kind: "work", id: `${item.verb}:${item.subject}` },
    ...text,
  };
}

/** One per platform: everything that needs it waits for the same. */
function reconnect(storeId: StoreId, platform: Platform): NewIssue {
  return {
    storeId,
    key: reconnectKey(platform),
    severity: "blocks",
    subject: { kind: "connection", id: platform },
    title: `${NAMES[platform]} no longer accepts our access`,
    advice:
      platform === "shopify"
        ? "Open the app from Shopify admin once: it asks for access again and work goes on by itself."
        : "Connect TikTok Shop again on the Connection page: work goes on by itself.",
  };
}

function words(verb: Verb): string {
  return verb.replaceAll("-", " ");
}
