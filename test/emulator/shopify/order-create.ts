// orderCreate: what Shopify checks, what it fills in, and the three ways it treats stock.
import type { Context, UserError } from "./fields.ts";
import { refuse } from "./fields.ts";
import { ship } from "./fulfillment-writes.ts";
import { cents } from "./money.ts";
import { problemsOf } from "./order-checks.ts";
import type { LineInput, OrderInput, OrderOptions, TaxInput } from "./order-input.ts";
import type { Order, OrderAddress, OrderLine, TaxLine } from "./order-state.ts";
import { totalsOf } from "./order-totals.ts";
import { bookOrder, type NewOrder } from "./order-writes.ts";
import { variantTitle } from "./products.ts";
import { availableFor } from "./routing.ts";
import type { Product, Variant } from "./state.ts";
import { gid, printTime } from "./world.ts";

type Answer = { order: Order | null; userErrors: readonly UserError[] };

/** The mutation. Nothing is booked unless everything is good. */
export function orderCreate(
  context: Context,
  input: OrderInput,
  options: OrderOptions | null | undefined,
): Answer {
  const problems = problemsOf(context, input);
  if (problems.length > 0) return { order: null, userErrors: problems };
  const behaviour = options?.inventoryBehaviour ?? "BYPASS";
  const fresh = newOrder(context, input, behaviour !== "BYPASS");
  const short =
    behaviour === "DECREMENT_OBEYING_POLICY" && fresh.lines.some((line) => isShort(context, line));
  if (short)
    return {
      order: null,
      ...refuse("Unable to reserve inventory", ["order", "lineItems"], "INVENTORY_CLAIM_FAILED"),
    };
  const order = bookOrder(context.world, context.shop, fresh);
  if (input.fulfillment) shipAtOnce(context, order, input.fulfillment);
  return { order, userErrors: [] };
}

function newOrder(context: Context, input: OrderInput, claimed: boolean): NewOrder {
  const processed = input.processedAt ? Date.parse(input.processedAt) : context.world.parts.clock.now();
  const parts = {
    lines: (input.lineItems ?? []).map((line) => newLine(context, line, claimed)),
    shipping: (input.shippingLines ?? []).map(({ title, code, priceSet }) => ({
      title,
      code: code ?? null,
      price: priceSet.shopMoney.amount,
    })),
    taxes: (input.taxLines ?? []).map(taxLine),
    taxesIncluded: input.taxesIncluded ?? false,
  };
  const transactions = (input.transactions ?? []).map((one) => ({
    id: gid(context.world, "OrderTransaction"),
    kind: one.kind ?? "SALE",
    status: one.status ?? "SUCCESS",
    gateway: one.gateway ?? "",
    amount: one.amountSet.shopMoney.amount,
  }));
  return {
    ...parts,
    transactions,
    ...textOf(input),
    currency: input.currency ?? context.shop.currency,
    financialStatus: input.financialStatus ?? statusByPayments(transactions, totalsOf(parts).total),
    shippingAddress: input.shippingAddress ? addressOf(input.shippingAddress) : null,
    // A moment in the future is moved to now (since 2026-07).
    processedAt: printTime(Math.min(processed, context.world.parts.clock.now())),
    test: input.test ?? false,
  };
}

function textOf(
  input: OrderInput,
): Pick<
  NewOrder,
  "name" | "sourceIdentifier" | "sourceName" | "note" | "tags" | "email" | "phone" | "attributes"
> {
  return {
    name: input.name ?? null,
    sourceIdentifier: input.sourceIdentifier ?? null,
    sourceName: input.sourceName ?? null,
    note: input.note ?? null,
    tags: [...new Set((input.tags ?? []).map((tag) => tag.trim()))].sort(),
    email: input.email ?? null,
    phone: input.phone ?? null,
    attributes: (input.customAttributes ?? []).map(({ key, value }) => ({ key, value })),
  };
}

