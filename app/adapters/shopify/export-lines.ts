// Lines of a stream, in pieces as they come. No line is made an object or a text of here, for there are millions.

export type Line = { readonly line: number; readonly text: string };

// Far above any product: a description holds at most half a megabyte.
const MAX_LINE_BYTES = 8 * 1024 * 1024;
/** Bytes of a piece, unless one line is longer. */
const PIECE = 64 * 1024;
const NEWLINE = 0x0a;

/**
 * Pieces of whole lines, each line ended by a newline, the last one too. A piece is good until the next is asked for:
 * its bytes are used again. Throws when a line never ends.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.allocUnsafe(2 * PIECE);
  let size = 0;
  let given = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      if (size === held.length) held = longer(held, given);
      const copied = Math.min(chunk.length - at, held.length - size);
      held.set(chunk.subarray(at, at + copied), size);
      at += copied;
      size += copied;
      if (size < PIECE) continue;
      const end = held.lastIndexOf(NEWLINE, size - 1) + 1;
      if (end === 0) continue;
      yield held.subarray(0, end);
      held.copyWithin(0, end, size);
      size -= end;
      given += end;
    }
  }
  if (size === 0) return;
  if (size === held.length) held = longer(held, given);
  if (held[size - 1] !== NEWLINE) held[size++] = NEWLINE;
  yield held.subarray(0, size);
}

function longer(held: Buffer, given: number): Buffer {
  if (held.length > MAX_LINE_BYTES) {
    throw new Error(`the line that begins at byte ${given} of the export is too long`);
  }
  return Buffer.concat([held], held.length * 2);
}
