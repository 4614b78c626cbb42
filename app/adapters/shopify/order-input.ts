// From a marketplace's order to the input of orderCreate: everything explicit that Shopify would otherwise assume wrongly.
import type { Address } from "../../domain/address.ts";
import { inStoreCurrency } from "../../domain/exchange.ts";
import { type Money, printMoney } from "../../domain/money.ts";
import type { NewStoreOrder } from "../../use-cases/ports/store.ts";
import { moneyBagInput } from "./money.ts";

const GATEWAY = "TikTok Shop";
const SOURCE_NAME = "tiktok-shop";
const TAG_PREFIX = "tiktok-shop-order-";

/** The tag that names the marketplace's order; Shopify allows 40 characters. */
export function sourceTag(sourceIdentifier: string): string {
  return `${TAG_PREFIX}${sourceIdentifier}`.slice(0, 40);
}

/** Variables of orderCreate. */
export function orderCreateVariables(order: NewStoreOrder): { order: unknown; options: unknown } {
  const bag = bagsOf(order);
  return {
    order: {
      currency: order.exchange?.storeCurrency ?? order.currency,
      ...(order.exchange ? { presentmentCurrency: order.currency } : {}),
      financialStatus: "PAID",
      lineItems: order.lines.map((line) => toLine(line, order.fulfillmentServiceHandle, bag)),
      note: order.note,
      processedAt: order.placedAt.toISOString(),
      shippingLines: [{ title: GATEWAY, code: GATEWAY, source: GATEWAY, priceSet: bag(order.shippingPrice) }],
      sourceIdentifier: order.sourceIdentifier,
      sourceName: SOURCE_NAME,
      tags: [...new Set([...order.tags, sourceTag(order.sourceIdentifier)])],
      transactions: [
        {
          amountSet: moneyBagInput(storeTotal(order), order.total),
          gateway: GATEWAY,
          kind: "SALE",
          status: "SUCCESS",
          processedAt: order.placedAt.toISOString(),
        },
      ],
      ...taxes(order),
      ...(order.email ? { email: order.email } : {}),
      ...(order.address ? { shippingAddress: toMailingAddress(order.address) } : {}),
    },
    options: {
      inventoryBehaviour: order.stock === "leave" ? "BYPASS" : "DECREMENT_IGNORING_POLICY",
      // The marketplace writes to the buyer, the store does not.
      sendReceipt: false,
      sendFulfillmentReceipt: false,
    },
  };
}

function toLine(line: NewStoreOrder["lines"][number], serviceHandle: string | null, bag: Bag): unknown {
  return {
    quantity: line.quantity,
    priceSet: bag(line.unitPrice),
    // Left out, Shopify takes false and the line is never shipped.
    requiresShipping: true,
    ...(line.storeVariantId
      ? { variantId: line.storeVariantId }
      : { title: line.title, ...(line.sku ? { sku: line.sku } : {}) }),
    ...(serviceHandle ? { fulfillmentService: serviceHandle } : {}),
  };
}

type Bag = (money: Money) => unknown;

function bagsOf({ exchange }: NewStoreOrder): Bag {
  return (money) => moneyBagInput(exchange ? inStoreCurrency(money, exchange) : money, money);
}

// Each amount is rounded by itself: the total is what they come to, so that nothing is left to pay by a cent.
function storeTotal(order: NewStoreOrder): Money {
  const { exchange, total, tax } = order;
  if (!exchange) return total;
  const inStore = (money: Money) => inStoreCurrency(money, exchange).minor;
  const onTop = tax && tax.minor > 0 && !isTaxIncluded(order) ? tax : { minor: 0, currency: total.currency };
  const priced = goodsOf(order) + order.shippingPrice.minor + onTop.minor;
  const parts =
    order.lines.reduce((sum, line) => sum + inStore(line.unitPrice) * line.quantity, 0) +
    inStore(order.shippingPrice) +
    inStore(onTop);
  const rest = inStore({ minor: total.minor - priced, currency: total.currency });
  return { minor: parts + rest, currency: exchange.storeCurrency };
}

function goodsOf({ lines }: NewStoreOrder): number {
  return lines.reduce((sum, line) => sum + line.unitPrice.minor * line.quantity, 0);
}

function isTaxIncluded(order: NewStoreOrder): boolean {
  return goodsOf(order) + order.shippingPrice.minor >= order.total.minor;
}

// The marketplace collects and remits the tax (channelLiable). Every tax line needs a rate: the one that was charged.
function taxes(order: NewStoreOrder): { taxesIncluded?: boolean; taxLines?: unknown[] } {
  const { tax } = order;
  if (!tax || tax.minor <= 0) return {};
  const charged = goodsOf(order) + order.shippingPrice.minor;
  const taxesIncluded = isTaxIncluded(order);
  const net = taxesIncluded ? charged - tax.minor : charged;
  return {
    taxesIncluded,
    taxLines: [{ title: "Tax", rate: rate(tax, net), priceSet: bagsOf(order)(tax), channelLiable: true }],
  };
}

function rate(tax: Money, net: number): string {
  return net > 0 ? (tax.minor / net).toFixed(4) : printMoney({ minor: 0, currency: tax.currency });
}

// Shopify wants the province by its code; where the marketplace gave a name, the older field takes it.
function toMailingAddress(address: Address): Record<string, string> {
  const { first, last } = splitName(address.name);
  const isCode = /^[A-Z0-9]{1,3}$/.test(address.province ?? "");
  return present({
    firstName: first,
    lastName: last,
    company: address.company,
    address1: address.line1,
    address2: address.line2,
    city: address.city,
    provinceCode: isCode ? address.province : null,
    province: isCode ? null : address.province,
    zip: address.postalCode,
    countryCode: address.countryCode,
    phone: address.phone,
  });
}

function splitName(name: string | null): { first: string | null; last: string | null } {
  const words = name?.trim().split(/\s+/) ?? [];
  if (words.length < 2) return { first: null, last: words[0] || null };
  return { first: words.slice(0, -1).join(" "), last: words.at(-1) ?? null };
}

function present(fields: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}
