// Shopify's search syntax read into a tree: terms "field:value" with comparators, quotes, comma lists and a prefix's *,
// joined by AND (also by a space), OR, NOT, - and parentheses ("Shopify API search syntax").
import { GraphQLError } from "graphql";

export type Term = {
  readonly kind: "term";
  /** null for a bare word, which looks into several fields. */
  readonly field: string | null;
  readonly comparator: "" | "<" | ">" | "<=" | ">=";
  readonly values: readonly { readonly text: string; readonly quoted: boolean }[];
};
export type Query =
  | Term
  | { readonly kind: "and" | "or"; readonly parts: readonly Query[] }
  | { readonly kind: "not"; readonly part: Query };

type Token = Term | "(" | ")" | "AND" | "OR" | "NOT" | "-";

const MAX_NESTING = 50;
const MAX_TOKENS = 2_000;

export function readQuery(text: string): Query {
  const tokens = tokensOf(text);
  if (tokens.length > MAX_TOKENS) throw new GraphQLError("The search query is too long.");
  let position = 0;
  const anyOf = (depth: number): Query => {
    const parts = [allOf(depth)];
    while (tokens[position] === "OR") {
      position += 1;
      parts.push(allOf(depth));
    }
    return joined("or", parts);
  };
  const allOf = (depth: number): Query => {
    const parts: Query[] = [];
    for (let token = tokens[position]; token && token !== ")" && token !== "OR"; token = tokens[position]) {
      if (token === "AND") position += 1;
      else parts.push(one(depth));
    }
    return joined("and", parts);
  };
  const one = (depth: number): Query => {
    if (depth > MAX_NESTING) throw new GraphQLError("The search query is nested too deeply.");
    const token = tokens[position];
    position += 1;
    if (token === "NOT" || token === "-") return { kind: "not", part: one(depth + 1) };
    if (token !== "(") return typeof token === "object" ? token : joined("and", []);
    const inner = anyOf(depth + 1);
    position += 1;
    return inner;
  };
  const parts: Query[] = [];
  while (position < tokens.length) {
    parts.push(anyOf(0));
    // A parenthesis that nothing opened is passed over.
    if (tokens[position] === ")") position += 1;
  }
  return joined("and", parts);
}

function joined(kind: "and" | "or", parts: readonly Query[]): Query {
  const [only, ...others] = parts;
  return only && others.length === 0 ? only : { kind, parts };
}

/** One piece each: a parenthesis, a minus, a word that joins, or a term with all its values. */
const PIECE = /\s*(?:([()])|(-)(?=[^\s-])|(?:([A-Za-z_][\w.]*):(<=|>=|<|>|)|(?=[^\s()])))/y;
const VALUE = /"((?:\\[^]|[^"\\])*)"?|'((?:\\[^]|[^'\\])*)'?|((?:\\[^]|[^\s()\\,])+)/y;
const BARE = /"((?:\\[^]|[^"\\])*)"?|'((?:\\[^]|[^'\\])*)'?|((?:\\[^]|[^\s()\\])+|\\$)/y;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length && tokens.length <= MAX_TOKENS) {
    PIECE.lastIndex = position;
    const piece = PIECE.exec(text);
    if (!piece) break;
    position = PIECE.lastIndex;
    const [, parenthesis, minus, field, comparator] = piece;
    if (parenthesis || minus) {
      tokens.push((parenthesis ?? minus) as Token);
      continue;
    }
    const { values, end } = valuesAt(text, position, field === undefined ? BARE : VALUE);
    position = end;
    const [first] = values;
    const isJoin = field === undefined && first && !first.quoted && /^(AND|OR|NOT)$/.test(first.text);
    if (isJoin) tokens.push(first.text as Token);
    else tokens.push(term(field ?? null, comparator ?? "", values));
  }
  return tokens;
}

function term(field: string | null, comparator: string, values: Term["values"]): Term {
  return { kind: "term", field, comparator: comparator as Term["comparator"], values };
}

function valuesAt(text: string, start: number, shape: RegExp): { values: Term["values"]; end: number } {
  const values: { text: string; quoted: boolean }[] = [];
  let end = start;
  for (;;) {
    shape.lastIndex = end;
    const match = shape.exec(text);
    if (!match) break;
    end = shape.lastIndex;
    const [, double, single, bare] = match;
    values.push({
      text: (double ?? single ?? bare ?? "").replace(/\\([^])/g, "$1"),
      quoted: bare === undefined,
    });
    if (shape === BARE || text[end] !== ",") break;
    end += 1;
  }
  return { values, end };
}
