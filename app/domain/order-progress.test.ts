import { describe, expect, it } from "vitest";
import { nextSteps } from "./order-progress.ts";

const part = {
  id: "fo1",
  state: "accepted" as const,
  storeFulfillmentOrderId: "gid-fo" as string | null,
  outboundOrderId: null as string | null,
  shipments: [] as { id: string; reportedAt: Date | null }[],
};
const order = {
  id: "o1",
  origin: "marketplace" as "marketplace" | "store",
  originOrderId: "577",
  state: "routed" as const,
  holdReason: null as string | null,
  shippedBy: "marketplace" as "marketplace" | "merchant",
  storeOrderId: "gid-o" as string | null,
  lines: [{ cancelledQuantity: 0 }],
  fulfillmentOrders: [part],
};
const verbs = (over: object) =>
  nextSteps({ ...order, ...over }).map((step) => `${step.verb} ${step.subject}`);

describe("an unfinished order", () => {
  it("of the marketplace is read again", () => {
    expect(verbs({})).toEqual(["import-orders 577"]);
  });

  it("that the store does not have, or has unlinked, is created or linked", () => {
    expect(verbs({ storeOrderId: null })).toContain("create-store-orders o1");
    expect(verbs({ fulfillmentOrders: [{ ...part, storeFulfillmentOrderId: null }] })).toContain(
      "create-store-orders o1",
    );
  });

  it("held for stock is routed again; held for a link is only imported", () => {
    expect(verbs({ state: "on-hold", holdReason: "out-of-stock", storeOrderId: null })).toContain(
      "route-orders o1",
    );
    expect(verbs({ state: "on-hold", holdReason: "sku-not-linked", storeOrderId: null })).toEqual([
      "import-orders 577",
    ]);
  });

  it("that the merchant ships is looked for in the store", () => {
    expect(verbs({ shippedBy: "merchant" })).toContain("record-store-shipments gid-o");
  });

  it("that the merchant shipped is looked for in the store only where units were called off", () => {
    const shipped = { shippedBy: "merchant", state: "shipped" };
    expect(verbs(shipped)).toEqual(["import-orders 577"]);
    const lines = [{ cancelledQuantity: 0 }, { cancelledQuantity: 1 }];
    expect(verbs({ ...shipped, lines })).toContain("record-store-shipments gid-o");
  });

  it("with a package nobody was told of is reported", () => {
    const shipments = [
      { id: "s1", reportedAt: null },
      { id: "s2", reportedAt: new Date(0) },
    ];
    const steps = verbs({ fulfillmentOrders: [{ ...part, shipments }] });
    expect(steps).toContain("report-shipments s1");
    expect(steps).not.toContain("report-shipments s2");
  });

  it("of the store goes on where its part stands", () => {
    const at = (over: object) => verbs({ origin: "store", fulfillmentOrders: [{ ...part, ...over }] });
    expect(at({ state: "open" })).toEqual(["answer-fulfillment-requests gid-fo"]);
    expect(at({ state: "submitted" })).toEqual(["submit-fulfillment-orders fo1"]);
    expect(at({ outboundOrderId: "mcf1" })).toEqual(["record-shipments fo1"]);
    expect(at({ state: "rejected" })).toEqual([]);
  });
});
