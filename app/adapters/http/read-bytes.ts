// Reads a body up to a limit, so that no answer, however long, fills the memory.

export class LimitExceeded extends Error {
  override readonly name = "LimitExceeded";
}

/** The whole body, or LimitExceeded as soon as it grows beyond `maxBytes`. */
export async function readBytes(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (!response.body) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunksOf(response.body)) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new LimitExceeded();
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** A web stream chunk by chunk; leaving the loop early cancels the stream, and with it the transfer. */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let ended = false;
  try {
    while (!ended) {
      const { done, value } = await reader.read();
      ended = done;
      if (value) yield value;
    }
  } finally {
    // A stream that failed cannot be cancelled any more; its own error is the one to report.
    if (!ended) await reader.cancel().catch(() => undefined);
  }
}
