// What orderCreate is handed, as far as the twin reads it.
import type { OrderAddress } from "./order-state.ts";

type MoneyInput = { readonly shopMoney: { readonly amount: string } };
export type TaxInput = {
  readonly title: string;
  readonly rate?: number | null;
  readonly priceSet?: MoneyInput | null;
  readonly channelLiable?: boolean | null;
};
export type LineInput = {
  readonly quantity: number;
  readonly variantId?: string | null;
  readonly productId?: string | null;
  readonly sku?: string | null;
  readonly title?: string | null;
  readonly variantTitle?: string | null;
  readonly vendor?: string | null;
  readonly priceSet?: MoneyInput | null;
  readonly properties?: readonly { name: string; value: string }[] | null;
  readonly requiresShipping?: boolean | null;
  readonly taxable?: boolean | null;
  readonly taxLines?: readonly TaxInput[] | null;
  readonly fulfillmentService?: string | null;
};
export type OrderInput = {
  readonly name?: string | null;
  readonly currency?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly note?: string | null;
  readonly tags?: readonly string[] | null;
  readonly sourceIdentifier?: string | null;
  readonly sourceName?: string | null;
  readonly customAttributes?: readonly { key: string; value: string }[] | null;
  readonly customer?: object | null;
  readonly customerId?: string | null;
  readonly financialStatus?: string | null;
  readonly processedAt?: string | null;
  readonly shippingAddress?: Partial<Record<keyof OrderAddress, string | null>> | null;
  readonly lineItems?: readonly LineInput[] | null;
  readonly shippingLines?: readonly { title: string; code?: string | null; priceSet: MoneyInput }[] | null;
  readonly taxLines?: readonly TaxInput[] | null;
  readonly taxesIncluded?: boolean | null;
  readonly test?: boolean | null;
  readonly transactions?:
    | readonly {
        amountSet: MoneyInput;
        kind?: string | null;
        status?: string | null;
        gateway?: string | null;
      }[]
    | null;
  readonly fulfillment?: {
    locationId: string;
    trackingCompany?: string | null;
    trackingNumber?: string | null;
    trackingNumbers?: readonly string[] | null;
  } | null;
};
export type OrderOptions = {
  readonly inventoryBehaviour?: "BYPASS" | "DECREMENT_IGNORING_POLICY" | "DECREMENT_OBEYING_POLICY" | null;
};
