// What a cell may hold. A cell that cannot be read says why, in words for the person who wrote it.

export type Cell<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string };

const ok = <T>(value: T): Cell<T> => ({ ok: true, value });
const no = (reason: string): Cell<never> => ({ ok: false, reason });

/** An amount such as 19.99, in the store's currency; two decimals in the answer. */
export function amount(text: string): Cell<string | null> {
  if (text === "") return ok(null);
  if (text.startsWith("-")) return no(`${shown(text)} is below zero`);
  if (!/^\d{1,9}(\.\d{1,4})?$/.test(text)) return no(`${shown(text)} is not an amount like 19.99`);
  return ok(Number(text).toFixed(2));
}

/** Units; below zero when more was sold than there was. */
export function units(text: string): Cell<number> {
  if (text === "") return ok(0);
  return /^-?\d{1,9}$/.test(text) ? ok(Number(text)) : no(`${shown(text)} is not a whole number`);
}

/** Grams, to the whole gram. */
export function grams(text: string): Cell<number | null> {
  if (text === "") return ok(null);
  if (!/^\d{1,9}(\.\d+)?$/.test(text)) return no(`${shown(text)} is not a weight in grams`);
  return ok(Math.round(Number(text)));
}

export function truth(text: string, whenEmpty: "yes" | "no"): Cell<boolean> {
  const word = text.toLowerCase() || whenEmpty;
  if (["true", "yes", "1"].includes(word)) return ok(true);
  if (["false", "no", "0"].includes(word)) return ok(false);
  return no(`${shown(text)} is neither TRUE nor FALSE`);
}

/** The older format says deny or continue, the current one FALSE or TRUE. */
export function policy(text: string): Cell<"DENY" | "CONTINUE"> {
  const word = text.toLowerCase();
  if (["", "deny", "false", "no"].includes(word)) return ok("DENY");
  if (["continue", "true", "yes"].includes(word)) return ok("CONTINUE");
  return no(`${shown(text)} is neither deny nor continue`);
}

export function status(text: string): Cell<"ACTIVE" | "DRAFT" | "ARCHIVED"> {
  const word = text.toUpperCase() || "ACTIVE";
  if (word === "UNLISTED") return ok("ACTIVE");
  return word === "ACTIVE" || word === "DRAFT" || word === "ARCHIVED"
    ? ok(word)
    : no(`${shown(text)} is none of active, draft, archived`);
}

/** Spreadsheets put an apostrophe before long numbers, or shorten them beyond repair. */
export function barcode(text: string): Cell<string | null> {
  const plain = text.replace(/^'/, "");
  if (/^\d(\.\d+)?e\+\d+$/i.test(plain))
    return no(`a spreadsheet has shortened the number to ${shown(plain)}`);
  return ok(plain || null);
}

export function imageUrl(text: string): Cell<string | null> {
  if (text === "") return ok(null);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "https:" || url?.protocol === "http:"
    ? ok(url.href)
    : no(`${shown(text)} is not a web address`);
}

function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
