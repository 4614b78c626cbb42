// The last unit of a variant goes, or the first one comes: variants/out_of_stock and variants/in_stock, which carry the
// variant. Shopify documents that they are sent when it "becomes" so; that only the crossing is told, and nothing of a
// variant whose stock is not tracked, is read out of that.
import type { Shop } from "./state.ts";
import { totalAvailable } from "./units.ts";
import { variantPayload } from "./variant-payload.ts";
import type { Topic } from "./webhooks.ts";

/** Before the change that `soldOutOrBack` is asked of. */
export function unitsOf(shop: Shop, itemId: string): number {
  return totalAvailable(shop, { itemId });
}

export function soldOutOrBack(shop: Shop, itemId: string, before: number): readonly Topic[] {
  const variant = shop.variants.get(shop.items.get(itemId) ?? "");
  const product = variant && shop.products.get(variant.productId);
  const wasThere = before > 0;
  const isThere = unitsOf(shop, itemId) > 0;
  if (!product || !variant.tracked || wasThere === isThere) return [];
  // Unlike among its product's, nothing here names the inventory item.
  const payload = () => {
    const { inventory_item_id: _item, ...told } = variantPayload(shop, product, variant);
    return told;
  };
  return [{ topic: isThere ? "variants/in_stock" : "variants/out_of_stock", payload }];
}
