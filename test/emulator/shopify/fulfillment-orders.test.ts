import { describe, expect, it } from "vitest";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

type Scene = { alone: Alone; orderName: string; id: string };

/** An order of the store's own whose only line is stocked at a fulfillment service. */
async function atService(): Promise<Scene> {
  const alone = shopifyAlone();
  alone.twin.importProducts(STORE, [aProduct("lamp", [{ sku: "LAMP", quantity: 0 }])]);
  const made = await alone.graphql(
    'mutation { fulfillmentServiceCreate(name: "FBT", callbackUrl: "https://app.test/fbt") { fulfillmentService { location { id } } } }',
  );
  alone.twin.setStock(STORE, "LAMP", 9, made.data["fulfillmentServiceCreate"].fulfillmentService.location.id);
  const { name } = alone.twin.placeOrder(STORE, { lines: [{ sku: "LAMP", quantity: 3 }] });
  await alone.parts.clock.advance(0);
  return { alone, orderName: name, id: alone.twin.view(STORE).orders[0]?.fulfillmentOrders[0]?.id ?? "" };
}

async function state({ alone, id }: Scene): Promise<[string, string, ...string[]]> {
  const { data } = await alone.graphql(
    "query($id: ID!) { fulfillmentOrder(id: $id) { status requestStatus supportedActions { action } } }",
    { id },
  );
  const { status, requestStatus, supportedActions } = data["fulfillmentOrder"];
  return [status, requestStatus, ...supportedActions.map(({ action }: { action: string }) => action)];
}

