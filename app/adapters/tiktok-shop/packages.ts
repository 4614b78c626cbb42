// What the merchant shipped, told to the marketplace, and the carriers it takes for a delivery option.
import { z } from "zod";
import type { MarketplacePort, ShippingProvider } from "../../use-cases/ports/marketplace.ts";
import type { Call } from "./client.ts";
import { id, list } from "./fields.ts";
import { VERSION } from "./versions.ts";

type ShipmentReport = Parameters<MarketplacePort["reportShipment"]>[0];

/** "Mark package as shipped". Without an idempotency key: a repeat on a shipped unit is refused. */
export async function reportShipment(call: Call, report: ShipmentReport): Promise<{ packageId: string }> {
  const data = await call({
    method: "POST",
    path: `/fulfillment/${VERSION.fulfillment}/orders/{order_id}/packages`,
    params: { order_id: report.marketplaceOrderId },
    body: {
      order_line_item_ids: report.unitIds,
      tracking_number: report.trackingNumber,
      shipping_provider_id: report.shippingProviderId,
    },
    scope: "shop",
    repeat: "unsafe",
    answer: z.object({ package_id: id }),
  });
  return { packageId: data.package_id };
}

/** There is no list of all carriers: they belong to a market and a delivery option. */
export async function readShippingProviders(
  call: Call,
  deliveryOptionId: string,
): Promise<readonly ShippingProvider[]> {
  const data = await call({
    method: "GET",
    path: `/logistics/${VERSION.logistics}/delivery_options/{delivery_option_id}/shipping_providers`,
    params: { delivery_option_id: deliveryOptionId },
    scope: "shop",
    repeat: "safe",
    answer: z.object({ shipping_providers: list(z.object({ id, name: z.string() })) }),
  });
  return data.shipping_providers;
}
