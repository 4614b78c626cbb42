// How much hurry a call has, told by where it goes: late stock sells what is not there.
import type { Urgency } from "../http/pace.ts";

/** The urgency of an operation by its path template. */
export function urgencyOf(path: string): Urgency {
  if (/^\/product\/\d+\/products\/\{\w+\}\/inventory\//.test(path)) return "stock";
  if (/^\/product\/\d+\/products\/\{\w+\}\/prices\//.test(path)) return "price";
  if (path.startsWith("/product/")) return "content";
  return "orders";
}
