// Lines of a stream, in pieces as they come, each with its number from 1.

export type Line = { readonly line: number; readonly text: string };

// Far above any product: a description holds at most half a megabyte.
const MAX_LINE_BYTES = 8 * 1024 * 1024;
const NEWLINE = 0x0a;

/** The lines that each piece of the stream completes. Throws when a line never ends. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Line[]> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 0;
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : asBuffer(chunk);
    const end = bytes.lastIndexOf(NEWLINE);
    rest = Buffer.from(bytes.subarray(end + 1));
    if (rest.length > MAX_LINE_BYTES) throw new Error(`line ${line + 1} of the export is too long`);
    if (end < 0) continue;
    const lines = bytes
      .toString("utf8", 0, end)
      .split("\n")
      .map((text, at): Line => ({ line: line + at + 1, text }));
    line += lines.length;
    yield lines;
  }
  if (rest.length > 0) yield [{ line: line + 1, text: rest.toString("utf8") }];
}

function asBuffer(chunk: Uint8Array): Buffer {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
