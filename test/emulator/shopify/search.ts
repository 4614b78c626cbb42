// Shopify's search syntax, as far as it is supported: terms "field:value" with comparisons, quotes, AND, OR, NOT, -,
// parentheses and comma lists. A field that is not supported is refused by name instead of being left out.
import { GraphQLError } from "graphql";
import type { Indexed } from "./state.ts";
import type { World } from "./world.ts";

export type Searchable = Readonly<Record<string, string | readonly string[]>>;
type Matches = (document: Searchable) => boolean;

/** Reads a query; `fields` are those that may be asked for, `whole` those that a bare word looks into. */
export function parseSearch(query: string, fields: readonly string[], whole: readonly string[]): Matches {
  const tokens =
    query.match(/\(|\)|-?[A-Za-z_]+:(?:[<>]=?)?(?:"[^"]*"|'[^']*'|[^\s()]+)|"[^"]*"|[^\s()]+/g) ?? [];
  let position = 0;

  const anyOf = (): Matches => {
    const parts = [allOf()];
    while (tokens[position]?.toUpperCase() === "OR") {
      position += 1;
      parts.push(allOf());
    }
    return (document) => parts.some((matches) => matches(document));
  };
  const allOf = (): Matches => {
    const parts: Matches[] = [];
    while (position < tokens.length && tokens[position] !== ")" && tokens[position]?.toUpperCase() !== "OR") {
      if (tokens[position]?.toUpperCase() === "AND") position += 1;
      else parts.push(one());
    }
    return (document) => parts.every((matches) => matches(document));
  };
  const one = (): Matches => {
    const token = tokens[position++] ?? "";
    if (token.toUpperCase() === "NOT") return not(one());
    if (token === "(") {
      const inner = anyOf();
      position += 1;
      return inner;
    }
    return token.startsWith("-") ? not(term(token.slice(1), fields, whole)) : term(token, fields, whole);
  };
  return anyOf();
}

const not =
  (matches: Matches): Matches =>
  (document) =>
    !matches(document);

function term(token: string, fields: readonly string[], whole: readonly string[]): Matches {
  const match = /^([A-Za-z_]+):([<>]=?)?(.*)$/.exec(token);
  if (!match) {
    const word = unquote(token).toLowerCase();
    return (document) =>
      whole.some((field) => list(document[field]).some((value) => value.toLowerCase().includes(word)));
  }
  const [, field = "", operator, raw = ""] = match;
  if (!fields.includes(field)) {
    throw new GraphQLError(`the twin does not support searching by ${field}`, {
      extensions: { code: "UNSUPPORTED_BY_TWIN" },
    });
  }
  if (operator)
    return (document) => list(document[field]).some((value) => compares(value, operator, unquote(raw)));
  const wanted = raw.startsWith('"') || raw.startsWith("'") ? [unquote(raw)] : raw.split(",");
  return (document) => list(document[field]).some((value) => wanted.some((one) => same(value, one)));
}

function list(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

function unquote(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, "$2");
}

function same(value: string, wanted: string): boolean {
  const [left, right] = [value.toLowerCase(), wanted.replace(/^gid:\/\/shopify\/\w+\//, "").toLowerCase()];
  if (right === "*") return left !== "";
  return right.endsWith("*") ? left.startsWith(right.slice(0, -1)) : left === right;
}

// Times compare as times whatever their zone or precision; everything else that looks like a number, as a number.
function compares(value: string, operator: string, wanted: string): boolean {
  const isTime = /^\d{4}-\d{2}-\d{2}/.test(value);
  const left = isTime ? Date.parse(value) : Number(value);
  const right = isTime ? Date.parse(wanted) : Number(wanted);
  if (Number.isNaN(right))
    throw new GraphQLError(`Invalid search value ${wanted}`, { extensions: { code: "BAD_REQUEST" } });
  if (operator === ">") return left > right;
  if (operator === ">=") return left >= right;
  return operator === "<" ? left < right : left <= right;
}

/** Notes what search will know of an object once its index has caught up; null when the object is gone. */
export function index(
  world: World,
  into: Map<string, Indexed[]>,
  entry: { id: string; fields: Indexed["fields"] },
): void {
  const versions = into.get(entry.id) ?? [];
  const settled = settledBefore(world);
  const kept = versions.filter(
    (version, at) => version.at > settled || at === lastSettled(versions, settled),
  );
  into.set(entry.id, [...kept, { at: world.parts.clock.now(), fields: entry.fields }]);
}

/** Ids of what matches in the index as it stands: it lags behind writes. */
export function searchIds(
  world: World,
  within: ReadonlyMap<string, Indexed[]>,
  matches: Matches,
): ReadonlySet<string> {
  const settled = settledBefore(world);
  const found = new Set<string>();
  for (const [id, versions] of within) {
    const document = versions[lastSettled(versions, settled)]?.fields;
    if (document && matches(document)) found.add(id);
  }
  return found;
}

function settledBefore(world: World): number {
  return world.parts.clock.now() - world.parts.settings.timing.searchLagMs;
}

function lastSettled(versions: readonly Indexed[], settled: number): number {
  return versions.findLastIndex((version) => version.at <= settled);
}
