// The first half of a batch, for calls that carry one.

/** A copy of a body in which the first list named, here or one or two levels down, is cut to its first half. */
export function halfOf(body: unknown, lists: readonly string[]): Record<string, unknown> | undefined {
  return cut(body, lists, 3);
}

function cut(body: unknown, lists: readonly string[], depth: number): Record<string, unknown> | undefined {
  if (typeof body !== "object" || body === null || Array.isArray(body) || depth === 0) return undefined;
  for (const [key, value] of Object.entries(body)) {
    if (Array.isArray(value) && lists.includes(key) && value.length > 1)
      return { ...body, [key]: value.slice(0, Math.floor(value.length / 2)) };
    const inner = cut(value, lists, depth - 1);
    if (inner) return { ...body, [key]: inner };
  }
  return undefined;
}
