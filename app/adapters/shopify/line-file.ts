// Lines put on piles, any number of them, in one temporary file: each pile fills a block in memory, full blocks are
// written some at a time, and nothing is held of a line but its bytes. The file has no name once it is open, so that
// nothing is left of it by a process that is killed.
import { randomUUID } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** Bytes of a block: each pile holds one in memory. */
const BLOCK = 8 * 1024;
/** Blocks that are written, and read, at once: a megabyte. */
const AT_ONCE = 128;
/** Before each line: its number in the export, its product's number and its length, four bytes each. */
const HEAD = 12;

/** Lines in the order in which they were put. */
export type Pile = {
  count: number;
  /** Where its full blocks stand in the file, counted in blocks. */
  readonly blocks: number[];
  /** What no block is full of yet. */
  tail: Buffer;
  used: number;
};

/** A line within some bytes, without its newline. */
export type LineBytes = {
  readonly line: number;
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
};
type PlacedLine = LineBytes & { readonly root: number };

export class LineFile {
  private readonly handle: FileHandle;
  private readonly head = Buffer.alloc(HEAD);
  private readonly spare: Buffer[] = [];
  private waiting: Buffer[] = [];
  private written = 0;

  private constructor(handle: FileHandle) {
    this.handle = handle;
  }

  static async open(): Promise<LineFile> {
    const name = path.join(tmpdir(), `catalog-export-${randomUUID()}`);
    const handle = await open(name, "wx+", 0o600);
    await rm(name);
    return new LineFile(handle);
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  newPile(): Pile {
    return { count: 0, blocks: [], tail: this.newBlock(), used: 0 };
  }

  put(pile: Pile, root: number, { line, bytes, from, to }: LineBytes): void {
    this.head.writeUInt32LE(line, 0);
    this.head.writeInt32LE(root, 4);
    this.head.writeUInt32LE(to - from, 8);
    this.append(pile, { bytes: this.head, from: 0, to: HEAD });
    this.append(pile, { bytes, from, to });
    pile.count += 1;
  }

  /** Writes what waits once it is much: to be called after every so many lines. */
  async write(): Promise<void> {
    if (this.waiting.length >= AT_ONCE) await this.flush();
  }

  /** All lines of a pile, in pieces. */
  async *read(pile: Pile): AsyncGenerator<readonly PlacedLine[]> {
    await this.flush();
    let rest: Buffer = Buffer.alloc(0);
    for (const { at, count } of runsOf(pile.blocks)) {
      const bytes = Buffer.allocUnsafe(rest.length + count * BLOCK);
      rest.copy(bytes);
      await this.handle.read(bytes, rest.length, count * BLOCK, at * BLOCK);
      const { lines, end } = linesIn(bytes);
      yield lines;
      rest = bytes.subarray(end);
    }
    yield linesIn(Buffer.concat([rest, pile.tail.subarray(0, pile.used)])).lines;
  }

  private append(pile: Pile, { bytes, from, to }: Omit<LineBytes, "line">): void {
    for (let at = from; at < to; ) {
      if (pile.used === BLOCK) this.turn(pile);
      const copied = bytes.copy(pile.tail, pile.used, at, to);
      at += copied;
      pile.used += copied;
    }
  }

  private turn(pile: Pile): void {
    pile.blocks.push(this.written + this.waiting.length);
    this.waiting.push(pile.tail);
    pile.tail = this.newBlock();
    pile.used = 0;
  }

  private newBlock(): Buffer {
    return this.spare.pop() ?? Buffer.allocUnsafeSlow(BLOCK);
  }

  private async flush(): Promise<void> {
    const blocks = this.waiting;
    if (blocks.length === 0) return;
    this.waiting = [];
    const at = this.written;
    this.written += blocks.length;
    await this.handle.writev(blocks, at * BLOCK);
    this.spare.push(...blocks);
  }
}

export function sizeOf(pile: Pile): number {
  return pile.blocks.length * BLOCK + pile.used;
}

/** Blocks that stand one behind the other are read together. */
function runsOf(blocks: readonly number[]): readonly { at: number; count: number }[] {
  const runs: { at: number; count: number }[] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (last && last.at + last.count === block && last.count < AT_ONCE) last.count += 1;
    else runs.push({ at: block, count: 1 });
  }
  return runs;
}

/** The whole lines at the beginning of some bytes, and where they end. */
function linesIn(bytes: Buffer): { lines: PlacedLine[]; end: number } {
  const lines: PlacedLine[] = [];
  let at = 0;
  while (at + HEAD <= bytes.length) {
    const from = at + HEAD;
    const to = from + bytes.readUInt32LE(at + 8);
    if (to > bytes.length) break;
    lines.push({ line: bytes.readUInt32LE(at), root: bytes.readInt32LE(at + 4), bytes, from, to });
    at = to;
  }
  return { lines, end: at };
}
