// Whatever is done in whatever order, the states of stock sum and what is committed is what still has to be shipped.
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

const STATES = ["available", "committed", "on_hand", "incoming", "reserved", "damaged", "safety_stock"];
const UNAVAILABLE = ["reserved", "damaged", "safety_stock", "quality_control"];

type Scene = { alone: Alone; item: string; places: readonly string[]; key: number };
type Step = { readonly name: keyof typeof STEPS; readonly units: number; readonly pick: number };

async function scene(): Promise<Scene> {
  const alone = shopifyAlone();
  alone.twin.importProducts(STORE, [
    aProduct("mug", [{ sku: "MUG", quantity: 12, inventoryPolicy: "CONTINUE" }]),
  ]);
  const attic = alone.twin.addLocation(STORE, "Attic");
  alone.twin.setStock(STORE, "MUG", 4, attic);
  const { data } = await alone.graphql("{ productVariants(first: 1) { nodes { inventoryItem { id } } } }");
  const places = alone.twin.view(STORE).locations.map(({ id }) => id);
  return { alone, item: data["productVariants"].nodes[0].inventoryItem.id, places, key: 0 };
}

const orders = ({ alone }: Scene) => alone.twin.view(STORE).orders;
const picked = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];
const parts = (it: Scene) =>
  orders(it).flatMap(({ fulfillmentOrders }) =>
    fulfillmentOrders.filter(({ status }) => status !== "CLOSED"),
  );
const place = (it: Scene, pick: number) => picked(it.places, pick) ?? "";
const run = (it: Scene, document: string) => it.alone.graphql(document);
const keyed = (it: Scene, call: string) =>
  run(it, `mutation { ${call} @idempotent(key: "k${it.key++}") { userErrors { message } } }`);