async function ask({ alone, id }: Scene, mutation: string, args = ""): Promise<string[]> {
  const { data, errors } = await alone.graphql(
    `mutation($id: ID!) { ${mutation}(id: $id${args}) { userErrors { message } } }`,
    { id },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data[mutation].userErrors.map(({ message }: { message: string }) => message);
}

describe("a fulfillment order at a service's location", () => {
  it("goes from request over acceptance to closed", async () => {
    const scene = await atService();
    expect(await state(scene)).toEqual([
      "OPEN",
      "UNSUBMITTED",
      "REQUEST_FULFILLMENT",
      "CREATE_FULFILLMENT",
      "HOLD",
      "MOVE",
      "SPLIT",
    ]);
    expect(scene.alone.twin.requestFulfillment(STORE, scene.orderName)).toEqual([scene.id]);
    expect(scene.alone.twin.requestFulfillment(STORE, scene.orderName)).toEqual([]);
    expect(await state(scene)).toEqual(["OPEN", "SUBMITTED", "CANCEL_FULFILLMENT_ORDER"]);
    expect(await ask(scene, "fulfillmentOrderAcceptFulfillmentRequest")).toEqual([]);
    expect(await state(scene)).toEqual([
      "IN_PROGRESS",
      "ACCEPTED",
      "CREATE_FULFILLMENT",
      "REQUEST_CANCELLATION",
    ]);
    expect(await ask(scene, "fulfillmentOrderAcceptFulfillmentRequest")).toHaveLength(1);
    const { data } = await scene.alone.graphql(
      `mutation($id: ID!) { fulfillmentCreate(fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: $id }] }) { fulfillment { status } userErrors { message } } }`,
      { id: scene.id },
    );
    expect(data["fulfillmentCreate"]).toEqual({ fulfillment: { status: "SUCCESS" }, userErrors: [] });
    expect(await state(scene)).toEqual(["CLOSED", "CLOSED"]);
  });

  it("can be rejected and asked for again", async () => {
    const scene = await atService();
    scene.alone.twin.requestFulfillment(STORE, scene.orderName);
    expect(
      await ask(scene, "fulfillmentOrderRejectFulfillmentRequest", ", reason: INVENTORY_OUT_OF_STOCK"),
    ).toEqual([]);
    expect((await state(scene)).slice(0, 3)).toEqual(["OPEN", "REJECTED", "REQUEST_FULFILLMENT"]);
    expect(await ask(scene, "fulfillmentOrderRejectFulfillmentRequest")).toHaveLength(1);
    expect(await ask(scene, "fulfillmentOrderSubmitFulfillmentRequest")).toEqual([]);
    expect((await state(scene)).slice(0, 2)).toEqual(["OPEN", "SUBMITTED"]);
  });

  it("can be asked to stop: the service accepts or rejects", async () => {
    for (const [answer, expected] of [
      [
        "Accept",
        ["CANCELLED", "CANCELLATION_ACCEPTED", "REQUEST_FULFILLMENT", "CREATE_FULFILLMENT", "HOLD", "MOVE"],
      ],
      ["Reject", ["IN_PROGRESS", "CANCELLATION_REJECTED", "CREATE_FULFILLMENT"]],
    ] as const) {
      const scene = await atService();
      expect(await ask(scene, "fulfillmentOrderSubmitCancellationRequest")).toHaveLength(1);
      scene.alone.twin.requestFulfillment(STORE, scene.orderName);
      await ask(scene, "fulfillmentOrderAcceptFulfillmentRequest");
      scene.alone.twin.requestCancellation(STORE, scene.orderName);
      expect(await state(scene)).toEqual([
        "IN_PROGRESS",
        "CANCELLATION_REQUESTED",
        "CREATE_FULFILLMENT",
        "CANCEL_FULFILLMENT_ORDER",
      ]);
      expect(await ask(scene, `fulfillmentOrder${answer}CancellationRequest`)).toEqual([]);
      expect(await state(scene)).toEqual(expected);
    }
  });

  it("is closed and replaced when the merchant withdraws a request that waits for its answer", async () => {
    const scene = await atService();
    scene.alone.twin.requestFulfillment(STORE, scene.orderName);
    scene.alone.twin.requestCancellation(STORE, scene.orderName);
    expect(await state(scene)).toEqual(["CLOSED", "SUBMITTED"]);
    const parts = scene.alone.twin.view(STORE).orders[0]?.fulfillmentOrders;
    expect(
      parts?.map(({ status, requestStatus, lines }) => [status, requestStatus, lines[0]?.remaining]),
    ).toEqual([
      ["CLOSED", "SUBMITTED", 0],
      ["OPEN", "UNSUBMITTED", 3],
    ]);
  });

  it("calls the service on a request and on a cancellation request, signed like a webhook", async () => {
    const scene = await atService();
    scene.alone.twin.requestFulfillment(STORE, scene.orderName);
    await ask(scene, "fulfillmentOrderAcceptFulfillmentRequest");
    scene.alone.twin.requestCancellation(STORE, scene.orderName);
    await scene.alone.parts.clock.advance(0);
    const calls = scene.alone.heard.filter(
      ({ url }) => url === "https://app.test/fbt/fulfillment_order_notification",
    );
    expect(calls.map(({ body }) => JSON.parse(body))).toEqual([
      { kind: "FULFILLMENT_REQUEST" },
      { kind: "CANCELLATION_REQUEST" },
    ]);
    expect(calls[0]?.headers.get("x-shopify-hmac-sha256")).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  it("lists only what asks for something", async () => {
    const scene = await atService();
    const LIST =
      "query($s: FulfillmentOrderAssignmentStatus) { assignedFulfillmentOrders(first: 5, assignmentStatus: $s) { nodes { id orderName } } }";
    const list = async (s: string) =>
      (await scene.alone.graphql(LIST, { s })).data["assignedFulfillmentOrders"].nodes.length;
    expect(await list("FULFILLMENT_REQUESTED")).toBe(0);
    scene.alone.twin.requestFulfillment(STORE, scene.orderName);
    expect([await list("FULFILLMENT_REQUESTED"), await list("CANCELLATION_REQUESTED")]).toEqual([1, 0]);
  });

  it("is held, released, and moved only where its goods are stocked", async () => {
    const scene = await atService();
    expect(await ask(scene, "fulfillmentOrderHold", ", fulfillmentHold: { reason: OTHER }")).toEqual([]);
    expect(await state(scene)).toEqual(["ON_HOLD", "UNSUBMITTED", "RELEASE_HOLD", "HOLD"]);
    expect(await ask(scene, "fulfillmentOrderReleaseHold")).toEqual([]);
    expect((await state(scene))[0]).toBe("OPEN");
    const other = scene.alone.twin.addLocation(STORE, "Attic");
    expect(await ask(scene, "fulfillmentOrderMove", `, newLocationId: "${other}"`)).toEqual([
      "The items are not stocked at the new location.",
    ]);
    scene.alone.twin.setStock(STORE, "LAMP", 5, other);
    expect(await ask(scene, "fulfillmentOrderMove", `, newLocationId: "${other}"`)).toEqual([]);
    const level = scene.alone.twin
      .view(STORE)
      .products[0]?.variants[0]?.levels.find(({ locationId }) => locationId === other);
    expect(level).toMatchObject({ available: 2, committed: 3, onHand: 5 });
  });
});
