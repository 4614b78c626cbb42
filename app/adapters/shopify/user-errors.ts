// Judges what Shopify answers inside a successful call: user errors of a mutation and top-level GraphQL errors.
import { z } from "zod";
import { PlatformError, type PlatformErrorKind } from "../../use-cases/ports/platform-error.ts";

export const userErrors = z.array(
  z.object({
    field: z.array(z.string()).nullish(),
    message: z.string(),
    code: z.string().nullish(),
  }),
);

type UserErrors = z.output<typeof userErrors>;

// Codes that mean something other than a plain no.
const KIND_OF_CODE: Readonly<Record<string, PlatformErrorKind>> = {
  CHANGE_FROM_QUANTITY_STALE: "conflict",
  // The same key is being worked right now: its result can be read by asking again.
  IDEMPOTENCY_CONCURRENT_REQUEST: "conflict",
  NOT_FOUND: "not-found",
  FULFILLMENT_ORDER_NOT_FOUND: "not-found",
};

// Mutations without codes say it in words (recorded: "Fulfillment order does not exist.", "Fulfillment not found.").
const ABSENT = /(does not exist|not found)\.?$/i;

/** Throws the first user error as a PlatformError: rejected unless its code or words say conflict or not-found. */
export function refuseUserErrors(operation: string, errors: UserErrors): void {
  const first = errors[0];
  if (!first) return;
  const kind = KIND_OF_CODE[first.code ?? ""] ?? (ABSENT.test(first.message) ? "not-found" : "rejected");
  const field = first.field?.length ? ` (${first.field.join(".")})` : "";
  throw new PlatformError({
    platform: "shopify",
    operation,
    kind,
    detail: `${first.message}${field}`,
    ...(first.code ? { code: first.code } : {}),
  });
}

export const cost = z.object({
  requestedQueryCost: z.number(),
  actualQueryCost: z.number().nullish(),
  throttleStatus: z.object({
    maximumAvailable: z.number(),
    currentlyAvailable: z.number(),
    restoreRate: z.number(),
  }),
});

export type Cost = z.output<typeof cost>;

export const graphqlErrors = z.array(
  z.object({ message: z.string(), extensions: z.object({ code: z.string().nullish() }).nullish() }),
);

type GraphqlFailure = {
  readonly operation: string;
  readonly idempotent: "safe" | "unsafe";
  readonly errors: z.output<typeof graphqlErrors>;
  readonly cost: Cost | undefined;
  readonly requestId: string | undefined;
};

/** The PlatformError of an answer that carries top-level errors. */
export function graphqlFailure(failure: GraphqlFailure): PlatformError {
  const first = failure.errors[0];
  const code = first?.extensions?.code ?? undefined;
  const kind = kindOfGraphqlCode(code, failure.idempotent);
  return new PlatformError({
    platform: "shopify",
    operation: failure.operation,
    kind,
    detail: withoutValues(first?.message ?? "refused"),
    ...(code ? { code } : {}),
    ...(kind === "throttled" ? { retryAfterMs: waitFor(failure.cost) } : {}),
    ...(failure.requestId ? { requestId: failure.requestId } : {}),
  });
}

function kindOfGraphqlCode(code: string | undefined, idempotent: "safe" | "unsafe"): PlatformErrorKind {
  if (code === "THROTTLED") return "throttled";
  if (code === "INTERNAL_SERVER_ERROR") return idempotent === "unsafe" ? "indeterminate" : "unavailable";
  if (code === "UNAUTHENTICATED") return "unauthorized";
  return "rejected";
}

/** Milliseconds until the bucket holds what the query asks for; one second when Shopify did not say. */
function waitFor(known: Cost | undefined): number {
  if (!known) return 1000;
  const { currentlyAvailable, restoreRate } = known.throttleStatus;
  const missing = Math.max(known.requestedQueryCost - currentlyAvailable, 1);
  return Math.ceil((missing / Math.max(restoreRate, 1)) * 1000);
}

/** Variable errors quote what was sent: keep the path, drop quoted and bracketed values. */
function withoutValues(message: string): string {
  return message
    .replace(/"[^"]*"/g, '"…"')
    .replace(/\(.*\)/g, "")
    .slice(0, 300)
    .trim();
}
