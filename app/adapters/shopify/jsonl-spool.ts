// Sorts a downloaded export into piles of some products each, in a temporary file. Shopify promises no order of children
// unless it is asked to group them, which slows the export down; so they are grouped here, a pile at a time, and neither
// the export nor any list of its lines is ever held in memory.
import { ExportIndex, mayHaveChildren } from "./export-index.ts";
import { type LineKeys, lineKeys } from "./export-line.ts";
import { type Line, linesOf } from "./export-lines.ts";
import { type LineBytes, LineFile, type Pile, sizeOf } from "./line-file.ts";

export type Unplaced = { readonly line: number; readonly reason: string };

export type Spool = {
  /** The lines of each product, in the order of the export. */
  readonly products: () => AsyncIterable<readonly Line[]>;
  readonly unplaced: readonly Unplaced[];
  readonly remove: () => Promise<void>;
};

/** Products on one pile, which is read whole: some hundred kilobytes. */
const PER_PILE = 64;
/** Bytes of a pile that is too large to be read whole. */
const LARGE = 16 * 1024 * 1024;

/** Reads the whole stream first: an export cut on its way yields nothing rather than half a catalogue. */
export async function spoolLines(chunks: AsyncIterable<Uint8Array>): Promise<Spool> {
  const file = await LineFile.open();
  const remove = () => file.close();
  try {
    const sorter = new Sorter(file);
    for await (const bytes of linesOf(chunks)) {
      sorter.placeAll(bytes);
      await file.write();
    }
    await sorter.placeEarly();
    return { products: () => sorter.products(), unplaced: sorter.unplaced, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Of a child whose parent is not known yet. */
const NO_ROOT = -1;

class Sorter {
  readonly unplaced: Unplaced[] = [];
  private readonly index = new ExportIndex();
  private readonly piles: Pile[] = [];
  /** Children that came before their parents. */
  private early: Pile;
  private roots = 0;
  private lines = 0;
  private readonly file: LineFile;

  constructor(file: LineFile) {
    this.file = file;
    this.early = file.newPile();
  }

  /** Puts whole lines where they belong. */
  placeAll(bytes: Buffer): void {
    // A character for each byte: places in the text are places in the bytes, and ids are ASCII.
    const text = bytes.toString("latin1");
    for (let from = 0; from < bytes.length; ) {
      const to = text.indexOf("\n", from);
      this.lines += 1;
      this.place({ line: this.lines, bytes, from, to }, text.slice(from, to));
      from = to + 1;
    }
  }

  /** Each round places those whose parents were placed by the round before, until none is left or none moves. */
  async placeEarly(): Promise<void> {
    for (let waiting = this.early; waiting.count > 0; waiting = this.early) {
      this.early = this.file.newPile();
      for await (const lines of this.file.read(waiting)) {
        for (const line of lines) this.place(line, latin1(line));
        await this.file.write();
      }
      if (this.early.count === waiting.count) break;
    }
    const missing = new Map<string, number>();
    for await (const lines of this.file.read(this.early)) {
      for (const line of lines) {
        const { parentId = "" } = lineKeys(latin1(line));
        if (!missing.has(parentId)) missing.set(parentId, line.line);
      }
    }
    for (const [parentId, line] of missing) {
      this.unplaced.push({ line, reason: `part of ${parentId}, which is not in the export` });
    }
  }

  async *products(): AsyncGenerator<readonly Line[]> {
    for (const pile of this.piles) {
      if (sizeOf(pile) < LARGE) yield* this.productsOn(pile);
      else for (const smaller of await this.split(pile)) yield* this.productsOn(smaller);
    }
  }

  private async *productsOn(pile: Pile): AsyncGenerator<readonly Line[]> {
    const byRoot = new Map<number, Line[]>();
    for await (const lines of this.file.read(pile)) {
      for (const { line, root, bytes, from, to } of lines) {
        const text = bytes.toString("utf8", from, to);
        const known = byRoot.get(root);
        if (known) known.push({ line, text });
        else byRoot.set(root, [{ line, text }]);
      }
    }
    // In the order of the export again: pictures come in the order of their lines.
    for (const [, lines] of [...byRoot].sort(([a], [b]) => a - b)) {
      yield lines.sort((a, b) => a.line - b.line);
    }
  }

  /** A pile for each product of one. */
  private async split(pile: Pile): Promise<readonly Pile[]> {
    const piles: Pile[] = [];
    for await (const lines of this.file.read(pile)) {
      for (const line of lines) {
        const own = (piles[line.root % PER_PILE] ??= this.file.newPile());
        this.file.put(own, line.root, line);
      }
      await this.file.write();
    }
    return piles;
  }

  private place(line: LineBytes, text: string): void {
    const keys = lineKeys(text);
    const root = this.rootOf(keys);
    if (root === "none") {
      if (text.trim() === "") return;
      const reason = "neither an object of its own nor part of one";
      this.unplaced.push({ line: line.line, reason });
      return;
    }
    if (root === "unknown") {
      this.file.put(this.early, NO_ROOT, line);
      return;
    }
    if (keys.id !== undefined && mayHaveChildren(keys.id)) this.index.add(keys.id, root);
    if (keys.itemId !== undefined) this.index.add(keys.itemId, root);
    this.file.put(this.pileOf(root), root, line);
  }

  private rootOf({ id, parentId }: LineKeys): number | "unknown" | "none" {
    if (parentId !== undefined) return this.index.rootOf(parentId) ?? "unknown";
    if (id === undefined) return "none";
    return this.index.rootOf(id) ?? this.roots++;
  }

  private pileOf(root: number): Pile {
    return (this.piles[Math.floor(root / PER_PILE)] ??= this.file.newPile());
  }
}

/** A character for each byte. */
function latin1({ bytes, from, to }: LineBytes): string {
  return bytes.toString("latin1", from, to);
}
