// What a search query asks of a document. A field that Shopify does not know is left out, with the warning Shopify gives;
// one that Shopify knows and the twin does not is refused by name.
import { GraphQLError } from "graphql";
import { type Query, readQuery, type Term } from "./search-query.ts";

export type Searchable = Readonly<Record<string, string | readonly string[]>>;

/** How a field is compared: whole, word by word, as a number or as a time. */
export type FieldKind = "keyword" | "text" | "number" | "time";

export type SearchSpec = {
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** The fields a bare word looks into. */
  readonly bare: readonly string[];
  /** The filters Shopify lists for this query. */
  readonly listed: ReadonlySet<string>;
  /** The twin's time, for "now". */
  readonly now: number;
};

export type Warning = { readonly field: string; readonly message: string; readonly code: string };

export type Search = {
  readonly matches: (document: Searchable) => boolean;
  readonly parsed: object;
  readonly warnings: readonly Warning[];
  /** Terms that every match must equal one of: by them few documents need to be looked at. */
  readonly exact: readonly { readonly field: string; readonly values: readonly string[] }[];
  /** The earliest moment that every match must have reached, by field. */
  readonly since: ReadonlyMap<string, number>;
};

type Matches = (document: Searchable) => boolean;

export function searchFor(text: string, spec: SearchSpec): Search {
  const tree = readQuery(text);
  const warnings: Warning[] = [];
  const kept = compiled(tree, spec, warnings);
  const required = tree.kind === "and" ? tree.parts : [tree];
  const terms = required.filter((part) => part.kind === "term");
  return {
    matches: kept ?? (() => true),
    parsed: printed(tree),
    warnings,
    exact: terms.flatMap((term) => exactOf(term, spec)),
    since: new Map(terms.flatMap((term) => sinceOf(term, spec))),
  };
}

// undefined for what is left out: it neither finds nor hides anything.
function compiled(query: Query, spec: SearchSpec, warnings: Warning[]): Matches | undefined {
  if (query.kind === "term") return termMatches(query, spec, warnings);
  if (query.kind === "not") {
    const matches = compiled(query.part, spec, warnings);
    return matches && ((document) => !matches(document));
  }
  const parts = query.parts.flatMap((part) => compiled(part, spec, warnings) ?? []);
  if (parts.length === 0) return undefined;
  return query.kind === "and"
    ? (document) => parts.every((matches) => matches(document))
    : (document) => parts.some((matches) => matches(document));
}

function termMatches(term: Term, spec: SearchSpec, warnings: Warning[]): Matches | undefined {
  const { field, values, comparator } = term;
  if (field === null) {
    const words = values.map(({ text, quoted }) => wordsMatch(text, quoted));
    return (document) =>
      spec.bare.some((name) => list(document[name]).some((value) => words.every((match) => match(value))));
  }
  const kind = Object.hasOwn(spec.fields, field) ? spec.fields[field] : undefined;
  if (!kind) {
    if (spec.listed.has(field)) throw unsupported(field);
    warnings.push({ field, message: "Invalid search field for this query.", code: "invalid_field" });
    return undefined;
  }
  const tests = values.map(({ text, quoted }) => valueTest({ text, quoted, kind, comparator }, spec));
  const wrong = tests.findIndex((test) => test === undefined);
  if (wrong >= 0 || tests.length === 0) {
    const message = `Input \`${values[wrong]?.text ?? ""}\` is not an accepted value.`;
    warnings.push({ field, message, code: "invalid_value" });
    return undefined;
  }
  const [first] = tests;
  const test = tests.length === 1 && first ? first : (value: string) => tests.some((one) => one?.(value));
  return (document) => {
    const value = document[field];
    return typeof value === "string" ? test(value) : (value?.some(test) ?? false);
  };
}

function unsupported(field: string): GraphQLError {
  return new GraphQLError(`the twin does not support searching by ${field}`, {
    extensions: { code: "UNSUPPORTED_BY_TWIN" },
  });
}

type Wanted = {
  readonly text: string;
  readonly quoted: boolean;
  readonly kind: FieldKind;
  readonly comparator: Term["comparator"];
};

