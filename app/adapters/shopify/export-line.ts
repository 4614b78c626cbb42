// What a line of an export is and what it belongs to, read from its text without parsing it: most of a large export's
// time would go into parsing every line twice. A line that does not look as Shopify writes it is parsed after all.

/** Ids as the export names them; absent where the line has none. */
export type LineKeys = {
  readonly id?: string | undefined;
  /** A variant's inventory item: its levels name it, or the variant, as their parent. */
  readonly itemId?: string | undefined;
  readonly parentId?: string | undefined;
};

const PARENT = '"__parentId":"';
const ITEM = '"inventoryItem":{"id":"';
const OWN = '{"id":"';
const VARIANT = '{"id":"gid://shopify/ProductVariant/';

/**
 * The keys of one line; its characters may be its bytes one by one. A quote inside a text is escaped, so that none of
 * the patterns can stand in one.
 */
export function lineKeys(text: string): LineKeys {
  if (!text.startsWith(OWN)) return parsedKeys(text);
  const id = quoted(text, OWN.length);
  const itemAt = text.startsWith(VARIANT) ? text.indexOf(ITEM) : -1;
  return {
    id,
    itemId: itemAt < 0 ? undefined : quoted(text, itemAt + ITEM.length),
    parentId: parentOf(text),
  };
}

// At the end, where Shopify writes it, it is found without reading what is before it.
function parentOf(text: string): string | undefined {
  const end = text.length - '"}'.length;
  const last = text.lastIndexOf('"', end - 1) + 1;
  if (text.endsWith('"}') && text.startsWith(PARENT, last - PARENT.length))
    return unescaped(text.slice(last, end));
  const at = text.lastIndexOf(PARENT);
  return at < 0 ? undefined : quoted(text, at + PARENT.length);
}

function quoted(text: string, from: number): string | undefined {
  const end = text.indexOf('"', from);
  return end < 0 ? undefined : unescaped(text.slice(from, end));
}

// The slash is the one character of an id that some writers escape.
function unescaped(id: string): string {
  return id.includes("\\") ? id.replaceAll("\\/", "/") : id;
}

function parsedKeys(text: string): LineKeys {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return {};
    const item = isObject(value["inventoryItem"]) ? value["inventoryItem"]["id"] : undefined;
    return { id: word(value["id"]), itemId: word(item), parentId: word(value["__parentId"]) };
  } catch {
    // Cut or damaged: if it still names a parent, that product is to blame.
    const parent = /"__parentId"\s*:\s*"([^"]+)"/.exec(text)?.[1];
    return { parentId: parent === undefined ? undefined : unescaped(parent) };
  }
}

function word(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