function newLine({ shop }: Context, line: LineInput, claimed: boolean): Omit<OrderLine, "id"> {
  const variant = shop.variants.get(line.variantId ?? "");
  const product = shop.products.get(variant?.productId ?? line.productId ?? "");
  return {
    variantId: variant?.id ?? null,
    productId: product?.id ?? null,
    ...namesOf(line, variant, product),
    price: line.priceSet?.shopMoney.amount ?? variant?.price ?? "0.00",
    claimed: claimed && variant?.tracked === true,
    ...asAsked(line),
  };
}

/** What the line calls itself; where it says nothing, what the product is called. */
function namesOf(
  line: LineInput,
  variant: Variant | undefined,
  product: Product | undefined,
): Pick<OrderLine, "title" | "variantTitle" | "sku" | "vendor"> {
  const own = variant && product?.options[0]?.name !== "Title" ? variantTitle(variant) : null;
  return {
    title: line.title ?? product?.title ?? "",
    variantTitle: line.variantTitle ?? own,
    sku: line.sku ?? variant?.sku ?? null,
    vendor: line.vendor ?? product?.vendor ?? null,
  };
}

function asAsked(
  line: LineInput,
): Pick<OrderLine, "quantity" | "requiresShipping" | "taxable" | "serviceHandle" | "taxes" | "attributes"> {
  const service = line.fulfillmentService ?? "manual";
  return {
    quantity: line.quantity,
    // Shopify's default, whatever the variant says: a line that should ship must say so.
    requiresShipping: line.requiresShipping ?? false,
    taxable: line.taxable ?? true,
    serviceHandle: service === "manual" ? null : service,
    taxes: (line.taxLines ?? []).map(taxLine),
    attributes: (line.properties ?? []).map(({ name, value }) => ({ key: name, value })),
  };
}

function taxLine(line: TaxInput): TaxLine {
  return {
    title: line.title,
    rate: Number(line.rate),
    price: line.priceSet?.shopMoney.amount ?? "0.00",
    channelLiable: line.channelLiable ?? null,
  };
}

export function addressOf(input: Partial<Record<keyof OrderAddress, string | null>>): OrderAddress {
  const read = (key: keyof OrderAddress): string | null => input[key] ?? null;
  return {
    firstName: read("firstName"),
    lastName: read("lastName"),
    company: read("company"),
    address1: read("address1"),
    address2: read("address2"),
    city: read("city"),
    provinceCode: read("provinceCode"),
    province: read("province") ?? read("provinceCode"),
    zip: read("zip"),
    countryCode: read("countryCode"),
    phone: read("phone"),
  };
}

function statusByPayments(transactions: Order["transactions"], total: number): string {
  const paid = transactions
    .filter(({ kind, status }) => status === "SUCCESS" && (kind === "SALE" || kind === "CAPTURE"))
    .reduce((sum, { amount }) => sum + cents(amount), 0);
  if (paid >= total) return "PAID";
  return paid > 0 ? "PARTIALLY_PAID" : "PENDING";
}

function isShort({ shop }: Context, line: Omit<OrderLine, "id">): boolean {
  const variant = shop.variants.get(line.variantId ?? "");
  return variant?.inventoryPolicy === "DENY" && availableFor(shop, { ...line, id: "" }) < line.quantity;
}

// The goods left before the order was made here: every fulfillment order is shipped at once, from where routing put it.
function shipAtOnce(
  { world, shop }: Context,
  order: Order,
  fulfillment: NonNullable<OrderInput["fulfillment"]>,
): void {
  const tracking = {
    company: fulfillment.trackingCompany ?? null,
    number: fulfillment.trackingNumber ?? null,
    numbers: fulfillment.trackingNumbers ?? null,
  };
  for (const id of order.fulfillmentOrderIds) {
    const part = shop.fulfillmentOrders.get(id);
    if (!part) continue;
    part.locationId = shop.locations.has(fulfillment.locationId) ? fulfillment.locationId : part.locationId;
    ship(world, shop, { order, leaving: [{ part, lines: null }], tracking });
  }
}
