// Reads TikTok Shop's envelope { code, message, data, request_id } and decides what a refusal is. The code decides;
// the HTTP status only where there is no code ("Error codes", read 2026-05: 200 carries most business errors).
import { z } from "zod";
import { PlatformError, type PlatformErrorKind } from "../../use-cases/ports/platform-error.ts";
import { readRetryAfter, refusedExchange } from "../http/classify.ts";
import { parseAnswer, readJson } from "../http/parse.ts";
import type { PlatformAnswer } from "../http/request.ts";

const envelopeSchema = z.object({
  code: z.coerce.number().int(),
  message: z.string().nullish(),
  data: z.unknown().optional(),
  request_id: z.string().nullish(),
});

/** The access token is not accepted any more; a refreshed one may be. Nothing was done. */
export const TOKEN_REFUSED: ReadonlySet<string> = new Set(["105001", "105002", "105003", "105004"]);
/** The generic "request validation failure": among many things, a timestamp outside the window. */
export const REQUEST_INVALID = "36009004";

const KINDS: Readonly<Record<string, PlatformErrorKind>> = {
  36009002: "throttled",
  36009037: "throttled",
  177001008: "throttled",
  36009003: "unavailable",
  // Our address is not on the app's allow-list: nothing works until an operator changes that, and nothing is lost.
  36009033: "unavailable",
  10006402: "unavailable",
  12001000: "unavailable",
  25020008: "unavailable",
  177001009: "unavailable",
  105001: "unauthorized",
  105002: "unauthorized",
  105003: "unauthorized",
  105004: "unauthorized",
  105005: "unauthorized",
  36004001: "unauthorized",
  36004004: "unauthorized",
  36009043: "unauthorized",
  36009044: "unauthorized",
  12019150: "not-found",
  12052032: "not-found",
  12052260: "not-found",
  // Frozen or deleted ones can be neither read nor changed ("status not allowed").
  12052901: "not-found",
  177001010: "not-found",
};

// The gateway gave up waiting on what is behind it: a write may have been done.
const TIMED_OUT_UPSTREAM = "36009007";

// Long enough for the platform's sentence, short enough for a page.
const MAX_DETAIL = 500;

/** The `data` of a success, checked; otherwise throws what the code says. */
export function openEnvelope<Schema extends z.ZodType>(
  answer: PlatformAnswer,
  schema: Schema,
): z.output<Schema> {
  const envelope = readEnvelope(answer);
  if (envelope.code !== 0) throw refusal(answer, envelope);
  // Parsed inside its place, so that a mismatch is named by its whole path.
  const placed = z.object({ data: schema as z.ZodType<z.output<Schema>> });
  return parseAnswer(answer, placed, { data: envelope.data ?? {} }).data;
}

function readEnvelope(answer: PlatformAnswer): z.infer<typeof envelopeSchema> {
  if (answer.status < 400) return parseAnswer(answer, envelopeSchema, readJson(answer));
  const parsed = envelopeSchema.safeParse(jsonOrUndefined(answer));
  if (parsed.success && parsed.data.code !== 0) return parsed.data;
  throw refusedExchange(answer.exchange, answer);
}

// A proxy's own error page is not JSON; its status is all there is to go by.
function jsonOrUndefined(answer: PlatformAnswer): unknown {
  try {
    return JSON.parse(answer.text());
  } catch {
    return undefined;
  }
}

function refusal(answer: PlatformAnswer, envelope: z.infer<typeof envelopeSchema>): PlatformError {
  const code = String(envelope.code);
  const { platform, operation } = answer.exchange;
  const retryAfterMs = readRetryAfter(answer.headers.get("retry-after"));
  const requestId = envelope.request_id || answer.requestId;
  return new PlatformError({
    platform,
    operation,
    kind: kindOf(code, answer),
    detail: (envelope.message || `refused with code ${code}`).slice(0, MAX_DETAIL),
    code,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(requestId ? { requestId } : {}),
  });
}

function kindOf(code: string, answer: PlatformAnswer): PlatformErrorKind {
  const kind = KINDS[code];
  if (kind !== undefined) return kind;
  if (code === TIMED_OUT_UPSTREAM) return unanswered(answer);
  if (answer.status === 429) return "throttled";
  if (answer.status === 503) return "unavailable";
  if (answer.status >= 500) return unanswered(answer);
  return "rejected";
}

function unanswered(answer: PlatformAnswer): PlatformErrorKind {
  return answer.exchange.idempotent === "unsafe" ? "indeterminate" : "unavailable";
}
