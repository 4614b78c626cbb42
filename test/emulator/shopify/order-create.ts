// orderCreate: what Shopify checks, what it fills in, and the three ways it treats stock.
import type { Context, UserError } from "./fields.ts";
import { refuse } from "./fields.ts";
import { cents } from "./money.ts";
import { bookOrder, type NewOrder } from "./order-writes.ts";
import { totalsOf } from "./order-totals.ts";
import { availableFor } from "./routing.ts";
import { ship } from "./fulfillment-writes.ts";
import type { Order, OrderAddress, OrderLine, TaxLine } from "./state.ts";
import { gid, printTime } from "./world.ts";
import { variantTitle } from "./products.ts";

type MoneyInput = { readonly shopMoney: { readonly amount: string } };
type TaxInput = {
  readonly title: string;
  readonly rate?: number | null;
  readonly priceSet?: MoneyInput | null;
  readonly channelLiable?: boolean | null;
};
type LineInput = {
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

function problemsOf(context: Context, input: OrderInput): UserError[] {
  const say = (code: string, message: string, ...field: string[]) =>
    refuse(message, ["order", ...field], code).userErrors;
  if (!input.lineItems?.length)
    return say("INVALID", "Line items must have at least one line item", "lineItems");
  if (input.customer && input.customerId) {
    return say(
      "REDUNDANT_CUSTOMER_FIELDS",
      "Only one of customer and customerId can be provided",
      "customer",
    );
  }
  if (input.processedAt && Number.isNaN(Date.parse(input.processedAt)))
    return say("PROCESSED_AT_INVALID", "Processed at is invalid", "processedAt");
  if (input.taxLines?.length && input.lineItems.some((line) => line.taxLines?.length)) {
    return say(
      "INVALID",
      "Tax lines must be specified either on the order or on the line items, not both",
      "taxLines",
    );
  }
  const taxes = [...(input.taxLines ?? []), ...input.lineItems.flatMap((line) => line.taxLines ?? [])];
  if (taxes.some(({ rate }) => rate == null))
    return say("TAX_LINE_RATE_MISSING", "Tax line rate must be specified", "taxLines");
  return input.lineItems.flatMap((line, at) =>
    lineProblems(context, line, (code, message, field) => say(code, message, "lineItems", String(at), field)),
  );
}

type Say = (code: string, message: string, field: string) => UserError[];

function lineProblems({ shop }: Context, line: LineInput, say: Say): UserError[] {
  if (line.quantity < 1) return say("INVALID", "Quantity must be greater than 0", "quantity");
  if (line.variantId && !shop.variants.has(line.variantId))
    return say("INVALID", "Variant not found", "variantId");
  if (!line.variantId && !line.title?.trim()) return say("INVALID", "Title can't be blank", "title");
  if (!line.variantId && !line.priceSet) return say("INVALID", "Price can't be blank", "priceSet");
  const asked = line.fulfillmentService;
  const known =
    !asked || asked === "manual" || [...shop.services.values()].some(({ handle }) => handle === asked);
  return known
    ? []
    : say("FULFILLMENT_SERVICE_INVALID", "Fulfillment service is invalid", "fulfillmentService");
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
  const own = variant && product?.options[0]?.name !== "Title" ? variantTitle(variant) : null;
  return {
    variantId: variant?.id ?? null,
    productId: product?.id ?? null,
    title: line.title ?? product?.title ?? "",
    variantTitle: line.variantTitle ?? own,
    sku: line.sku ?? variant?.sku ?? null,
    vendor: line.vendor ?? product?.vendor ?? null,
    quantity: line.quantity,
    price: line.priceSet?.shopMoney.amount ?? variant?.price ?? "0.00",
    // Shopify's default, whatever the variant says: a line that should ship must say so.
    requiresShipping: line.requiresShipping ?? false,
    taxable: line.taxable ?? true,
    serviceHandle:
      line.fulfillmentService && line.fulfillmentService !== "manual" ? line.fulfillmentService : null,
    claimed: claimed && variant !== undefined,
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
