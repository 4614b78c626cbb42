// Mutations that carry a batch in their variables, and the same call with the first half of it.
import { halfOf } from "../half-batch.ts";
import { HeardRequest, type WireRequest } from "../wire-request.ts";

/** Of inventorySetQuantities, inventoryAdjustQuantities and inventoryMoveQuantities, and metafieldsSet. */
const BATCHES = ["quantities", "changes", "metafields"];

export async function halved(request: WireRequest): Promise<WireRequest | undefined> {
  const half = halfOf(bodyOf(await request.clone().text()), BATCHES);
  if (!half) return undefined;
  const { method, url, headers } = request;
  return new HeardRequest({ method, url, headers, body: Buffer.from(JSON.stringify(half)) });
}

// Only what stands in the variables: a list written into the document is no batch that a program builds.
function bodyOf(text: string): unknown {
  try {
    const body = JSON.parse(text) as { query?: unknown };
    return /\bmutation\b/.test(String(body.query)) ? body : undefined;
  } catch {
    return undefined;
  }
}
