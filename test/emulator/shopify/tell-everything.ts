// For the tests of payloads: brings about each thing that a store tells its apps of, once. A topic that is new in
// topics.ts needs a move here.
import { type Alone, aProduct, STORE } from "./alone.ts";

const address = {
  firstName: "Ada",
  lastName: "Park",
  address1: "1 Elm St",
  address2: null,
  city: "Albany",
  provinceCode: "NY",
  province: "New York",
  zip: "12207",
  countryCode: "US",
  phone: "+15185550100",
  email: "ada@example.com",
};

/** Ends with the app uninstalled and every compliance topic sent. */
export async function tellEverything(alone: Alone): Promise<void> {
  const { twin } = alone;
  await catalog(alone);
  const own = twin.placeOrder(STORE, { lines: [{ sku: "T-1", quantity: 1 }], address });
  const id = twin.fulfillAsMerchant(STORE, own.name, { company: "UPS", number: "1Z" });
  await alone.graphql("mutation($id: ID!) { fulfillmentCancel(id: $id) { userErrors { message } } }", { id });
  const edited = twin.placeOrder(STORE, { lines: [{ sku: "T-1", quantity: 2 }], address });
  twin.editOrder(STORE, edited.name, { sku: "T-1", quantity: 1 });
  for (const answer of ["Accept", "Reject"]) await requests(alone, answer);
  await holdsAndMoves(alone);
  await disconnect(alone);
  await plans(alone);
  await cutsAndParcels(alone);
  await alone.graphql(
    'mutation { bulkOperationRunQuery(query: "{ products { edges { node { id } } } }") { userErrors { message } } }',
  );
  await alone.parts.clock.advance(5_000);
  twin.deleteProduct(STORE, "tent");
  twin.askForPrivacy(STORE, "customers/data_request");
  twin.grantScopes(STORE, ["read_products"]);
  twin.uninstall(STORE);
  twin.askForPrivacy(STORE, "customers/redact");
  twin.askForPrivacy(STORE, "shop/redact");
  await alone.parts.clock.advance(0);
}

async function catalog(alone: Alone): Promise<void> {
  alone.twin.importProducts(STORE, [
    aProduct("tent", [{ sku: "T-1" }]),
    aProduct("lamp", [{ sku: "L-1", quantity: 0 }]),
  ]);
  const { data } = await alone.graphql(
    'mutation { fulfillmentServiceCreate(name: "FBT") { fulfillmentService { location { id } } } }',
  );
  const service: string = data["fulfillmentServiceCreate"].fulfillmentService.location.id;
  alone.twin.setStock(STORE, "L-1", 20, service);
  alone.twin.setVariantPrice(STORE, "T-1", "21.00");
  alone.twin.updateVariant(STORE, "T-1", { weightGrams: 300 });
  for (const tag of ["sale", "outdoor"]) {
    const rules = [{ column: "TAG", relation: "EQUALS", condition: tag }] as const;
    alone.twin.putCollection(STORE, "outdoors", { title: "Outdoors", rules });
  }
  alone.twin.deleteCollection(STORE, "outdoors");
  const shed = alone.twin.addLocation(STORE, "Shed");
  for (const change of [
    { name: "Garden shed" },
    { isActive: false },
    { isActive: true },
    { isActive: false },
  ])
    alone.twin.changeLocation(STORE, shed, change);
  alone.twin.deleteLocation(STORE, shed);
  for (const units of [0, 20]) alone.twin.setStock(STORE, "L-1", units, service);
  alone.twin.changeStore(STORE, { name: "Tents and lamps" });
}

/** A request rejected, then accepted, and a cancellation request answered; at last the order is cancelled. */
async function requests(alone: Alone, answer: string): Promise<void> {
  const { name, part } = await ordered(alone, "L-1");
  await ask(alone, part, "fulfillmentOrderSubmitFulfillmentRequest");
  await ask(alone, part, "fulfillmentOrderRejectFulfillmentRequest");
  await ask(alone, part, "fulfillmentOrderSubmitFulfillmentRequest");
  await ask(alone, part, "fulfillmentOrderAcceptFulfillmentRequest");
  await ask(alone, part, "fulfillmentOrderSubmitCancellationRequest");
  await ask(alone, part, `fulfillmentOrder${answer}CancellationRequest`);
  alone.twin.cancelOrder(STORE, name);
}

async function holdsAndMoves(alone: Alone): Promise<void> {
  const { part } = await ordered(alone, "T-1");
  await ask(alone, part, "fulfillmentOrderHold", ", fulfillmentHold: { reason: OTHER }");
  await ask(alone, part, "fulfillmentOrderReleaseHold");
  const attic = alone.twin.addLocation(STORE, "Attic");
  alone.twin.setStock(STORE, "T-1", 5, attic);
  await ask(alone, part, "fulfillmentOrderMove", `, newLocationId: "${attic}"`);
  const failing = await ordered(alone, "L-1");
  await ask(alone, failing.part, "fulfillmentOrderSubmitFulfillmentRequest");
  await ask(alone, failing.part, "fulfillmentOrderAcceptFulfillmentRequest");
  await ask(alone, failing.part, "fulfillmentOrderClose");
}

