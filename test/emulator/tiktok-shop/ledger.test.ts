import fc from "fast-check";
import { expect, it } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { type AShop, aLiveProduct, aShop } from "./a-shop.ts";
import { check, look, type Seen } from "./ledger-check.ts";
import { AIMS, MOVES, type Scene } from "./ledger-moves.ts";

// What many others wait for comes more often.
const OFTEN = [
  "moveOrderOn",
  "moveOrderOn",
  "moveOrderOn",
  "buyFromSeller",
  "buyerAsksToCancel",
  "goodsBreak",
  "outboundGoesWrong",
  "sellerAgrees",
  "buyerAsksToCancel",
  "buyerTakesRequestBack",
  "sellerRefuses",
  "orderOutbound",
];
const move = fc.record({
  name: fc.constantFrom(...Object.keys(MOVES), ...OFTEN),
  quantity: fc.integer({ min: 1, max: 5 }),
  which: fc.nat(20),
});
type Step = typeof move extends fc.Arbitrary<infer M> ? M : never;
type Fixed = Pick<Scene, "shop" | "productId" | "skuId" | "goodsId">;

it("stock is neither made nor lost, whatever is bought, shipped, broken and called off", {
  timeout: 60_000,
}, async () => {
  const accepted = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.noBias(fc.array(move, { minLength: 50, maxLength: 60 })), async (steps) => {
      const fixed = await begin();
      let before = await look(fixed.shop, fixed);
      for (const step of steps) {
        const isAccepted = await take(fixed, step);
        const after = await look(fixed.shop, fixed);
        check(after);
        if (isAccepted) accepted.add(step.name);
        else expect(after).toEqual(before);
        checkOwn(step.name, before, after);
        before = after;
      }
    }),
    { numRuns: 30, seed: 20_261_125 },
  );
  // Each move happened at least once: none is refused for ever.
  expect(Object.keys(MOVES).filter((name) => !accepted.has(name) && name !== "shipUnitOfNobody")).toEqual([]);
});

async function begin(): Promise<Fixed> {
  const shop = aShop({ actors: "manual" });
  const { id: productId, skuIds } = await aLiveProduct(shop);
  shop.twin.decideAudit(productId, { approve: true });
  const { goodsId } = shop.twin.stockFbt(DEMO_SHOP, { sellerSku: "MUG-S", quantity: 4 });
  return { shop, productId, skuId: skuIds[0] ?? "", goodsId };
}

/** Takes the step at one of the orders there are; whether the world let it. */
async function take(fixed: Fixed, { name, quantity, which }: Step): Promise<boolean> {
  const { orders, outboundOrders } = fixed.shop.twin.view(DEMO_SHOP);
  const aimedAt = orders.filter(({ status }) => which % 4 !== 0 && AIMS[name]?.includes(status));
  const pool = aimedAt.length > 0 ? aimedAt : orders;
  const order = pool[which % Math.max(1, pool.length)];
  const scene: Scene = {
    ...fixed,
    orderId: order?.id ?? "576600000000000000",
    lineIds: order?.lines.map((line) => line.id) ?? [],
    ...(await openRequest(fixed.shop)),
    mcfOrderId: outboundOrders.at(-1)?.mcfOrderId ?? "1",
    quantity,
    which,
  };
  try {
    const answer = (await MOVES[name]?.(scene)) as { code?: number; data?: { errors?: unknown } } | undefined;
    return !answer?.code && !answer?.data?.errors;
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(TypeError);
    return false;
  }
}

async function openRequest(shop: AShop): Promise<{ cancellationId: string; askedOrderId: string }> {
  const pending = { cancel_status: ["CANCELLATION_REQUEST_PENDING"] };
  const { data } = await shop.call("POST /return_refund/202309/cancellations/search", pending);
  const found = data.cancellations as unknown as readonly { cancel_id: string; order_id: string }[];
  return { cancellationId: found[0]?.cancel_id ?? "1", askedOrderId: found[0]?.order_id ?? "1" };
}

/** The seller's own units change by what is shipped and by what the seller counts, by nothing else. */
function checkOwn(name: string, before: Seen, after: Seen): void {
  if (name === "sellerSetsStock") return;
  const shipped = ({ orders }: Seen) =>
    orders
      .filter((order) => order.fulfillment_type === "FULFILLMENT_BY_SELLER")
      .flatMap((order) => order.line_items)
      .filter((line) => line.package_id).length;
  const units = ({ own }: Seen) => own.available + own.committed;
  expect(units(after)).toBe(units(before) - (shipped(after) - shipped(before)));
}
