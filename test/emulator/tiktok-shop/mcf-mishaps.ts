// What goes wrong with a parcel of a multi-channel order: lost or damaged on its way, back again, stuck or given up by
// the warehouse. Only the words of the states are documented, and "Lack of inventory" as an issue.
import { type Core, effect } from "./core.ts";
import type { ConsignOrderRow, ConsignStatus } from "./fbt-rows.ts";
import { release, takeIn } from "./fbt-stock.ts";
import { changed, consignOrdersOf, MCF_FATE, type McfFate, unitsOf } from "./mcf-orders.ts";

export type Mishap = "lost" | "damaged" | "returned" | "stuck" | "given-up";

type Rule = {
  readonly from: readonly ConsignStatus[];
  readonly to: ConsignStatus;
  readonly issue: string;
  readonly stock: "stays-out" | "comes-back" | "is-released" | "stays-promised";
};

const ON_THE_WAY: readonly ConsignStatus[] = ["SHIPPED", "HANDOVER"];
const IN_THE_WAREHOUSE: readonly ConsignStatus[] = ["PENDING", "HANDLE_BY_WAREHOUSE"];

const RULES: Readonly<Record<Mishap, Rule>> = {
  lost: { from: ON_THE_WAY, to: "LOST", issue: "Package lost", stock: "stays-out" },
  damaged: { from: ON_THE_WAY, to: "DAMAGE", issue: "Package damaged", stock: "stays-out" },
  returned: { from: ON_THE_WAY, to: "CLOSED", issue: "Returned to warehouse", stock: "comes-back" },
  stuck: { from: IN_THE_WAREHOUSE, to: "ABNORMAL", issue: "Abnormal order", stock: "stays-promised" },
  "given-up": {
    from: [...IN_THE_WAREHOUSE, "ABNORMAL"],
    to: "CLOSED",
    issue: "Lack of inventory",
    stock: "is-released",
  },
};

export function startMcfMishaps(core: Core): void {
  core.parts.clock.on<McfFate>(MCF_FATE, ({ consignOrderId, what }) => {
    const row = core.state.consignOrders.get(consignOrderId);
    if (row && RULES[what].from.includes(row.status)) befall(core, row, RULES[what]);
  });
}

/** It befalls the consign order named, or every one that it can befall. */
export function befallOutboundOrder(
  core: Core,
  mcfOrderId: string,
  { what, consignOrderId }: { readonly what: Mishap; readonly consignOrderId?: string },
): void {
  const rule = RULES[what];
  const rows = consignOrdersOf(core, mcfOrderId)
    .filter((row) => consignOrderId === undefined || row.id === consignOrderId)
    .filter((row) => rule.from.includes(row.status));
  if (rows.length === 0)
    throw new Error(`no parcel of the multi-channel order ${mcfOrderId} can be ${what} now`);
  for (const row of rows) befall(core, row, rule);
}

function befall(core: Core, row: ConsignOrderRow, rule: Rule): void {
  for (const part of unitsOf(row)) {
    if (rule.stock === "is-released") release(core, part);
    if (rule.stock === "comes-back") takeIn(core, part, { orderId: row.id, orderType: "FAILED_DELIVERY" });
  }
  row.status = rule.to;
  row.issue = rule.issue;
  row.isPlatformClosed = rule.to === "CLOSED";
  effect(
    core,
    "mcf.went-wrong",
    { mcfOrderId: row.mcfOrderId, consignOrderId: row.id },
    { issue: rule.issue },
  );
  changed(core, row);
}
