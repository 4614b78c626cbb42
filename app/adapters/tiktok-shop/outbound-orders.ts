// Multi-channel fulfilment: the platform's warehouse ships what it did not sell. An outbound order becomes one or more
// consign orders (parcels) once the warehouse has taken it up.
import { z } from "zod";
import { isPlatformError, type PlatformError } from "../../use-cases/ports/platform-error.ts";
import type {
  OutboundOrder,
  OutboundPackage,
  SubmitAnswer,
  WarehousePort,
} from "../../use-cases/ports/warehouse.ts";
import type { Call } from "./client.ts";
import { id, oneOrMany, seconds, text } from "./fields.ts";
import { VERSION } from "./versions.ts";

type Submission = Parameters<WarehousePort["submit"]>[0];
type Consignee = Submission["consignee"];

const ORDERS = `/fbt/${VERSION.mcf}/mcf_outbound_orders`;

// Answers and webhooks differ in case; samples of both show words beyond the documented list.
const STATES: Readonly<Record<string, OutboundPackage["state"]>> = {
  PENDING: "waiting",
  PROCESSING: "waiting",
  HANDLE_BY_WAREHOUSE: "waiting",
  SHIPPED: "shipped",
  HANDOVER: "shipped",
  COMPLETED: "delivered",
  CLOSED: "closed",
  CANCELLED: "closed",
  LOST: "lost",
  DAMAGE: "damaged",
  ABNORMAL: "abnormal",
};

const state = z.string().transform((word, context): OutboundPackage["state"] => {
  const known = STATES[word.toUpperCase()];
  if (known !== undefined) return known;
  context.addIssue({ code: "custom", message: "a status we do not know" });
  return z.NEVER;
});

const consignOrderSchema = z.object({
  id,
  status: state,
  carrier: text,
  shipping_provider: z.object({ name: text }).nullish(),
  tracking_number: text,
  goods: oneOrMany(z.object({ id, quantity: z.coerce.number().int() })),
});

const orderSchema = z.object({
  mcf_order: z.object({
    external_order_id: id,
    mcf_order_id: id,
    create_time: seconds,
    consign_orders: oneOrMany(consignOrderSchema),
  }),
});

type Refused = Extract<SubmitAnswer, { kind: "refused" }>["reason"];

// What the warehouse says no to as a matter of business; other codes are failures like any call's.
const REFUSALS: Readonly<Record<string, Refused>> = {
  177001001: "other",
  177001002: "other",
  177001003: "address",
  177001004: "out-of-stock",
  177001006: "not-enrolled",
  177001011: "address",
  177001013: "unpaid",
};
const DUPLICATE_EXTERNAL_ORDER = "177001007";

export async function isMultiChannelEnabled(call: Call): Promise<boolean> {
  const data = await call({
    method: "GET",
    path: `/fbt/${VERSION.mcf}/merchants/mcf_status`,
    scope: "shop",
    repeat: "safe",
    answer: z.object({ mcf_status: z.object({ is_mcf: z.coerce.number() }).nullish() }),
  });
  return data.mcf_status?.is_mcf === 1;
}

export async function submitOutboundOrder(call: Call, submission: Submission): Promise<SubmitAnswer> {
  try {
    const data = await call({
      method: "POST",
      path: ORDERS,
      body: {
        external_order_id: submission.externalOrderId,
        goods: submission.goods.map((one) => ({ id: one.goodsId, quantity: one.quantity })),
        consignee: fromConsignee(submission.consignee),
      },
      scope: "shop",
      repeat: "unsafe",
      answer: z.object({ mcf_order: z.object({ mcf_order_id: id }) }),
    });
    return { kind: "accepted", outboundOrderId: data.mcf_order.mcf_order_id };
  } catch (error) {
    const answer = isPlatformError(error, "rejected") ? toRefusal(error) : undefined;
    if (answer === undefined) throw error;
    return answer;
  }
}

function toRefusal(error: PlatformError): SubmitAnswer | undefined {
  const code = error.facts.code ?? "";
  if (code === DUPLICATE_EXTERNAL_ORDER) return { kind: "already-submitted" };
  const reason = REFUSALS[code];
  return reason && { kind: "refused", reason, detail: error.facts.detail };
}

export async function readOutboundOrder(call: Call, outboundOrderId: string): Promise<OutboundOrder> {
  const data = await call({
    method: "GET",
    path: ORDERS,
    query: { mcf_order_id: outboundOrderId },
    scope: "shop",
    repeat: "safe",
    answer: orderSchema,
  });
  const order = data.mcf_order;
  return {
    outboundOrderId: order.mcf_order_id,
    externalOrderId: order.external_order_id,
    createdAt: order.create_time,
    packages: order.consign_orders.map(toPackage),
  };
}

function toPackage(consignOrder: z.output<typeof consignOrderSchema>): OutboundPackage {
  return {
    packageId: consignOrder.id,
    state: consignOrder.status,
    // The two can disagree; the plain field is the one webhook 58 repeats.
    carrier: consignOrder.carrier ?? consignOrder.shipping_provider?.name ?? null,
    trackingNumber: consignOrder.tracking_number,
    goods: consignOrder.goods.map((one) => ({ goodsId: one.id, quantity: one.quantity })),
  };
}

function fromConsignee(address: Consignee) {
  return {
    name: address.name,
    phone_number: address.phone,
    email: address.email,
    address: {
      country_code: address.countryCode,
      state_or_region: address.province,
      city: address.city,
      postal_code: address.postalCode,
      address_line_1: address.line1,
      address_line_2: address.line2,
    },
  };
}
