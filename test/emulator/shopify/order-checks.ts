// What Shopify refuses in a new order, with its codes and words.
import { type Context, refuse, type UserError } from "./fields.ts";
import type { LineInput, OrderInput } from "./order-input.ts";

/** Everything Shopify would refuse in a new order; empty when it is good. */
export function problemsOf(context: Context, input: OrderInput): UserError[] {
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
