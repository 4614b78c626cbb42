// Compares which fields two JSON values have, and of what type: the sample of an outside source with what the twin says.

type Difference = { readonly at: string; readonly sample: string; readonly twin: string };

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  return Array.isArray(value) ? "array" : typeof value;
}

/** Fields of both whose types differ. Null stands for any type: it says that there is nothing, not what there would be. */
export function typeDifferences(sample: unknown, twin: unknown, at: string): readonly Difference[] {
  return differences(sample, twin, at).filter((one) => one.sample !== "nothing" && one.twin !== "nothing");
}

/** Fields of the sample that the twin has not, or has of another type. */
export function missing(sample: unknown, twin: unknown, at: string): readonly Difference[] {
  return differences(sample, twin, at).filter((one) => one.sample !== "nothing");
}

// Of lists, the first elements.
function differences(sample: unknown, twin: unknown, at: string): readonly Difference[] {
  const [one, other] = [kindOf(sample), kindOf(twin)];
  if (one !== other) return [{ at, sample: one, twin: other }];
  if (Array.isArray(sample) && Array.isArray(twin)) return differences(sample[0], twin[0], `${at}[]`);
  if (one !== "object") return [];
  const names = new Set([...Object.keys(sample as object), ...Object.keys(twin as object)]);
  return [...names].flatMap((name) => differences(field(sample, name), field(twin, name), `${at}.${name}`));
}

function field(value: unknown, name: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[name];
}
