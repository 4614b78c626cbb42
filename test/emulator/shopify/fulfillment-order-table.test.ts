import { describe, expect, it } from "vitest";
import { aProduct, STORE, shopifyAlone } from "./alone.ts";
import { ACTIONS, MUTATIONS, ROWS, type Row, type Scene } from "./fulfillment-order-table.ts";

/** Three units in one fulfillment order, one more of the same in another. */
async function scene(at: Row["at"]): Promise<Scene> {
  const alone = shopifyAlone();
  const { twin } = alone;
  twin.importProducts(STORE, [aProduct("lamp", [{ sku: "LAMP", quantity: 0 }])]);
  const made = await alone.graphql(
    'mutation { fulfillmentServiceCreate(name: "FBT") { fulfillmentService { location { id } } } }',
  );
  const service = made.data["fulfillmentServiceCreate"].fulfillmentService.location.id;
  twin.setStock(STORE, "LAMP", 9, ...(at === "service" ? [service] : []));
  const attic = twin.addLocation(STORE, "Attic");
  twin.setStock(STORE, "LAMP", 0, attic);
  const { name, orderId } = twin.placeOrder(STORE, { lines: [{ sku: "LAMP", quantity: 4 }] });
  const [otherId = ""] = twin.splitOrder(STORE, name, { sku: "LAMP", quantity: 1 });
  const id = twin.view(STORE).orders.find((order) => order.id === orderId)?.fulfillmentOrders[0]?.id ?? "";
  const { data } = await alone.graphql(
    `{ fulfillmentOrder(id: "${id}") { lineItems(first: 1) { nodes { id } } } }`,
  );
  const lineId = data["fulfillmentOrder"].lineItems.nodes[0].id;
  return { alone, id, otherId, lineId, name, attic };
}

async function state({ alone, id }: Scene): Promise<{ is: string; actions: readonly string[] }> {
  const { data } = await alone.graphql(
    `{ fulfillmentOrder(id: "${id}") { status requestStatus supportedActions { action } } }`,
  );
  const { status, requestStatus, supportedActions } = data["fulfillmentOrder"];
  return {
    is: `${status}/${requestStatus}`,
    actions: supportedActions.map(({ action }: { action: string }) => action),
  };
}

describe.each(Object.entries(ROWS))("a fulfillment order that is %s", (_name, row) => {
  it("takes what the table says and nothing else", async () => {
    const built = await scene(row.at);
    for (const build of row.build) await build(built);
    const { is, actions } = await state(built);
    expect(is).toBe(row.is);
    const saved = built.alone.twin.save();
    const before = built.alone.twin.view(STORE);
    for (const [name, mutate] of Object.entries(MUTATIONS) as [
      keyof typeof MUTATIONS,
      (typeof MUTATIONS)["SHIP"],
    ][]) {
      built.alone.twin.load(saved);
      const { data, errors } = await mutate(built);
      const payload = Object.values(data ?? {})[0];
      const accepted = row.accepts[name];
      expect([name, errors, payload.userErrors.length === 0]).toEqual([
        name,
        undefined,
        accepted !== undefined,
      ]);
      if (accepted) expect([name, (await state(built)).is]).toEqual([name, accepted]);
      else expect([name, built.alone.twin.view(STORE)]).toEqual([name, before]);
      const action = ACTIONS[name];
      if (action) expect([action, actions.includes(action)]).toEqual([action, accepted !== undefined]);
    }
  });
});
