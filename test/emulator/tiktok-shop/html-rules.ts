// A description's HTML: whole tags, known tags where a market lists them, no script, no deep nesting.
import type { MarketRules } from "./market-rule-rows.ts";
import { refuse } from "./refusal.ts";

/** Not named by the platform, which takes "all tags"; a page that ran them would be a hole. */
const FORBIDDEN = ["script", "style", "iframe", "object", "embed", "form", "input", "link", "meta", "base"];
const VOID = ["img", "br", "hr", "col", "wbr", "source", "area"];
/** End tags that HTML itself lets one leave out. */
const OPTIONAL_END = ["p", "li", "td", "tr", "th", "tbody", "thead", "dt", "dd", "option"];

export function checkHtml(html: string, rule: MarketRules["description"]): void {
  if (/<[^>]*$/.test(html)) refuse(12052344, "Description HTML has a syntax error");
  const open: string[] = [];
  for (const [, end = "", word = "", rest = ""] of html.matchAll(/<(\/?)([a-z][\w:-]*)([^>]*)>/gi)) {
    const tag = word.toLowerCase();
    checkTag(tag, rest, rule);
    if (end === "/") close(open, tag);
    else if (!VOID.includes(tag) && !rest.endsWith("/")) begin(open, tag);
    if (open.length > rule.mostNesting)
      refuse(12052349, `Description HTML nests tags deeper than ${rule.mostNesting}`);
  }
  const left = open.find((tag) => !OPTIONAL_END.includes(tag));
  if (left) refuse(12052344, `Description HTML has a syntax error: ${left} is not closed`);
}

function checkTag(tag: string, attributes: string, { tags }: MarketRules["description"]): void {
  const isKnown = tags === "any" ? !FORBIDDEN.includes(tag) : tags.includes(tag);
  if (!isKnown) refuse(12052345, `Description HTML holds the unsupported tag ${tag}`);
  if (/\son\w+\s*=|javascript:/i.test(attributes))
    refuse(12052350, `Description HTML holds an illegal attribute of ${tag}`);
}

/** A paragraph or list item that follows its like ends it. */
function begin(open: string[], tag: string): void {
  if (OPTIONAL_END.includes(tag) && open.at(-1) === tag) open.pop();
  open.push(tag);
}

function close(open: string[], tag: string): void {
  const at = open.lastIndexOf(tag);
  const isMatched = at >= 0 && open.slice(at + 1).every((inner) => OPTIONAL_END.includes(inner));
  if (!isMatched)
    refuse(12052344, `Description HTML has a syntax error: ${tag} is closed where it is not open`);
  open.length = at;
}
