// What an unfinished order waits for: the step that a lost notice or a lost mark would have set going.
import { counts, type FulfillmentOrderState } from "./fulfillment-order.ts";
import type { OrderOrigin, OrderState } from "./order.ts";

export type NextStep = {
  readonly verb:
    | "import-orders"
    | "create-store-orders"
    | "route-orders"
    | "answer-fulfillment-requests"
    | "submit-fulfillment-orders"
    | "record-shipments"
    | "record-store-shipments"
    | "report-shipments";
  readonly subject: string;
};

type Part = {
  readonly id: string;
  readonly state: FulfillmentOrderState;
  readonly storeFulfillmentOrderId: string | null;
  readonly outboundOrderId: string | null;
  readonly shipments: readonly { readonly id: string; readonly reportedAt: Date | null }[];
};

type Unfinished = {
  readonly id: string;
  readonly origin: OrderOrigin;
  readonly originOrderId: string;
  readonly state: OrderState;
  readonly holdReason: string | null;
  readonly shippedBy: "merchant" | "marketplace";
  readonly storeOrderId: string | null;
  readonly lines: readonly { readonly cancelledQuantity: number }[];
  readonly fulfillmentOrders: readonly Part[];
};

/** The steps that should look at an unfinished order again. Each is repeatable, so one too many does no harm. */
export function nextSteps(order: Unfinished): readonly NextStep[] {
  const parts = order.fulfillmentOrders.filter((part) => counts(part.state));
  const unreported = parts.flatMap((part) =>
    part.shipments.filter((shipment) => shipment.reportedAt === null),
  );
  return [
    ...(order.origin === "marketplace" ? ofMarketplaceOrder(order, parts) : parts.flatMap(ofStorePart)),
    ...unreported.map((shipment): NextStep => ({ verb: "report-shipments", subject: shipment.id })),
  ];
}

function ofMarketplaceOrder(order: Unfinished, parts: readonly Part[]): readonly NextStep[] {
  const steps: NextStep[] = [{ verb: "import-orders", subject: order.originOrderId }];
  if (order.holdReason === "out-of-stock" || order.holdReason === "warehouse-unknown") {
    steps.push({ verb: "route-orders", subject: order.id });
  }
  const uncreated =
    order.storeOrderId === null || parts.some((part) => part.storeFulfillmentOrderId === null);
  if (order.state !== "imported" && order.state !== "on-hold" && uncreated) {
    steps.push({ verb: "create-store-orders", subject: order.id });
  }
  if (order.shippedBy === "merchant" && order.storeOrderId !== null && mayHaveChanged(order)) {
    steps.push({ verb: "record-store-shipments", subject: order.storeOrderId });
  }
  return steps;
}

// Of one whose units have all left nothing more is to come, unless the merchant still takes called-off units out of it.
function mayHaveChanged({ state, lines }: Unfinished): boolean {
  return state !== "shipped" || lines.some((line) => line.cancelledQuantity > 0);
}

function ofStorePart(part: Part): readonly NextStep[] {
  if (part.state === "open" && part.storeFulfillmentOrderId !== null) {
    return [{ verb: "answer-fulfillment-requests", subject: part.storeFulfillmentOrderId }];
  }
  if (part.state === "submitted") return [{ verb: "submit-fulfillment-orders", subject: part.id }];
  return part.outboundOrderId === null ? [] : [{ verb: "record-shipments", subject: part.id }];
}
