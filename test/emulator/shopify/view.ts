// A store as the control page and the tests look at it.
import type { ShopifyView } from "../platform.ts";
import type { Order } from "./order-state.ts";
import { displayFulfillmentStatus } from "./order-totals.ts";
import type { Product, Shop } from "./state.ts";
import { quantityOf } from "./stock.ts";
import { totalAvailable } from "./units.ts";
import { levelsOf } from "./world.ts";

export function viewOf(shop: Shop): ShopifyView {
  return {
    domain: shop.domain,
    installed: shop.installed,
    locations: [...shop.locations.values()]
      .filter(({ isActive }) => isActive)
      .map(({ id, name, serviceId }) => ({ id, name, isFulfillmentService: serviceId !== null })),
    products: [...shop.products.values()].map((product) => productView(shop, product)),
    orders: [...shop.orders.values()].map((order) => orderView(shop, order)),
  };
}

function productView(shop: Shop, product: Product): ShopifyView["products"][number] {
  return {
    id: product.id,
    handle: product.handle,
    title: product.title,
    status: product.status,
    imageCount: product.media.length,
    variants: product.variantIds
      .flatMap((id) => shop.variants.get(id) ?? [])
      .map((variant) => ({
        id: variant.id,
        inventoryItemId: variant.itemId,
        sku: variant.sku,
        price: variant.price,
        available: totalAvailable(shop, variant),
        sellsWithoutStock: !variant.tracked || variant.inventoryPolicy === "CONTINUE",
        levels: levelsOf(shop, variant.itemId).map((level) => ({
          locationId: level.locationId,
          available: level.available,
          onHand: quantityOf(level, "on_hand") ?? 0,
          committed: level.committed,
        })),
      })),
  };
}

function orderView(shop: Shop, order: Order): ShopifyView["orders"][number] {
  const skuOf = (orderLineId: string): string | null =>
    order.lines.find(({ id }) => id === orderLineId)?.sku ?? null;
  return {
    id: order.id,
    name: order.name,
    sourceIdentifier: order.sourceIdentifier,
    cancelled: order.cancelledAt !== null,
    displayFulfillmentStatus: displayFulfillmentStatus(shop, order),
    lines: order.lines.map(({ sku, quantity }) => ({ sku, quantity })),
    fulfillmentOrders: order.fulfillmentOrderIds
      .flatMap((id) => shop.fulfillmentOrders.get(id) ?? [])
      .map(({ id, status, requestStatus, locationId, lines }) => ({
        id,
        status,
        requestStatus,
        locationId,
        lines: lines.map(({ orderLineId, total, remaining }) => ({
          sku: skuOf(orderLineId),
          total,
          remaining,
        })),
      })),
    fulfillments: order.fulfillmentIds
      .flatMap((id) => shop.fulfillments.get(id) ?? [])
      .map(({ id, status, tracking, lines }) => ({
        id,
        status,
        company: tracking[0]?.company ?? null,
        numbers: tracking.flatMap(({ number }) => number ?? []),
        lines: lines.map(({ orderLineId, quantity }) => ({ sku: skuOf(orderLineId), quantity })),
      })),
  };
}

/** SKUs of active products. */
export function skusOnSale(shop: Shop): readonly string[] {
  const skus: string[] = [];
  for (const { sku, productId } of shop.variants.values())
    if (sku && shop.products.get(productId)?.status === "ACTIVE") skus.push(sku);
  return skus;
}
