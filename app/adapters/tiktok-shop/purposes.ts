// What a call is for where a publish makes it, told by its operation: `domain/publish-calls.ts` counts by these.
import type { CallPurpose } from "../../domain/publish-calls.ts";

const PURPOSES: readonly (readonly [RegExp, CallPurpose])[] = [
  [/^POST \/product\/\d+\/images\/upload$/, "picture"],
  [/^POST \/product\/\d+\/products$/, "listing"],
  [/^POST \/product\/\d+\/categories\/recommend$/, "category"],
  [/^GET \/product\/\d+\/categories\/\{\w+\}\/rules$/, "rules"],
  [/^GET \/product\/\d+\/categories\/\{\w+\}\/attributes$/, "attributes"],
  [/^POST \/product\/\d+\/products\/search$/, "results"],
];

/** Null for what no publish waits for. */
export function purposeOf(operation: string): CallPurpose | null {
  return PURPOSES.find(([form]) => form.test(operation))?.[1] ?? null;
}
