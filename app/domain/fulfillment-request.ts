// Whether the marketplace's warehouse can ship what the store asks of it; if not, the reason in the store's own terms
// and a sentence for the merchant.
import type { Address } from "./address.ts";
import { MAX_OUTBOUND_UNITS } from "./fulfillment-order.ts";

export type RejectReason = "INVALID_SKU" | "INVENTORY_OUT_OF_STOCK" | "INCORRECT_ADDRESS" | "OTHER";

export type RequestLine = {
  /** SKU or title. */
  readonly label: string;
  readonly quantity: number;
  /** The warehouse's name for the thing, or null when it does not stock it. */
  readonly goodsId: string | null;
};

export type FulfillmentAnswer =
  | { readonly kind: "accept" }
  | { readonly kind: "reject"; readonly reason: RejectReason; readonly sentence: string };

/** The first thing in the way decides; the order of checks is that of what the merchant can cure with least effort last. */
export function answerRequest(request: {
  readonly isEnabled: boolean;
  readonly lines: readonly RequestLine[];
  readonly available: ReadonlyMap<string, number>;
  readonly address: Address | null;
}): FulfillmentAnswer {
  if (!request.isEnabled) {
    return reject(
      "OTHER",
      "TikTok's multi-channel fulfillment is not enabled for this shop. Enable it in TikTok Shop Seller Center.",
    );
  }
  const unknown = request.lines.find((line) => line.goodsId === null);
  if (unknown)
    return reject(
      "INVALID_SKU",
      `${unknown.label} is not stocked at TikTok's warehouse under any goods we know.`,
    );
  const units = request.lines.reduce((sum, line) => sum + line.quantity, 0);
  if (units > MAX_OUTBOUND_UNITS) {
    return reject(
      "OTHER",
      `TikTok's warehouse takes at most ${MAX_OUTBOUND_UNITS} units per order; this one asks for ${units}. Split the request.`,
    );
  }
  const short = shortGoods(request.lines, request.available);
  if (short)
    return reject(
      "INVENTORY_OUT_OF_STOCK",
      `TikTok's warehouse has ${short.available} of ${short.label}, not ${short.needed}.`,
    );
  const gap = missingPart(request.address);
  if (gap)
    return reject(
      "INCORRECT_ADDRESS",
      `The address has no ${gap}. Complete it and request fulfillment again.`,
    );
  return { kind: "accept" };
}

function reject(reason: RejectReason, sentence: string): FulfillmentAnswer {
  return { kind: "reject", reason, sentence };
}

function shortGoods(lines: readonly RequestLine[], available: ReadonlyMap<string, number>) {
  const needed = new Map<string, number>();
  for (const line of lines) {
    if (line.goodsId !== null) needed.set(line.goodsId, (needed.get(line.goodsId) ?? 0) + line.quantity);
  }
  for (const line of lines) {
    const [want, have] = [needed.get(line.goodsId ?? "") ?? 0, available.get(line.goodsId ?? "") ?? 0];
    if (want > have) return { label: line.label, needed: want, available: Math.max(0, have) };
  }
  return undefined;
}

const NEEDED = [
  ["name", "name"],
  ["line1", "street"],
  ["city", "city"],
  ["postalCode", "postal code"],
  ["countryCode", "country"],
] as const satisfies readonly (readonly [keyof Address, string])[];

/** What a carrier cannot do without, in words; undefined when the address is complete. */
export function missingPart(address: Address | null): string | undefined {
  if (address === null) return "recipient";
  return NEEDED.find(([part]) => !address[part]?.trim())?.[1];
}
