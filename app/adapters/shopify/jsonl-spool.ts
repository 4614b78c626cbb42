// Keeps a downloaded export in a temporary file and knows where each product's lines lie. Shopify promises no order of
// children unless it is asked to group them, which slows the export down: so the order is found here, and only the
// places of lines are held in memory, never their content.
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** One line: its number from 1 and its bytes in the file. */
export type Span = { readonly line: number; readonly start: number; readonly end: number };

export type Unplaced = { readonly line: number; readonly reason: string };

export type Spool = {
  /** Lines by the root object they belong to, in the order of the roots. */
  readonly roots: ReadonlyMap<string, readonly Span[]>;
  readonly unplaced: readonly Unplaced[];
  readonly read: (span: Span) => Promise<string>;
  readonly remove: () => Promise<void>;
};

// Far above any product: a description holds at most half a megabyte.
const MAX_LINE_BYTES = 8 * 1024 * 1024;
const NEWLINE = 0x0a;

/** Writes the whole stream down first: an export cut on its way yields nothing rather than half a catalogue. */
export async function spoolLines(chunks: AsyncIterable<Uint8Array>): Promise<Spool> {
  const folder = await mkdtemp(path.join(tmpdir(), "catalog-export-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const file = await open(path.join(folder, "lines.jsonl"), "w+");
    const closeAndRemove = () => file.close().finally(remove);
    try {
      const index = await writeAndIndex(file, chunks);
      return { ...index, read: (span) => readSpan(file, span), remove: closeAndRemove };
    } catch (error) {
      await file.close();
      throw error;
    }
  } catch (error) {
    await remove();
    throw error;
  }
}

async function readSpan(file: FileHandle, span: Span): Promise<string> {
  const bytes = Buffer.alloc(span.end - span.start);
  await file.read(bytes, 0, bytes.length, span.start);
  return bytes.toString("utf8");
}

async function writeAndIndex(
  file: FileHandle,
  chunks: AsyncIterable<Uint8Array>,
): Promise<Pick<Spool, "roots" | "unplaced">> {
  const index = createIndex();
  let rest = Buffer.alloc(0);
  let restStart = 0;
  let line = 0;
  for await (const chunk of chunks) {
    await file.write(chunk);
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : Buffer.from(chunk);
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
      line += 1;
      index.add({ line, start: restStart + from, end: restStart + at }, bytes.toString("utf8", from, at));
      from = at + 1;
    }
    restStart += from;
    rest = bytes.subarray(from);
    if (rest.length > MAX_LINE_BYTES) throw new Error(`line ${line + 1} of the export is too long`);
  }
  const span = { line: line + 1, start: restStart, end: restStart + rest.length };
  if (rest.length > 0) index.add(span, rest.toString("utf8"));
  return index.finish();
}

function createIndex() {
  const roots = new Map<string, Span[]>();
  // Every id that children may name as their parent → its root.
  const rootOf = new Map<string, string>();
  const early = new Map<string, Span[]>();
  const unplaced: Unplaced[] = [];

  function addRoot(span: Span, ids: readonly string[]): void {
    const [id] = ids;
    if (id === undefined) {
      unplaced.push({ line: span.line, reason: "neither an object of its own nor part of one" });
      return;
    }
    append(roots, id, span);
    for (const one of ids) rootOf.set(one, id);
  }

  function addChild(span: Span, ids: readonly string[], parent: string): void {
    // A child before its parent points to it, so that its own children find their way once the parent has come.
    const root = rootOf.get(parent) ?? `?${parent}`;
    for (const one of ids) rootOf.set(one, root);
    if (roots.has(root)) append(roots, root, span);
    else append(early, parent, span);
  }

  return {
    add(span: Span, text: string): void {
      if (text.trim() === "") return;
      const { ids, parent } = identify(text);
      if (parent === undefined) addRoot(span, ids);
      else addChild(span, ids, parent);
    },
    finish(): Pick<Spool, "roots" | "unplaced"> {
      for (const [parent, spans] of early) {
        const root = resolve(rootOf, parent);
        const known = root === undefined ? undefined : roots.get(root);
        if (known) known.push(...spans);
        else
          unplaced.push({
            line: spans[0]?.line ?? 0,
            reason: `part of ${parent}, which is not in the export`,
          });
      }
      // In the order of the file again: images come in the order of their lines.
      if (early.size > 0) for (const spans of roots.values()) spans.sort((a, b) => a.line - b.line);
      return { roots, unplaced };
    },
  };
}

function append(spans: Map<string, Span[]>, key: string, span: Span): void {
  const known = spans.get(key);
  if (known) known.push(span);
  else spans.set(key, [span]);
}

/** Follows "?parent" marks of children that came before their parents. */
function resolve(rootOf: ReadonlyMap<string, string>, id: string): string | undefined {
  let root = rootOf.get(id);
  for (let hops = 0; root?.startsWith("?") && hops < 5; hops += 1) root = rootOf.get(root.slice(1));
  return root?.startsWith("?") ? undefined : root;
}

/** The ids children may refer to, and the parent's; read by pattern where the line is not JSON, to blame its product. */
function identify(text: string): { ids: readonly string[]; parent: string | undefined } {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return { ids: [], parent: undefined };
    const item = isObject(value["inventoryItem"]) ? value["inventoryItem"]["id"] : undefined;
    const ids = [value["id"], item].filter((one) => typeof one === "string");
    return { ids, parent: typeof value["__parentId"] === "string" ? value["__parentId"] : undefined };
  } catch {
    const parent = /"__parentId"\s*:\s*"([^"]+)"/.exec(text)?.[1];
    return { ids: [], parent: parent?.replaceAll("\\/", "/") };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
