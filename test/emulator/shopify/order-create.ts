// orderCreate: what Shopify checks, what it fills in, and the three ways it treats stock.
import type { Context, UserError } from "./fields.ts";
import { refuse } from "./fields.ts";
import { claimedUnits } from "./fulfillment-order-writes.ts";
import { ship } from "./fulfillment-writes.ts";
import { cents } from "./money.ts";
import { paceProblem, problemsOf } from "./order-checks.ts";
import type { LineInput, MoneyInput, OrderInput, OrderOptions, TaxInput } from "./order-input.ts";
import type { Discount, FulfillmentOrder, Order, OrderLine, TaxLine } from "./order-state.ts";
import { addressOf, noteMetafields, tagsOf } from "./order-texts.ts";
import { totalsOf } from "./order-totals.ts";
import { archiveOrder, bookOrder, type NewOrder } from "./order-writes.ts";
import { variantTitle } from "./products.ts";
import { availableFor } from "./routing.ts";
import type { Product, Variant } from "./state.ts";
import { commit, restock } from "./stock.ts";
import { gid, printTime } from "./world.ts";

type Answer = { order: Order | null; userErrors: readonly UserError[] };

/** The mutation. Nothing is booked unless everything is good. */
export function orderCreate(
  context: Context,
  input: OrderInput,
  options: OrderOptions | null | undefined,
): Answer {
  const faults = problemsOf(context, input);
  const problems = faults.length > 0 ? faults : paceProblem(context);
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
  noteMetafields(context, order, input.metafields);
  if (input.fulfillment || input.fulfillmentStatus === "FULFILLED")
    shipAtOnce(context, order, input.fulfillment ?? null);
  if (input.closedAt) archiveOrder(context.world, context.shop, order);
  return { order, userErrors: [] };
}

function newOrder(context: Context, input: OrderInput, claimed: boolean): NewOrder {
  const processed = input.processedAt ? Date.parse(input.processedAt) : context.world.parts.clock.now();
  const parts = {
    lines: (input.lineItems ?? []).map((line) => newLine(context, line, claimed)),
    shipping: (input.shippingLines ?? []).map(({ title, code, priceSet }) => ({
      title,
      code: code ?? null,
      ...priced(priceSet),
    })),
    discount: discountOf(input),
    taxes: (input.taxLines ?? []).map(taxLine),
    taxesIncluded: input.taxesIncluded ?? false,
  };
  const transactions = (input.transactions ?? []).map((one) => ({
    id: gid(context.world, "OrderTransaction"),
    kind: one.kind ?? "SALE",
    status: one.status ?? "SUCCESS",
    gateway: one.gateway ?? "",
    ...paid(one.amountSet),
  }));
  return {
    ...parts,
    transactions,
    ...textOf(input),
    currency: input.currency ?? context.shop.currency,
    presentmentCurrency: input.presentmentCurrency ?? null,
    billingAddress: input.billingAddress ? addressOf(input.billingAddress) : null,
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
  "name" | "sourceIdentifier" | "sourceName" | "poNumber" | "note" | "tags" | "email" | "phone" | "attributes"
> {
  return {
    name: input.name ?? null,
    sourceIdentifier: input.sourceIdentifier ?? null,
    sourceName: input.sourceName ?? null,
    poNumber: input.poNumber ?? null,
    note: input.note ?? null,
    tags: tagsOf(input.tags ?? []),
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
    ...(line.priceSet ? priced(line.priceSet) : { price: variant?.price ?? "0.00" }),
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

type Price = { price: string; presentment?: string };

/** What is stored of an amount: the buyer's side only where it is another. */
function priced({ shopMoney, presentmentMoney }: MoneyInput): Price {
  const { amount: price } = shopMoney;
  const { amount: presentment } = presentmentMoney ?? shopMoney;
  return presentment === price ? { price } : { price, presentment };
}

function paid(amountSet: MoneyInput): { amount: string; presentment?: string } {
  const { price: amount, ...more } = priced(amountSet);
  return { amount, ...more };
}

function discountOf({ discountCode }: OrderInput): Discount | null {
  const { itemFixedDiscountCode: fixed, itemPercentageDiscountCode: part } = discountCode ?? {};
  if (fixed) {
    const price = fixed.amountSet ? priced(fixed.amountSet) : { price: "0.00" };
    return { code: fixed.code, kind: "fixed", ...price };
  }
  if (part) return { code: part.code, kind: "percentage", fraction: (part.percentage ?? 0) / 100 };
  const free = discountCode?.freeShippingDiscountCode;
  return free ? { code: free.code, kind: "freeShipping" } : null;
}

function taxLine(line: TaxInput): TaxLine {
  return {
    title: line.title,
    rate: Number(line.rate),
    ...(line.priceSet ? priced(line.priceSet) : { price: "0.00" }),
    channelLiable: line.channelLiable ?? null,
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
  if (!variant?.tracked) return false;
  return variant.inventoryPolicy === "DENY" && availableFor(shop, { ...line, id: "" }) < line.quantity;
}

// The goods leave from where the fulfillment says, so what routing claimed elsewhere is claimed there instead.
function moveClaim(
  { world, shop }: Pick<Context, "world" | "shop">,
  part: FulfillmentOrder,
  { order, locationId }: { order: Order; locationId: string },
): void {
  for (const { orderLineId, remaining: quantity } of part.lines) {
    const units = claimedUnits(shop, order, { orderLineId, locationId: part.locationId });
    if (!units || part.locationId === locationId) continue;
    restock(world, shop, { ...units, quantity });
    commit(world, shop, { ...units, locationId, quantity });
  }
  part.locationId = locationId;
}

// The goods left before the order was made here: every fulfillment order is shipped at once, from where routing put it.
function shipAtOnce(
  { world, shop }: Context,
  order: Order,
  fulfillment: NonNullable<OrderInput["fulfillment"]> | null,
): void {
  const tracking = {
    company: fulfillment?.trackingCompany ?? null,
    number: fulfillment?.trackingNumber ?? null,
    numbers: fulfillment?.trackingNumbers ?? null,
  };
  for (const id of order.fulfillmentOrderIds) {
    const part = shop.fulfillmentOrders.get(id);
    if (!part) continue;
    if (fulfillment) moveClaim({ world, shop }, part, { order, locationId: fulfillment.locationId });
    ship(world, shop, { order, leaving: [{ part, lines: null }], tracking });
  }
}
