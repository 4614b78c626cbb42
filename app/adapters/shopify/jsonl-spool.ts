// Sorts a downloaded export into temporary files of some thousand products each. Shopify promises no order of children
// unless it is asked to group them, which slows the export down; so they are grouped here, a file at a time, and
// neither the export nor any list of its lines is ever held in memory.
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ExportIndex, mayHaveChildren } from "./export-index.ts";
import { type LineKeys, lineKeys } from "./export-line.ts";
import { type Line, linesOf } from "./export-lines.ts";
import { LineFile, type PlacedLine } from "./line-file.ts";

export type Unplaced = { readonly line: number; readonly reason: string };

export type Spool = {
  /** The lines of each product, in the order of the export. */
  readonly products: () => AsyncIterable<readonly Line[]>;
  readonly unplaced: readonly Unplaced[];
  readonly remove: () => Promise<void>;
};

/** Products in one file: a few megabytes, read whole. */
const PER_FILE = 250;
/** Characters held for all files before they are written. */
const KEPT = 1024 * 1024;

/** Reads the whole stream first: an export cut on its way yields nothing rather than half a catalogue. */
export async function spoolLines(chunks: AsyncIterable<Uint8Array>): Promise<Spool> {
  await removeAbandoned(tmpdir(), Date.now() - ABANDONED_AFTER_MS);
  const folder = await mkdtemp(path.join(tmpdir(), FOLDER));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const sorter = new Sorter(folder);
    for await (const lines of linesOf(chunks)) {
      for (const line of lines) sorter.place(line);
      await sorter.write();
    }
    await sorter.placeEarly();
    return { products: () => sorter.products(), unplaced: sorter.unplaced, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

const FOLDER = "catalog-export-";
/** No export takes as long: whoever sorted it was killed. */
const ABANDONED_AFTER_MS = 24 * 60 * 60_000;

/** Folders of exports that a killed process left behind, untouched since that moment. */
export async function removeAbandoned(parent: string, untouchedSinceMs: number): Promise<void> {
  const names = (await readdir(parent)).filter((name) => name.startsWith(FOLDER));
  for (const name of names) {
    const folder = path.join(parent, name);
    // Gone meanwhile: another process clears up, too.
    const found = await stat(folder).catch(() => undefined);
    if (found && found.mtimeMs < untouchedSinceMs) await rm(folder, { recursive: true, force: true });
  }
}

/** Of a child whose parent is not known yet. */
const NO_ROOT = -1;

class Sorter {
  readonly unplaced: Unplaced[] = [];
  private readonly index = new ExportIndex();
  private readonly files: LineFile[] = [];
  /** Children that came before their parents. */
  private early: LineFile;
  private earlyFiles = 0;
  private roots = 0;
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    this.early = this.nextEarly();
  }

  place(line: Line): void {
    if (line.text.trim() === "") return;
    const keys = lineKeys(line.text);
    const root = this.rootOf(keys);
    if (root === "none") {
      const reason = "neither an object of its own nor part of one";
      this.unplaced.push({ line: line.line, reason });
      return;
    }
    if (root === "unknown") {
      this.early.add({ ...line, root: NO_ROOT });
      return;
    }
    if (keys.id !== undefined && mayHaveChildren(keys.id)) this.index.add(keys.id, root);
    if (keys.itemId !== undefined) this.index.add(keys.itemId, root);
    this.fileOf(root).add({ ...line, root });
  }

  /** Writes what is held once it is much. */
  async write(): Promise<void> {
    const files = [...this.files, this.early];
    if (files.reduce((sum, file) => sum + file.size, 0) < KEPT) return;
    for (const file of files) await file.flush();
  }

  /** Each round places those whose parents were placed by the round before, until none is left or none moves. */
  async placeEarly(): Promise<void> {
    for (let waiting = this.early; waiting.count > 0; waiting = this.early) {
      this.early = this.nextEarly();
      for await (const lines of waiting.read()) {
        for (const line of lines) this.place(line);
        await this.write();
      }
      if (this.early.count === waiting.count) break;
    }
    const missing = new Map<string, number>();
    for await (const lines of this.early.read()) {
      for (const { line, text } of lines) {
        const { parentId = "" } = lineKeys(text);
        if (!missing.has(parentId)) missing.set(parentId, line);
      }
    }
    for (const [parentId, line] of missing) {
      this.unplaced.push({ line, reason: `part of ${parentId}, which is not in the export` });
    }
  }

  async *products(): AsyncGenerator<readonly Line[]> {
    for (const file of this.files) {
      const byRoot = new Map<number, PlacedLine[]>();
      for await (const lines of file.read()) for (const line of lines) group(byRoot, line);
      // In the order of the export again: pictures come in the order of their lines.
      for (const [, lines] of [...byRoot].sort(([a], [b]) => a - b)) {
        yield lines.sort((a, b) => a.line - b.line);
      }
    }
  }

  private rootOf({ id, parentId }: LineKeys): number | "unknown" | "none" {
    if (parentId !== undefined) return this.index.rootOf(parentId) ?? "unknown";
    if (id === undefined) return "none";
    return this.index.rootOf(id) ?? this.roots++;
  }

  private fileOf(root: number): LineFile {
    const at = Math.floor(root / PER_FILE);
    const file = this.files[at] ?? new LineFile(path.join(this.folder, `${at}.jsonl`));
    this.files[at] = file;
    return file;
  }

  private nextEarly(): LineFile {
    this.earlyFiles += 1;
    return new LineFile(path.join(this.folder, `early-${this.earlyFiles}.jsonl`));
  }
}

function group(byRoot: Map<number, PlacedLine[]>, line: PlacedLine): void {
  const known = byRoot.get(line.root);
  if (known) known.push(line);
  else byRoot.set(line.root, [line]);
}
