// A variant as webhooks carry it, among its product's or by itself: the shape of the old REST resource.
import type { Product, Shop, Variant } from "./state.ts";
import { totalAvailable } from "./units.ts";
import { legacyId } from "./world.ts";

export function variantPayload(shop: Shop, product: Product, variant: Variant) {
  const available = totalAvailable(shop, variant);
  return {
    admin_graphql_api_id: variant.id,
    barcode: variant.barcode,
    compare_at_price: variant.compareAtPrice,
    created_at: variant.createdAt,
    id: legacyId(variant.id),
    inventory_policy: variant.inventoryPolicy.toLowerCase(),
    position: variant.position,
    price: variant.price,
    product_id: legacyId(product.id),
    sku: variant.sku,
    taxable: variant.taxable,
    title: variant.selectedOptions.map(({ value }) => value).join(" / "),
    updated_at: variant.updatedAt,
    option1: variant.selectedOptions[0]?.value ?? null,
    option2: variant.selectedOptions[1]?.value ?? null,
    option3: variant.selectedOptions[2]?.value ?? null,
    image_id: variant.mediaId ? legacyId(variant.mediaId) : null,
    inventory_item_id: legacyId(variant.itemId),
    inventory_quantity: available,
    old_inventory_quantity: available,
  };
}
