// What Shopify refuses in a new order, with its codes and words.
import { GraphQLError } from "graphql";
import { type Context, refuse, type UserError } from "./fields.ts";
import { moneyProblem } from "./order-checks-money.ts";
import type { LineInput, OrderInput } from "./order-input.ts";

/** Orders that a trial or development store may create in a minute (orderCreate's description). */
const DEVELOPMENT_ORDERS = 5;
const MINUTE_MS = 60_000;

/** The refusal of a store that has created as many orders as it may; notes one more when it has not. */
export function paceProblem({ world, shop }: Context): UserError[] {
  if (world.parts.settings.shopify.plan !== "development") return [];
  const now = world.parts.clock.now();
  shop.recentOrders = shop.recentOrders.filter((at) => at > now - MINUTE_MS);
  if (shop.recentOrders.length >= DEVELOPMENT_ORDERS)
    return refuse("Too many attempts. Please try again later.", ["order"]).userErrors;
  shop.recentOrders.push(now);
  return [];
}

// What the twin does not hold is refused by name rather than left out.
function refuseUnsupported(input: OrderInput): void {
  const names = [
    ...(["customer", "customerId", "companyLocationId"] as const).filter((name) => input[name] != null),
    ...(input.lineItems?.some(({ giftCard }) => giftCard) ? ["lineItems.giftCard"] : []),
    ...(input.fulfillmentStatus && input.fulfillmentStatus !== "FULFILLED" ? ["fulfillmentStatus"] : []),
  ];
  if (names.length === 0) return;
  throw new GraphQLError(`The twin does not support ${names.join(", ")} of orderCreate`, {
    extensions: { code: "UNSUPPORTED_BY_TWIN", fields: names },
  });
}

/** The first thing Shopify would refuse in a new order, or what it refuses of its lines; empty when it is good. */
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
  refuseUnsupported(input);
  const money = moneyProblem(input);
  if (money) return say("INVALID", money.message, ...money.field);
  const [late] = detailProblems(context, input, say);
  if (late) return [late];
  return input.lineItems.flatMap((line, at) =>
    lineProblems(context, line, (code, message, field) => say(code, message, "lineItems", String(at), field)),
  );
}

type SayOf = (code: string, message: string, ...field: string[]) => UserError[];

function detailProblems(context: Context, input: OrderInput, say: SayOf): UserError[] {
  if (input.metafields?.some(({ key, value }) => !key || value == null))
    return say("INVALID", "Metafields must have a key and a value", "metafields");
  const place = input.fulfillment?.locationId;
  if (place && !context.shop.locations.get(place)?.isActive)
    return say("INVALID", "Location not found", "fulfillment", "locationId");
  if (input.processedAt && Number.isNaN(Date.parse(input.processedAt)))
    return say("PROCESSED_AT_INVALID", "Processed at is invalid", "processedAt");
  return taxProblems(input, say);
}

function taxProblems(input: OrderInput, say: SayOf): UserError[] {
  if (input.taxLines?.length && input.lineItems?.some((line) => line.taxLines?.length)) {
    return say(
      "INVALID",
      "Tax lines must be specified either on the order or on the line items, not both",
      "taxLines",
    );
  }
  const taxes = [
    ...(input.taxLines ?? []),
    ...(input.lineItems ?? []).flatMap((line) => line.taxLines ?? []),
  ];
  if (taxes.some(({ rate }) => rate == null))
    return say("TAX_LINE_RATE_MISSING", "Tax line rate must be specified", "taxLines");
  return [];
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
