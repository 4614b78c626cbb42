// Cuts HTML of any quality into text and tag names, in one pass and without ever failing. Attributes, comments and the
// insides of scripts are gone here already.

export type MarkupToken =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "open" | "close"; readonly name: string };

// What stands inside these is not text for a reader.
const SILENT = new Set([
  "script",
  "style",
  "template",
  "iframe",
  "object",
  "noscript",
  "svg",
  "math",
  "head",
  "title",
  "select",
  "textarea",
  "video",
  "audio",
  "canvas",
]);
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  bull: "•",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  trade: "™",
  reg: "®",
  copy: "©",
  deg: "°",
  times: "×",
  frac12: "½",
  frac14: "¼",
  frac34: "¾",
  eacute: "é",
  euro: "€",
  pound: "£",
  middot: "·",
  laquo: "«",
  raquo: "»",
  plusmn: "±",
};
const LAST_CODE_POINT = 0x10ffff;

/** Tokens of a piece of HTML, in order. */
export function* markupTokens(html: string): Generator<MarkupToken> {
  let at = 0;
  while (at < html.length) {
    const next = html.indexOf("<", at);
    const end = next < 0 ? html.length : next;
    if (end > at) yield { kind: "text", text: decoded(html.slice(at, end)) };
    if (next < 0) return;
    const tag = tagAt(html, next);
    if (!tag) {
      yield { kind: "text", text: "<" };
      at = next + 1;
      continue;
    }
    at = tag.end;
    if (tag.kind === "comment") continue;
    if (tag.kind === "open" && SILENT.has(tag.name)) at = afterClosing(html, tag.name, at);
    else yield { kind: tag.kind, name: tag.name };
  }
}

type Tag = { readonly kind: "open" | "close" | "comment"; readonly name: string; readonly end: number };

function tagAt(html: string, at: number): Tag | undefined {
  if (html.startsWith("<!--", at)) return comment(html, at, "-->");
  if (html.startsWith("<!", at) || html.startsWith("<?", at)) return comment(html, at, ">");
  NAME.lastIndex = at;
  const match = NAME.exec(html);
  if (!match) return undefined;
  return {
    kind: match[1] ? "close" : "open",
    name: (match[2] ?? "").toLowerCase(),
    end: endOfTag(html, NAME.lastIndex),
  };
}

const NAME = /<(\/?)([a-z][a-z\d-]*)/iy;

function comment(html: string, at: number, closing: string): Tag {
  const end = html.indexOf(closing, at + 2);
  return { kind: "comment", name: "", end: end < 0 ? html.length : end + closing.length };
}

// A ">" inside a quoted attribute value does not end the tag.
function endOfTag(html: string, from: number): number {
  let quote = "";
  for (let at = from; at < html.length; at += 1) {
    const char = html.charAt(at);
    if (quote) {
      if (char === quote) quote = "";
    } else if ((char === '"' || char === "'") && html.charAt(at - 1) === "=") quote = char;
    else if (char === ">") return at + 1;
  }
  return html.length;
}

function afterClosing(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}(?=[\\s>/]|$)`, "gi");
  closing.lastIndex = from;
  const match = closing.exec(html);
  return match ? endOfTag(html, closing.lastIndex) : html.length;
}

// Decoded once: what comes out is text, whatever it looks like, and is never read as markup again.
function decoded(text: string): string {
  return text.replace(
    /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi,
    (whole) => characterOf(whole.slice(1, -1)) ?? whole,
  );
}

function characterOf(name: string): string | undefined {
  if (!name.startsWith("#")) return NAMED[name] ?? NAMED[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= LAST_CODE_POINT ? String.fromCodePoint(code) : "";
}