/** Put off, put off again and opened; and work that is reported, then taken back. */
async function plans(alone: Alone): Promise<void> {
  const inAnHour = new Date(alone.parts.clock.now() + 3_600_000).toISOString();
  const later = await ordered(alone, "T-1");
  alone.twin.scheduleOrder(STORE, later.name, inAnHour);
  await ask(alone, later.part, "fulfillmentOrderReschedule", `, fulfillAt: "${inAnHour}"`);
  await alone.parts.clock.advance(3_600_000);
  await ask(
    alone,
    later.part,
    "fulfillmentOrderReportProgress",
    ', progressReport: { reasonNotes: "Glueing" }',
  );
  await ask(alone, later.part, "fulfillmentOrderOpen");
}

/** Two units split, merged and split again; one half leaves in a parcel whose way is told. */
async function cutsAndParcels(alone: Alone): Promise<void> {
  const { name, orderId } = await ordered(alone, "T-1", 2);
  alone.twin.splitOrder(STORE, name, { sku: "T-1", quantity: 1 });
  const pieces = partsOf(alone, orderId).map(({ id }) => ({ fulfillmentOrderId: id }));
  await write(alone, "fulfillmentOrderMerge", "$v: [FulfillmentOrderMergeInput!]!", {
    name: "fulfillmentOrderMergeInputs",
    value: [{ mergeIntents: pieces }],
  });
  alone.twin.splitOrder(STORE, name, { sku: "T-1", quantity: 1 });
  const open = partsOf(alone, orderId).find(({ status }) => status === "OPEN");
  await write(alone, "fulfillmentCreate", "$v: FulfillmentInput!", {
    name: "fulfillment",
    value: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: open?.id }] },
  });
  const fulfillmentId = alone.twin.view(STORE).orders.find(({ id }) => id === orderId)?.fulfillments[0]?.id;
  await write(alone, "fulfillmentEventCreate", "$v: FulfillmentEventInput!", {
    name: "fulfillmentEvent",
    value: { fulfillmentId, status: "IN_TRANSIT" },
  });
}

async function write(
  alone: Alone,
  mutation: string,
  declared: string,
  argument: { name: string; value: unknown },
): Promise<void> {
  const { data, errors } = await alone.graphql(
    `mutation(${declared}) { ${mutation}(${argument.name}: $v) { userErrors { message } } }`,
    { v: argument.value },
  );
  const problems: readonly unknown[] = errors ?? data[mutation].userErrors;
  if (problems.length > 0) throw new Error(`${mutation}: ${JSON.stringify(problems)}`);
}

/** Stops stocking the tent where none of it lies. */
async function disconnect(alone: Alone): Promise<void> {
  const barn = alone.twin.addLocation(STORE, "Barn");
  alone.twin.setStock(STORE, "T-1", 1, barn);
  alone.twin.setStock(STORE, "T-1", 0, barn);
  const { data } = await alone.graphql(
    "{ productVariants(first: 9) { nodes { sku inventoryItem { inventoryLevels(first: 9) { nodes { id location { id } } } } } } }",
  );
  const levels = data["productVariants"].nodes.flatMap(
    (node: any) => node.inventoryItem.inventoryLevels.nodes,
  );
  const level = levels.find((one: any) => one.location.id === barn).id;
  const done = await alone.graphql(
    "mutation($id: ID!) { inventoryDeactivate(inventoryLevelId: $id) { userErrors { message } } }",
    { id: level },
  );
  if (done.data["inventoryDeactivate"].userErrors.length > 0) throw new Error(JSON.stringify(done.data));
}

async function ordered(
  alone: Alone,
  sku: string,
  quantity = 1,
): Promise<{ name: string; orderId: string; part: string }> {
  const { name, orderId } = alone.twin.placeOrder(STORE, { lines: [{ sku, quantity }], address });
  return { name, orderId, part: partsOf(alone, orderId)[0]?.id ?? "" };
}

function partsOf(alone: Alone, orderId: string): readonly { id: string; status: string }[] {
  return alone.twin.view(STORE).orders.find(({ id }) => id === orderId)?.fulfillmentOrders ?? [];
}

async function ask(alone: Alone, part: string, mutation: string, more = ""): Promise<void> {
  const { data, errors } = await alone.graphql(
    `mutation($id: ID!) { ${mutation}(id: $id${more}) { userErrors { message } } }`,
    { id: part },
  );
  const problems: readonly unknown[] = errors ?? data[mutation].userErrors;
  if (problems.length > 0) throw new Error(`${mutation}: ${JSON.stringify(problems)}`);
}
