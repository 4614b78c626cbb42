// Why an order waits, in words: the one issue each hold raises and what the merchant can do about it.
import type { OrderId } from "./ids.ts";
import type { HoldReason } from "./order.ts";

type HoldWords = {
  readonly title: (name: string, detail: string) => string;
  readonly advice: string;
};

const WORDS = {
  "sku-not-linked": {
    title: (name, detail) => `Order ${name} waits: ${detail}`,
    advice: "Publish or link a product with this SKU; the order goes on by itself.",
  },
  "out-of-stock": {
    title: (name, detail) => `Order ${name} is sold but not in stock: ${detail}`,
    advice:
      "Add stock at one of your locations; the order goes on by itself. If none will come, cancel it in TikTok Shop.",
  },
  "warehouse-unknown": {
    title: (name, detail) => `Order ${name} has no warehouse to ship it: ${detail}`,
    advice: "Check your locations and TikTok warehouses, then verify again from the overview.",
  },
  "platform-label-needed": {
    title: (name, detail) => `Order ${name} needs a TikTok Shop label: ${detail}`,
    advice:
      "Buy the label in TikTok Shop Seller Center and ship from there, or change the shop to seller shipping.",
  },
  "warehouse-refused": {
    title: (name, detail) => `TikTok's warehouse does not ship order ${name}: ${detail}`,
    advice: "Ship it from another location in the store, or cure the reason and request fulfillment again.",
  },
} satisfies Record<HoldReason, HoldWords>;

/** The codes of every issue that a hold can raise. */
export const HOLD_CODES: readonly HoldReason[] = Object.keys(WORDS) as HoldReason[];

/** The issue of an order on hold: one per order and reason, raised once and cleared when the order goes on. */
export function holdIssue(
  order: { readonly id: OrderId; readonly name: string },
  reason: HoldReason,
  detail: string,
) {
  return {
    key: `${reason}:${order.id}`,
    severity: "blocks" as const,
    subject: { kind: "order" as const, id: order.id as string },
    title: WORDS[reason].title(order.name, detail),
    advice: WORDS[reason].advice,
  };
}
