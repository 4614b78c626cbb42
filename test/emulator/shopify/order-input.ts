// What orderCreate is handed, as far as the twin reads it.
import type { OrderAddress } from "./order-state.ts";
import type { MetafieldInput } from "./order-texts.ts";

type Amount = { readonly amount: string; readonly currencyCode: string };
export type MoneyInput = { readonly shopMoney: Amount; readonly presentmentMoney?: Amount | null };
type AddressInput = Partial<Record<keyof OrderAddress, string | null>>;
export type DiscountInput = {
  readonly itemFixedDiscountCode?: { code: string; amountSet?: MoneyInput | null } | null;
  readonly itemPercentageDiscountCode?: { code: string; percentage?: number | null } | null;
  readonly freeShippingDiscountCode?: { code: string } | null;
};
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
  readonly giftCard?: boolean | null;
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
  readonly shippingAddress?: AddressInput | null;
  readonly billingAddress?: AddressInput | null;
  readonly poNumber?: string | null;
  readonly closedAt?: string | null;
  readonly presentmentCurrency?: string | null;
  readonly discountCode?: DiscountInput | null;
  readonly fulfillmentStatus?: "FULFILLED" | "PARTIAL" | "RESTOCKED" | null;
  readonly metafields?: readonly MetafieldInput[] | null;
  readonly companyLocationId?: string | null;
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
