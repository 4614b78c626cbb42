// A snapshot as JSON and back. What JSON cannot say (maps, sets, dates, bytes, big and infinite numbers) stands in an
// object with the one key $twin.

type Tagged = { readonly $twin: readonly [kind: string, value: unknown] };

export function toPlain(value: unknown): unknown {
  if (typeof value === "bigint") return tag("bigint", String(value));
  if (typeof value === "number" && !Number.isFinite(value)) return tag("number", String(value));
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(toPlain);
  return (
    tagged(value) ?? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlain(item)]))
  );
}

function tagged(value: object): Tagged | undefined {
  if (value instanceof Map)
    return tag(
      "map",
      [...value].map(([key, item]) => [toPlain(key), toPlain(item)]),
    );
  if (value instanceof Set) return tag("set", [...value].map(toPlain));
  if (value instanceof Date) return tag("date", value.toISOString());
  if (value instanceof Uint8Array) return tag("bytes", Buffer.from(value).toString("base64"));
  return undefined;
}

export function fromPlain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(fromPlain);
  if (isTagged(value)) return untagged(value.$twin[0], value.$twin[1]);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromPlain(item)]));
}

function tag(kind: string, value: unknown): Tagged {
  return { $twin: [kind, value] };
}

function isTagged(value: object): value is Tagged {
  return "$twin" in value && Array.isArray(value.$twin) && Object.keys(value).length === 1;
}

function untagged(kind: string, value: unknown): unknown {
  switch (kind) {
    case "map":
      return new Map(fromPlain(value) as [unknown, unknown][]);
    case "set":
      return new Set(fromPlain(value) as unknown[]);
    case "date":
      return new Date(String(value));
    case "bytes":
      return new Uint8Array(Buffer.from(String(value), "base64"));
    case "bigint":
      return BigInt(String(value));
    case "number":
      return Number(value);
    default:
      throw new Error(`the snapshot holds an unknown kind of value: ${kind}`);
  }
}
