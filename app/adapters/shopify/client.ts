// The Admin GraphQL API of one store: sends an operation with the offline token, keeps within the cost bucket,
// and turns every refusal into a PlatformError. Not the library's client: that one misreads Retry-After, retries by
// itself and throws differently by context.
import { z } from "zod";
import {
  isPlatformError,
  PlatformError,
  type PlatformErrorKind,
} from "../../use-cases/ports/platform-error.ts";
import { lostExchange } from "../http/classify.ts";
import { parseAnswer, readJson } from "../http/parse.ts";
import { createRateLimit, type RateLimit } from "../http/rate-limit.ts";
import type { PlatformAnswer, SendRequest } from "../http/request.ts";
import { API_VERSION, nameOf, type Operation, type RunOperation, type Variables } from "./operation.ts";
import { type Cost, cost, graphqlErrors, graphqlFailure } from "./user-errors.ts";

/** Offline tokens of stores, kept by auth.ts. */
export type StoreTokens = {
  /** A token good for some minutes. Throws `unauthorized` when the merchant must open the app again. */
  readonly offlineToken: (domain: string) => Promise<string>;
  /** The store refused this token: it is not used again. */
  readonly tokenRefused: (domain: string, token: string) => Promise<void>;
};

export type AdminClientParts = {
  readonly domain: string;
  readonly send: SendRequest;
  readonly tokens: StoreTokens;
  readonly limit: AdminLimit;
};

/** The cost buckets of all stores, and what each operation was last charged. One per process. */
export type AdminLimit = { readonly buckets: RateLimit; readonly costs: Map<string, number> };

// Standard plan: 100 points a second, twenty times that in the bucket. Each answer tells the store's own numbers.
const STANDARD_PLAN = { capacity: 2000, perSecond: 100 };
// Until an operation has told its price. Most mutations cost 10.
const UNKNOWN_COST = 10;

export function createAdminLimit(): AdminLimit {
  return { buckets: createRateLimit(STANDARD_PLAN), costs: new Map() };
}

const envelope = z.object({
  data: z.unknown().optional(),
  errors: z.union([graphqlErrors, z.string()]).optional(),
  extensions: z.object({ cost: cost.optional() }).optional(),
});

/** Runs operations against one store. */
export function createAdminClient(parts: AdminClientParts): RunOperation {
  const { buckets, costs } = parts.limit;
  return async (operation, variables = {}) => {
    const name = nameOf(operation);
    await buckets.take(parts.domain, costs.get(name) ?? UNKNOWN_COST);
    const answer = await post(parts, operation, variables);
    const { data, errors, extensions } = parseAnswer(answer, envelope, readJson(answer));
    if (extensions?.cost) learn(parts, name, extensions.cost);
    if (errors !== undefined) {
      throw graphqlFailure({
        operation: name,
        idempotent: operation.idempotent,
        errors: typeof errors === "string" ? [{ message: errors }] : errors,
        cost: extensions?.cost,
        requestId: answer.requestId,
      });
    }
    return parseAnswer(answer, operation.data, data);
  };
}

function learn(parts: AdminClientParts, name: string, seen: Cost): void {
  const { buckets, costs } = parts.limit;
  costs.set(name, seen.requestedQueryCost);
  const { currentlyAvailable, maximumAvailable, restoreRate } = seen.throttleStatus;
  buckets.observe(parts.domain, currentlyAvailable, { capacity: maximumAvailable, perSecond: restoreRate });
}

async function post(
  parts: AdminClientParts,
  operation: Operation,
  variables: Variables,
): Promise<PlatformAnswer> {
  const token = await parts.tokens.offlineToken(parts.domain);
  try {
    const answer = await parts.send({
      platform: "shopify",
      operation: nameOf(operation),
      idempotent: operation.idempotent,
      method: "POST",
      url: `https://${parts.domain}/admin/api/${API_VERSION}/graphql.json`,
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        "x-shopify-access-token": token,
      },
      body: JSON.stringify({ query: operation.document, variables }),
      accepts: (status) => status === 200 || status in STORE_STATUSES,
    });
    return acceptStore(operation, answer);
  } catch (error) {
    if (isPlatformError(error, "unauthorized")) await parts.tokens.tokenRefused(parts.domain, token);
    throw error;
  }
}

// Statuses that speak of the store, not of the thing asked for: never "not-found".
const STORE_STATUSES: Readonly<Record<number, { kind: PlatformErrorKind; detail: string }>> = {
  402: { kind: "unavailable", detail: "the store is frozen until its bill is paid" },
  403: { kind: "unauthorized", detail: "the store refuses this app" },
  404: { kind: "unauthorized", detail: "the store does not exist any more" },
  423: { kind: "unavailable", detail: "the store is locked" },
};

function acceptStore(operation: Operation, answer: PlatformAnswer): PlatformAnswer {
  const refusal = STORE_STATUSES[answer.status];
  if (refusal) {
    const requestId = answer.requestId === undefined ? {} : { requestId: answer.requestId };
    const code = `HTTP_${answer.status}`;
    throw new PlatformError({
      platform: "shopify",
      operation: nameOf(operation),
      code,
      ...refusal,
      ...requestId,
    });
  }
  // A gateway's page with status 200 instead of the API's JSON: whether the write was done is open.
  if (answer.bytes.length === 0) throw lostExchange(answer.exchange, new Error("empty body"));
  return answer;
}
