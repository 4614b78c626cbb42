// Turns an answer into a typed value, or says where it does not fit: path and type, never the value.
import type { z } from "zod";
import { PlatformError } from "../../use-cases/ports/platform-error.ts";
import { lostExchange } from "./classify.ts";
import type { PlatformAnswer } from "./request.ts";

/** The body as JSON. A write whose answer is cut or not JSON has an unknown outcome. */
export function readJson(answer: PlatformAnswer): unknown {
  try {
    return JSON.parse(answer.text());
  } catch {
    if (answer.exchange.idempotent === "unsafe") {
      throw lostExchange(answer.exchange, new Error("the body is not JSON"));
    }
    throw malformed(answer, "the body is not JSON");
  }
}

/** Checks a value against the schema of the fields we use. Unknown fields are ignored; missing ones are `malformed`. */
export function parseAnswer<Schema extends z.ZodType>(
  answer: PlatformAnswer,
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw malformed(answer, describeMismatch(result.error));
}

/** "data.order.id: invalid_type, expected string": the first three places that do not fit. */
export function describeMismatch(error: z.ZodError): string {
  return error.issues
    .flatMap((issue) => leaves(issue, []))
    .slice(0, 3)
    .join("; ");
}

// A union's first member is the one meant: its mismatch says more than "invalid_union".
function leaves(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): string[] {
  const path = [...above, ...issue.path];
  const meant = issue.code === "invalid_union" ? issue.errors[0] : undefined;
  if (meant?.length) return meant.flatMap((inner) => leaves(inner, path));
  const expected = "expected" in issue ? `, expected ${String(issue.expected)}` : "";
  return [`${path.map(String).join(".") || "(root)"}: ${issue.code}${expected}`];
}

function malformed(answer: PlatformAnswer, detail: string): PlatformError {
  const { platform, operation } = answer.exchange;
  const requestId = answer.requestId === undefined ? {} : { requestId: answer.requestId };
  return new PlatformError({ platform, operation, kind: "malformed", detail, ...requestId });
}
