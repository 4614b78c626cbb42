// What an order says in words, as Shopify keeps it however it was handed in: addresses, tags, metafields.
import type { Context } from "./fields.ts";
import { setMetafield } from "./metafields.ts";
import type { Order, OrderAddress } from "./order-state.ts";

export type MetafieldInput = {
  readonly namespace?: string | null;
  readonly key?: string | null;
  readonly type?: string | null;
  readonly value?: string | null;
};
export function addressOf(input: Partial<Record<keyof OrderAddress, string | null>>): OrderAddress {
  const read = (key: keyof OrderAddress): string | null => input[key] ?? null;
  return {
    firstName: read("firstName"),
    lastName: read("lastName"),
    company: read("company"),
    address1: read("address1"),
    address2: read("address2"),
    city: read("city"),
    provinceCode: read("provinceCode"),
    province: read("province") ?? read("provinceCode"),
    zip: read("zip"),
    countryCode: read("countryCode"),
    phone: read("phone"),
  };
}

/** Tags as Shopify keeps them: trimmed, each once, sorted. */
export function tagsOf(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.trim()))].sort();
}

/** Metafields given with an order, on the order. */
export function noteMetafields(
  context: Context,
  order: Order,
  metafields: readonly MetafieldInput[] | null | undefined,
): void {
  for (const { namespace, key, type, value } of metafields ?? [])
    setMetafield(context, {
      ownerId: order.id,
      namespace: namespace ?? null,
      key: key ?? "",
      type: type ?? null,
      value: value ?? "",
    });
}