// Staff moves say no by throwing: that is an answer like another.
const staff = (move: () => unknown): void => {
  try {
    move();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
};
const row = (it: Scene, { units, pick }: Step, field: string) =>
  `{ inventoryItemId: "${it.item}", locationId: "${place(it, pick)}", ${field}: ${units}, changeFromQuantity: null }`;
const cause = 'reason: "correction", referenceDocumentUri: "gid://reeldock/Count/1"';
const end = (name: string, at: string) =>
  `{ name: "${name}", locationId: "${at}", changeFromQuantity: null${name === "available" ? "" : ', ledgerDocumentUri: "gid://reeldock/Count/1"'} }`;

async function moveState(it: Scene, step: Step, [from, to]: readonly [string, string]): Promise<void> {
  const at = place(it, step.pick);
  const change = `{ inventoryItemId: "${it.item}", quantity: ${step.units}, from: ${end(from, at)}, to: ${end(to, at)} }`;
  await keyed(it, `inventoryMoveQuantities(input: { ${cause}, changes: [${change}] })`);
}

async function refund(it: Scene, { units, pick }: Step, restockType: string): Promise<void> {
  const order = picked(orders(it), pick);
  if (!order) return;
  const { data } = await run(it, `{ order(id: "${order.id}") { lineItems(first: 1) { nodes { id } } } }`);
  const line = data["order"].lineItems.nodes[0].id;
  await keyed(
    it,
    `refundCreate(input: { orderId: "${order.id}", refundLineItems: [{ lineItemId: "${line}", quantity: ${units}, restockType: ${restockType} }] })`,
  );
}

const onPart = async (it: Scene, pick: number, mutation: string, more = ""): Promise<void> => {
  const part = picked(parts(it), pick);
  if (part) await run(it, `mutation { ${mutation}(id: "${part.id}"${more}) { userErrors { message } } }`);
};

const STEPS = {
  set: (it: Scene, step: Step) =>
    keyed(
      it,
      `inventorySetQuantities(input: { name: "available", ${cause}, quantities: [${row(it, step, "quantity")}] })`,
    ),
  setOnHand: (it: Scene, step: Step) =>
    keyed(
      it,
      `inventorySetQuantities(input: { name: "on_hand", ${cause}, quantities: [${row(it, step, "quantity")}] })`,
    ),
  adjust: (it: Scene, step: Step) =>
    keyed(
      it,
      `inventoryAdjustQuantities(input: { name: "available", ${cause}, changes: [${row(it, { ...step, units: 4 - step.units }, "delta")}] })`,
    ),
  damage: (it: Scene, step: Step) =>
    moveState(it, step, ["available", picked(UNAVAILABLE, step.units) ?? ""]),
  mend: (it: Scene, step: Step) => moveState(it, step, [picked(UNAVAILABLE, step.units) ?? "", "available"]),
  buy: ({ alone }: Scene, { units }: Step) =>
    alone.twin.placeOrder(STORE, { lines: [{ sku: "MUG", quantity: units }] }),
  ship: (it: Scene, { units, pick }: Step) =>
    staff(() =>
      it.alone.twin.fulfillAsMerchant(STORE, picked(orders(it), pick)?.name ?? "", {
        company: "UPS",
        number: "1",
        lines: [{ sku: "MUG", quantity: units }],
      }),
    ),
  unship: async (it: Scene, { pick }: Step) => {
    const id = picked(
      orders(it).flatMap(({ fulfillments }) => fulfillments),
      pick,
    )?.id;
    if (id) await run(it, `mutation { fulfillmentCancel(id: "${id}") { userErrors { message } } }`);
  },
  cancel: (it: Scene, { pick }: Step) =>
    staff(() => it.alone.twin.cancelOrder(STORE, picked(orders(it), pick)?.name ?? "")),
  cancelLine: (it: Scene, step: Step) => refund(it, step, "CANCEL"),
  takeBack: (it: Scene, step: Step) => refund(it, step, "RETURN"),
  refundOnly: (it: Scene, step: Step) => refund(it, step, "NO_RESTOCK"),
  hold: (it: Scene, { pick }: Step) =>
    onPart(it, pick, "fulfillmentOrderHold", ", fulfillmentHold: { reason: OTHER }"),
  release: (it: Scene, { pick }: Step) => onPart(it, pick, "fulfillmentOrderReleaseHold"),
  move: (it: Scene, { pick, units }: Step) =>
    onPart(it, pick, "fulfillmentOrderMove", `, newLocationId: "${place(it, units)}"`),
  split: (it: Scene, { pick }: Step) =>
    staff(() =>
      it.alone.twin.splitOrder(STORE, picked(orders(it), pick)?.name ?? "", { sku: "MUG", quantity: 1 }),
    ),
};

async function check(it: Scene): Promise<void> {
  const names = [...STATES, "quality_control"].map((name) => `"${name}"`).join(", ");
  const { data } = await run(
    it,
    `{ inventoryItem(id: "${it.item}") { inventoryLevels(first: 5) { nodes { location { id } quantities(names: [${names}]) { name quantity } } } } }`,
  );
  for (const level of data["inventoryItem"].inventoryLevels.nodes) {
    const quantity = Object.fromEntries(
      level.quantities.map((one: { name: string; quantity: number }) => [one.name, one.quantity]),
    );
    const unavailable = UNAVAILABLE.reduce((sum, name) => sum + quantity[name], 0);
    expect(quantity["on_hand"]).toBe(quantity["available"] + quantity["committed"] + unavailable);
    const open = orders(it)
      .flatMap(({ fulfillmentOrders }) => fulfillmentOrders)
      .filter(({ locationId }) => locationId === level.location.id)
      .flatMap(({ lines }) => lines)
      .reduce((sum, { remaining }) => sum + remaining, 0);
    expect(quantity["committed"]).toBe(open);
  }
}

const steps = fc.array(
  fc.record({
    name: fc.constantFrom(...(Object.keys(STEPS) as (keyof typeof STEPS)[])),
    units: fc.integer({ min: 0, max: 6 }).map((units) => Math.max(1, units)),
    pick: fc.nat(9),
  }),
  { minLength: 5, maxLength: 25 },
);

it("stock sums and commits what is left to ship, after every step of any sequence", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const it = await scene();
      for (const step of sequence) {
        await STEPS[step.name](it, step);
        await check(it);
      }
    }),
    { numRuns: 25, seed: 20_261_125 },
  );
}, 30_000);
