// A store's description reduced to the small set of tags the marketplace takes. Built anew from text and a few marks:
// nothing of the store's own markup is ever copied, so neither an attribute nor a script can get through.
import { plainText } from "./listing-text.ts";
import { markupTokens } from "./markup-tokens.ts";

/** TikTok Shop: description up to 10,000 characters. */
export const LONGEST_DESCRIPTION = 10_000;

type Emphasis = "strong" | "em" | "u";
type Kind = "p" | "ul" | "ol";
type Run = { readonly text: string; readonly emphasis: Emphasis | null };
// Stands for a line break; NUL never comes through as text.
const BREAK = "\0";
type Block = { readonly kind: Kind; readonly runs: Run[] };

const EMPHASIS: Readonly<Record<string, Emphasis>> = {
  strong: "strong",
  b: "strong",
  em: "em",
  i: "em",
  cite: "em",
  u: "u",
  ins: "u",
  h1: "strong",
  h2: "strong",
  h3: "strong",
  h4: "strong",
  h5: "strong",
  h6: "strong",
  th: "strong",
};
const BREAKS = new Set([
  "p",
  "div",
  "section",
  "article",
  "header",
  "footer",
  "main",
  "aside",
  "figure",
  "figcaption",
  "blockquote",
  "pre",
  "address",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "ul",
  "ol",
  "li",
  "dl",
  "dt",
  "dd",
  "table",
  "thead",
  "tbody",
  "tfoot",
  "tr",
  "caption",
  "hr",
  "form",
  "fieldset",
  "details",
  "summary",
  "center",
]);
const SPACES = new Set(["td", "th", "option"]);

/** The description to list: only p, ul, ol, li, br, strong, em and u, no attributes, list and emphasis one deep. */
export function listingDescription(html: string): string {
  return fit(blocksOf(html));
}

function blocksOf(html: string): readonly Block[] {
  const blocks: Block[] = [];
  const lists: Kind[] = [];
  const marks: string[] = [];
  let block: Block = { kind: "p", runs: [] };
  for (const token of markupTokens(html.replaceAll(BREAK, ""))) {
    if (token.kind === "text") {
      addText(block.runs, token.text, emphasisOf(marks));
      continue;
    }
    const isOpen = token.kind === "open";
    const { name } = token;
    addSpace(block.runs, name);
    if (name === "ul" || name === "ol") follow(lists, name, isOpen);
    if (EMPHASIS[name]) follow(marks, name, isOpen);
    if (!BREAKS.has(name)) continue;
    blocks.push(block);
    block = { kind: isOpen && name === "li" ? (lists.at(-1) ?? "ul") : "p", runs: [] };
  }
  return [...blocks, block].filter((one) => written(one) !== "");
}

function emphasisOf(marks: readonly string[]): Emphasis | null {
  return EMPHASIS[marks.at(-1) ?? ""] ?? null;
}

function addSpace(runs: Run[], name: string): void {
  if (name === "br") runs.push({ text: BREAK, emphasis: null });
  if (SPACES.has(name)) addText(runs, " ", null);
}

/** Notes an opened tag, or forgets the last one of that name. */
function follow<Name extends string>(open: Name[], name: Name, isOpen: boolean): void {
  if (isOpen) {
    open.push(name);
    return;
  }
  const at = open.lastIndexOf(name);
  if (at >= 0) open.splice(at, 1);
}

// Text on both sides of a dropped tag is one text: the marketplace's rules look at it whole.
function addText(runs: Run[], text: string, emphasis: Emphasis | null): void {
  const last = runs.at(-1);
  const joins = last !== undefined && last.text !== BREAK && last.emphasis === emphasis;
  if (joins) runs[runs.length - 1] = { text: last.text + text, emphasis };
  else runs.push({ text, emphasis });
}

// The marketplace refuses HTML escapes, so what would need one is written with a character that does not.
function safeText(text: string): string {
  return plainText(text)
    .replaceAll("<", "‹")
    .replaceAll(">", "›")
    .replace(/&(?=#|[a-z])/gi, "＆");
}

function fit(blocks: readonly Block[]): string {
  let html = "";
  let open: Kind = "p";
  for (const block of blocks) {
    const change =
      block.kind === open
        ? ""
        : (open === "p" ? "" : `</${open}>`) + (block.kind === "p" ? "" : `<${block.kind}>`);
    const tail = block.kind === "p" ? "" : `</${block.kind}>`;
    const room = LONGEST_DESCRIPTION - html.length - change.length - tail.length;
    const inner = written(block);
    const element = block.kind === "p" ? "p" : "li";
    const whole = `<${element}>${inner}</${element}>`;
    if (whole.length > room) {
      const cut = wholeCharacters(inner.replace(/<[^>]*>/g, " "), room - `<${element}></${element}>`.length);
      if (cut !== "") return `${html}${change}<${element}>${cut}</${element}>${tail}`;
      break;
    }
    html += change + whole;
    open = block.kind;
  }
  return open === "p" ? html : `${html}</${open}>`;
}

function wholeCharacters(text: string, room: number): string {
  return text
    .slice(0, Math.max(room, 0))
    .toWellFormed()
    .replace(/\uFFFD$/u, "")
    .trim();
}

function written(block: Block): string {
  const html = block.runs
    .map((run) => {
      if (run.text === BREAK) return "<br>";
      const text = safeText(run.text);
      const { emphasis } = run;
      return emphasis && text.trim() !== "" ? `<${emphasis}>${text}</${emphasis}>` : text;
    })
    .join("");
  return html.replace(/\s+/g, " ").replace(/^(?:\s|<br>)+|(?:\s|<br>)+$/g, "");
}
