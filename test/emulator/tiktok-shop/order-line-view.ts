// The lines of an order as the API shows them: one per unit, without package fields until the unit is shipped, as for
// US and UK sellers.
import { toAmount } from "./amounts.ts";
import type { Core } from "./core.ts";
import { imageUrl } from "./images.ts";
import { salePrice, taxRate } from "./order-payment.ts";
import type { LineRow, OrderRow, PackageRow } from "./order-rows.ts";

export function linesView(core: Core, order: OrderRow, packages: readonly PackageRow[]): readonly object[] {
  const amount = (minor: number) => toAmount(minor, order.currency);
  return order.lines.map((line, at) => {
    const parcel = packages.find(({ id }) => id === line.packageId);
    return {
      id: line.id,
      product_id: line.productId,
      product_name: line.productName,
      sku_id: line.skuId,
      sku_name: line.skuName,
      sku_image: line.imageUri ? imageUrl(core, line.imageUri) : "",
      seller_sku: line.sellerSku,
      sku_type: "NORMAL",
      display_status: displayStatus(order, line),
      currency: order.currency,
      original_price: amount(line.listPrice),
      sale_price: amount(salePrice(line)),
      seller_discount: amount(line.sellerDiscount),
      platform_discount: amount(line.platformDiscount),
      item_tax: [{ tax_type: "SALES_TAX", tax_amount: amount(line.tax), tax_rate: taxRate(line) }],
      // Charged once an order: on its first unit.
      ...(order.retailDeliveryFee > 0 && at === 0
        ? { retail_delivery_fee: amount(order.retailDeliveryFee) }
        : {}),
      is_gift: false,
      is_dangerous_good: false,
      needs_prescription: false,
      ...endOf(core, line),
      ...(parcel ? shippedIn(parcel) : {}),
    };
  });
}

function endOf(core: Core, line: LineRow): object {
  const end = core.state.cancellations.get(line.cancellationId ?? "");
  return end ? { cancel_reason: end.reason, cancel_user: end.role } : {};
}

function shippedIn(parcel: PackageRow): object {
  return {
    package_id: parcel.id,
    package_status: parcel.status,
    tracking_number: parcel.trackingNumber,
    shipping_provider_id: parcel.providerId,
    shipping_provider_name: parcel.providerName,
    rts_time: parcel.createTime,
  };
}

/** Lines know neither ON_HOLD nor PARTIALLY_SHIPPING. */
function displayStatus(order: OrderRow, line: LineRow): string {
  if (line.cancellationId) return "CANCELLED";
  if (order.status === "ON_HOLD") return "UNPAID";
  if (order.status !== "PARTIALLY_SHIPPING") return order.status;
  return line.packageId ? "AWAITING_COLLECTION" : "AWAITING_SHIPMENT";
}
