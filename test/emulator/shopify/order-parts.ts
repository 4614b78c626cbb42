// The parts of an order as apps read them: lines, taxes, shipping, payments, addresses.
import { type Context, type Fields, same } from "./fields.ts";
import { cents } from "./money.ts";
import { bagOf, priceBag } from "./order-money.ts";
import type { Order, OrderAddress, OrderLine, TaxLine, Transaction } from "./order-state.ts";
import { currentQuantity, minorOf, refundedUnits, unfulfilledOf } from "./order-totals.ts";

/** A line with its order: what an amount is printed with. */
type LineOf = OrderLine & { readonly order: Order };
type Carriage = Order["shipping"][number] & { readonly order: Order };

export const orderPartFields: Fields = {
  LineItem: {
    ...same("id", "title", "variantTitle", "sku", "vendor", "quantity", "requiresShipping", "taxable"),
    name: (line: LineOf) => (line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title),
    currentQuantity: (line: LineOf) => currentQuantity(line.order, line),
    refundableQuantity: (line: LineOf) => line.quantity - refundedUnits(line.order, line.id),
    unfulfilledQuantity: (line: LineOf, _args: unknown, { shop }: Context) =>
      unfulfilledOf(shop, line.order, line),
    customAttributes: (line: LineOf) => line.attributes,
    product: (line: LineOf, _args: unknown, { shop }: Context) =>
      shop.products.get(line.productId ?? "") ?? null,
    variant: (line: LineOf, _args: unknown, { shop }: Context) =>
      shop.variants.get(line.variantId ?? "") ?? null,
    originalUnitPriceSet: (line: LineOf) => priceBag(line.order, line),
    discountedUnitPriceSet: (line: LineOf) => priceBag(line.order, line),
    originalTotalSet: (line: LineOf) => priceBag(line.order, line, line.quantity),
    discountedTotalSet: (line: LineOf) => priceBag(line.order, line, line.quantity),
    taxLines: (line: LineOf) => line.taxes.map((one) => ({ ...one, order: line.order })),
  },
  TaxLine: {
    ...same("title", "rate", "channelLiable"),
    ratePercentage: (line: TaxLine) => line.rate * 100,
    priceSet: (line: TaxLine & { order: Order }) => priceBag(line.order, line),
  },
  ShippingLine: {
    ...same("id", "title", "code"),
    originalPriceSet: (line: Carriage) => priceBag(line.order, line),
    discountedPriceSet: (line: Carriage) =>
      line.order.discount?.kind === "freeShipping" ? bagOf(line.order, 0) : priceBag(line.order, line),
  },
  OrderTransaction: {
    ...same("id", "kind", "status", "gateway"),
    amountSet: (one: Transaction & { order: Order }) =>
      bagOf(
        one.order,
        cents(one.amount),
        minorOf({ price: one.amount, ...withPresentment(one) }, "presentment"),
      ),
    parentTransaction: ({ parentId, order }: Transaction & { order: Order }) => {
      const parent = order.transactions.find(({ id }) => id === parentId);
      return parent ? { ...parent, order } : null;
    },
  },
  MoneyBag: same("shopMoney", "presentmentMoney"),
  MoneyV2: same("amount", "currencyCode"),
  Attribute: same("key", "value"),
  MailingAddress: {
    ...same(
      "firstName",
      "lastName",
      "company",
      "address1",
      "address2",
      "city",
      "province",
      "provinceCode",
      "zip",
      "phone",
    ),
    name: (address: OrderAddress) => [address.firstName, address.lastName].filter(Boolean).join(" ") || null,
    countryCodeV2: (address: OrderAddress) => address.countryCode,
    country: (address: OrderAddress) =>
      address.countryCode && new Intl.DisplayNames("en", { type: "region" }).of(address.countryCode),
  },
};

function withPresentment({ presentment }: { presentment?: string }): { presentment?: string } {
  return presentment === undefined ? {} : { presentment };
}
