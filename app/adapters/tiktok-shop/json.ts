// Reads JSON without losing ids: the platform's ids exceed 2^53, and some old messages write them as bare numbers.

type ReviverWithSource = (key: string, value: unknown, context: { source?: string }) => unknown;

/** Parses JSON; an integer too large for a double becomes the string it was written as. Undefined for what is not JSON. */
export function parseKeepingIds(text: string): unknown {
  const keepLarge: ReviverWithSource = (_key, value, context) =>
    typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(context.source ?? "")
      ? context.source
      : value;
  try {
    return JSON.parse(text, keepLarge as (key: string, value: unknown) => unknown);
  } catch {
    return undefined;
  }
}
