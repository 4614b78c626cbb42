// A request's raw bytes, up to a limit: signatures are over exactly these, and no sender may fill the memory.
import type { IncomingMessage } from "node:http";

export type Body =
  | { readonly kind: "whole"; readonly bytes: Uint8Array }
  | { readonly kind: "too-large" }
  /** The sender went away before the end. */
  | { readonly kind: "aborted" };

// Both platforms stay far below: their webhooks are a few kilobytes, a product with 100 variants some hundred.
const MAX_BYTES = 1024 * 1024;
// What is read and thrown away of a body too large, so that a well-behaved sender gets to see the answer.
const MAX_DRAINED = 8 * MAX_BYTES;

export function readBody(req: IncomingMessage): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (body: Body) => {
      chunks.length = 0;
      resolve(body);
    };
    req.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BYTES) chunks.push(chunk);
      else chunks.length = 0;
      // Answered now; the caller closes the connection.
      if (size <= MAX_DRAINED) return;
      req.pause();
      settle({ kind: "too-large" });
    });
    req.on("end", () => {
      const bytes = size <= MAX_BYTES ? Buffer.concat(chunks, size) : undefined;
      settle(bytes ? { kind: "whole", bytes } : { kind: "too-large" });
    });
    req.on("close", () => settle({ kind: "aborted" }));
    req.on("error", () => settle({ kind: "aborted" }));
  });
}
