// A shop's world as plain data, for the control page and for tests.
import type { TikTokShopView } from "../platform.ts";
import { isAuthorized } from "./auth.ts";
import { type Core, type Shop, shopOf } from "./core.ts";
import { totalOf } from "./fbt-rows.ts";
import { availableOf, goodsOf } from "./fbt-stock.ts";
import { stockRows } from "./inventory.ts";
import type { OrderRow } from "./order-rows.ts";
import { type Dimensions, type ProductRow, shownContent } from "./product-rows.ts";

export function viewShop(core: Core, shopId: string): TikTokShopView {
  const shop = shopOf(core, shopId);
  const ofShop = <Row extends { readonly shopId: string }>(rows: Iterable<Row>) =>
    [...rows].filter((row) => row.shopId === shopId);
  return {
    shopId,
    authorized: isAuthorized(core, shopId),
    webhooks: ofShop(core.state.webhooks.values()).map(({ eventType, address }) => ({ eventType, address })),
    products: ofShop(core.state.products.values()).map((product) => viewProduct(core, shop, product)),
    orders: ofShop(core.state.orders.values()).map((order) => viewOrder(core, order)),
    fbtStock: goodsOf(core, shop).map((goods) => ({
      goodsId: goods.id,
      sellerSkus: [goods.referenceCode],
      total: [...goods.stock.values()].reduce((sum, stock) => sum + totalOf(stock), 0),
      reserved: [...goods.stock.values()].reduce((sum, stock) => sum + stock.reserved, 0),
      available: availableOf(goods),
    })),
    outboundOrders: ofShop(core.state.mcfOrders.values()).map((order) => ({
      mcfOrderId: order.id,
      externalOrderId: order.externalOrderId,
      consignOrders: order.consignOrderIds
        .flatMap((id) => core.state.consignOrders.get(id) ?? [])
        .map(({ id, status, carrier, trackingNumber, goods }) => ({
          id,
          status,
          carrier,
          trackingNumber,
          goods: goods.map((item) => ({ goodsId: item.id, quantity: item.quantity })),
        })),
    })),
  };
}

function parcelSides({ length, width, height, unit }: Dimensions): string {
  return `${length} × ${width} × ${height} ${unit}`;
}

function viewProduct(core: Core, shop: Shop, product: ProductRow): TikTokShopView["products"][number] {
  const content = shownContent(product);
  return {
    id: product.id,
    title: content.title,
    status: product.status,
    auditStatus: product.audit,
    imageCount: content.mainImages.length,
    categoryId: content.categoryId,
    brandId: content.brandId,
    manufacturerIds: content.extras?.manufacturerIds ?? [],
    responsiblePersonIds: content.extras?.responsiblePersonIds ?? [],
    attributes: Object.fromEntries(
      content.attributes.map(({ id, values }) => [id, values.map((value) => value.id ?? value.name ?? "")]),
    ),
    weight: content.weight && `${content.weight.value} ${content.weight.unit}`,
    dimensions: content.dimensions && parcelSides(content.dimensions),
    skus: content.skus.map((sku) => ({
      id: sku.id,
      sellerSku: sku.sellerSku,
      price: core.state.skus.get(sku.id)?.price ?? "",
      currency: core.state.skus.get(sku.id)?.currency ?? "",
      stock: stockRows(core, shop, sku.id),
    })),
  };
}

function viewOrder(core: Core, order: OrderRow): TikTokShopView["orders"][number] {
  return {
    id: order.id,
    status: order.status,
    fulfillmentType: order.fulfillmentType,
    shippingType: order.shippingType,
    lines: order.lines.map(({ id, sellerSku, packageId }) => {
      const parcel = core.state.packages.get(packageId ?? "");
      return {
        id,
        sellerSku,
        packageId,
        trackingNumber: parcel?.trackingNumber ?? null,
        carrier: parcel?.providerName ?? null,
      };
    }),
  };
}

/** Seller SKUs of live listings. */
export function skusOnSale(core: Core, shopId: string): readonly string[] {
  const skus: string[] = [];
  for (const product of core.state.products.values()) {
    if (product.shopId !== shopId || product.status !== "ACTIVATE") continue;
    for (const { sellerSku } of product.live?.skus ?? []) if (sellerSku) skus.push(sellerSku);
  }
  return skus;
}
