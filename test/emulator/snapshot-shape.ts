// Whether a saved state has all that a state of this twin consists of, so that a damaged one is refused whole and not
// met half loaded.

/** What is missing or of another kind, by name; undefined when nothing is. */
export function misshapen(name: string, own: unknown, given: unknown): string | undefined {
  if (kindOf(own) !== kindOf(given)) return name;
  if (kindOf(own) !== "object") return undefined;
  const theirs = given as Readonly<Record<string, unknown>>;
  for (const [key, value] of Object.entries(own as object))
    if (value !== undefined && kindOf(value) !== kindOf(theirs[key])) return `${name}.${key}`;
  return undefined;
}

function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return typeof value;
  return Array.isArray(value) ? "array" : value.constructor.name.toLowerCase();
}