function valueTest(wanted: Wanted, spec: SearchSpec): ((value: string) => boolean) | undefined {
  const { text, quoted, kind, comparator } = wanted;
  if (text === "*" && !quoted) return (value) => value !== "";
  if (kind === "time") return timeTest(text, comparator, spec.now);
  if (kind === "number") return numberTest(withoutGid(text), comparator);
  if (comparator) return compare(comparator, text.toLowerCase(), (value) => value.toLowerCase());
  if (kind === "text") return wordsMatch(text, quoted);
  const whole = withoutGid(text).toLowerCase();
  if (!quoted && whole.endsWith("*")) {
    const prefix = whole.slice(0, -1);
    return (value) => value.toLowerCase().startsWith(prefix);
  }
  return (value) => value === whole || value.toLowerCase() === whole;
}

/** Every word of the query stands in the value, in this order; the last one may be the beginning of a word. */
function wordsMatch(text: string, quoted: boolean): (value: string) => boolean {
  const words = wordsOf(text);
  const isPrefix = !quoted && text.endsWith("*");
  return (value) => {
    const there = wordsOf(value);
    return there.some((_word, start) =>
      words.every((word, at) => {
        const found = there[start + at] ?? "";
        return isPrefix && at === words.length - 1 ? found.startsWith(word) : found === word;
      }),
    );
  };
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function numberTest(text: string, comparator: Term["comparator"]): ((value: string) => boolean) | undefined {
  const wanted = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isNaN(wanted) ? undefined : compare(comparator, wanted, Number);
}

// A day or a year without a comparator means all of it.
function timeTest(
  text: string,
  comparator: Term["comparator"],
  now: number,
): ((value: string) => boolean) | undefined {
  const wanted = momentOf(text, now);
  if (wanted === undefined) return undefined;
  if (comparator === "" && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return (value) => value.startsWith(text);
  return compare(comparator, wanted, Date.parse);
}

/** Milliseconds of a time as search takes it; without a zone it is UTC. */
function momentOf(text: string, now: number): number | undefined {
  if (text === "now") return now;
  const zoned = /T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes("T") ? text : `${text}Z`;
  const moment = /^\d{4}/.test(text) ? Date.parse(zoned) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
}

function compare<T extends string | number>(
  comparator: Term["comparator"],
  wanted: T,
  read: (value: string) => T,
): (value: string) => boolean {
  switch (comparator) {
    case ">":
      return (value) => value !== "" && read(value) > wanted;
    case ">=":
      return (value) => value !== "" && read(value) >= wanted;
    case "<":
      return (value) => value !== "" && read(value) < wanted;
    case "<=":
      return (value) => value !== "" && read(value) <= wanted;
    case "":
      return (value) => value !== "" && read(value) === wanted;
  }
}

function exactOf(term: Term, spec: SearchSpec): Search["exact"] {
  const { field, comparator, values } = term;
  if (!field || comparator || !["keyword", "number"].includes(spec.fields[field] ?? "")) return [];
  if (values.length === 0 || values.some(({ text, quoted }) => !quoted && text.endsWith("*"))) return [];
  return [{ field, values: values.map(({ text }) => withoutGid(text).toLowerCase()) }];
}

function sinceOf(term: Term, spec: SearchSpec): [string, number][] {
  const [value] = term.values;
  if (!term.field || !term.comparator.startsWith(">") || !value || spec.fields[term.field] !== "time")
    return [];
  const moment = momentOf(value.text, spec.now);
  return moment === undefined ? [] : [[term.field, moment]];
}

function withoutGid(text: string): string {
  return text.replace(/^gid:\/\/shopify\/\w+\//, "");
}

function list(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

const RANGE = { "<": "lt", ">": "gt", "<=": "lte", ">=": "gte" } as const;

/** The query as Shopify prints it back. */
function printed(query: Query): object {
  if (query.kind === "not") return { not: printed(query.part) };
  if (query.kind !== "term") return { [query.kind]: query.parts.map(printed) };
  const field = query.field ?? "default";
  const value = query.values.map(({ text }) => text).join(",");
  return query.comparator
    ? { field, range: { [RANGE[query.comparator]]: value } }
    : { field, match_all: value };
}
