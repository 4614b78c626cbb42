// A temporary file of lines, each with its number in the export and the product it belongs to: written a buffer at a
// time, read back in pieces.
import { createReadStream } from "node:fs";
import { appendFile } from "node:fs/promises";
import { type Line, linesOf } from "./export-lines.ts";

export type PlacedLine = Line & { readonly root: number };

export class LineFile {
  /** Characters not written yet. */
  size = 0;
  private readonly file: string;
  private readonly numbers: number[] = [];
  private readonly roots: number[] = [];
  private texts: string[] = [];
  private isWritten = false;

  constructor(file: string) {
    this.file = file;
  }

  get count(): number {
    return this.numbers.length;
  }

  add({ line, text, root }: PlacedLine): void {
    this.numbers.push(line);
    this.roots.push(root);
    this.texts.push(text);
    this.size += text.length + 1;
  }

  /** Writes what is not written yet; with nothing to write it does nothing. */
  async flush(): Promise<void> {
    if (this.size === 0) return;
    const texts = this.texts;
    this.texts = [];
    this.size = 0;
    this.isWritten = true;
    await appendFile(this.file, `${texts.join("\n")}\n`);
  }

  /** All lines, in pieces, in the order in which they were added. */
  async *read(): AsyncGenerator<readonly PlacedLine[]> {
    await this.flush();
    if (!this.isWritten) return;
    for await (const lines of linesOf(createReadStream(this.file) as AsyncIterable<Uint8Array>)) {
      yield lines.map(({ line, text }) => ({
        line: this.numbers[line - 1] ?? 0,
        root: this.roots[line - 1] ?? 0,
        text,
      }));
    }
  }
}
