import { beforeEach, describe, expect, it } from "vitest";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

const WRITE = (field: string, type: string) =>
  `mutation($input: ${type}!, $key: String!) { ${field}(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { id reason changes { name delta quantityAfterChange ledgerDocumentUri } } userErrors { code field message } } }`;
const MOVE = WRITE("inventoryMoveQuantities", "InventoryMoveQuantitiesInput");
const ADJUST = WRITE("inventoryAdjustQuantities", "InventoryAdjustQuantitiesInput");
const STATES = [
  "available",
  "committed",
  "on_hand",
  "incoming",
  "reserved",
  "damaged",
  "safety_stock",
  "quality_control",
];
const LEDGER = "gid://reeldock/Count/1";

let alone: Alone;
let item: string;
let location: string;
let keys = 0;

beforeEach(async () => {
  alone = shopifyAlone();
  alone.twin.importProducts(STORE, [aProduct("mug", [{ sku: "MUG", quantity: 10 }])]);
  const { data } = await alone.graphql("{ productVariants(first: 1) { nodes { inventoryItem { id } } } }");
  item = data["productVariants"].nodes[0].inventoryItem.id;
  location = alone.twin.view(STORE).locations[0]?.id ?? "";
});

async function write(document: string, input: object) {
  const { data, errors } = await alone.graphql(document, { input, key: `key-${keys++}` });
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.values(data)[0];
}

async function states(): Promise<Record<string, number>> {
  const { data } = await alone.graphql(
    "query($i: ID!, $l: ID!, $names: [String!]!) { inventoryItem(id: $i) { inventoryLevel(locationId: $l) { quantities(names: $names) { name quantity } } } }",
    { i: item, l: location, names: STATES },
  );
  const list: { name: string; quantity: number }[] = data["inventoryItem"].inventoryLevel.quantities;
  return Object.fromEntries(list.map(({ name, quantity }) => [name, quantity]));
}

const move = (from: string, to: string, quantity: number, change: object = {}) => ({
  reason: "damaged",
  referenceDocumentUri: "gid://reeldock/Sync/1",
  changes: [
    {
      inventoryItemId: item,
      quantity,
      from: end(from),
      to: end(to),
      ...change,
    },
  ],
});
const end = (name: string) => ({
  name,
  locationId: location,
  changeFromQuantity: null,
  ...(name === "available" ? {} : { ledgerDocumentUri: LEDGER }),
});

describe("inventoryMoveQuantities", () => {
  it("changes the state of units and leaves what is on hand", async () => {
    const answer = await write(MOVE, move("available", "damaged", 3));
    expect(answer.userErrors).toEqual([]);
    expect(answer.inventoryAdjustmentGroup.changes).toEqual([
      { name: "available", delta: -3, quantityAfterChange: 7, ledgerDocumentUri: LEDGER },
      { name: "damaged", delta: 3, quantityAfterChange: 3, ledgerDocumentUri: LEDGER },
    ]);
    expect(await states()).toMatchObject({ available: 7, damaged: 3, on_hand: 10 });
    await write(MOVE, move("damaged", "available", 3));
    expect(await states()).toMatchObject({ available: 10, damaged: 0, on_hand: 10 });
  });

  it.each([
    ["SAME_QUANTITY_NAME", () => move("available", "available", 1)],
    ["INVALID_QUANTITY_NAME", () => move("available", "on_hand", 1)],
    ["INVALID_QUANTITY_NEGATIVE", () => move("available", "damaged", -1)],
    ["INVALID_QUANTITY_TOO_HIGH", () => move("available", "damaged", 2_000_000_001)],
    ["INVALID_INVENTORY_ITEM", () => move("available", "damaged", 1, { inventoryItemId: location })],
    ["MOVE_QUANTITIES_FAILED", () => move("damaged", "available", 1)],
    [
      "INVALID_QUANTITY_DOCUMENT",
      () => move("available", "damaged", 1, { to: { ...end("damaged"), ledgerDocumentUri: null } }),
    ],
    [
      "INTERNAL_LEDGER_DOCUMENT",
      () =>
        move("available", "damaged", 1, {
          to: { ...end("damaged"), ledgerDocumentUri: "gid://shopify/Order/1" },
        }),
    ],
    [
      "INVALID_LEDGER_DOCUMENT",
      () => move("available", "damaged", 1, { to: { ...end("damaged"), ledgerDocumentUri: "paper" } }),
    ],
    [
      "INVALID_AVAILABLE_DOCUMENT",
      () => move("available", "damaged", 1, { from: { ...end("available"), ledgerDocumentUri: LEDGER } }),
    ],
    [
      "CHANGE_FROM_QUANTITY_STALE",
      () => move("available", "damaged", 1, { from: { ...end("available"), changeFromQuantity: 9 } }),
    ],
    [
      "DIFFERENT_LOCATIONS",
      () =>
        move("available", "damaged", 1, {
          to: { ...end("damaged"), locationId: alone.twin.addLocation(STORE, "Attic") },
        }),
    ],
    ["INVALID_REASON", () => ({ ...move("available", "damaged", 1), reason: "because" })],
    [
      "INVALID_REFERENCE_DOCUMENT",
      () => ({ ...move("available", "damaged", 1), referenceDocumentUri: "gid://half" }),
    ],
  ])("refuses with %s and changes nothing", async (code, input) => {
    const before = await states();
    const answer = await write(MOVE, input());
    expect(answer.userErrors[0]).toMatchObject({ code });
    expect(answer.inventoryAdjustmentGroup).toBeNull();
    expect(await states()).toEqual(before);
  });
});

const adjust = (name: string, delta: number, change: object = {}) => ({
  name,
  reason: "received",
  changes: [
    {
      inventoryItemId: item,
      locationId: location,
      delta,
      changeFromQuantity: null,
      ...(name === "available" ? {} : { ledgerDocumentUri: LEDGER }),
      ...change,
    },
  ],
});

describe("inventoryAdjustQuantities", () => {
  it("adds to one state, and to what is on hand unless it is on its way", async () => {
    await write(ADJUST, adjust("quality_control", 2));
    await write(ADJUST, adjust("incoming", 5));
    await write(ADJUST, adjust("available", -4));
    expect(await states()).toMatchObject({
      available: 6,
      quality_control: 2,
      incoming: 5,
      committed: 0,
      on_hand: 8,
    });
  });

  it.each([
    ["INVALID_QUANTITY_NAME", () => adjust("committed", 1)],
    ["INVALID_LOCATION", () => adjust("available", 1, { locationId: item })],
    ["INVALID_QUANTITY_TOO_LOW", () => adjust("reserved", -1)],
    ["INVALID_QUANTITY_TOO_HIGH", () => adjust("available", 2_000_000_000)],
    ["INVALID_QUANTITY_DOCUMENT", () => adjust("damaged", 1, { ledgerDocumentUri: null })],
    ["CHANGE_FROM_QUANTITY_STALE", () => adjust("available", 1, { changeFromQuantity: 11 })],
  ])("refuses with %s and changes nothing", async (code, input) => {
    const before = await states();
    const answer = await write(ADJUST, input());
    expect(answer.userErrors[0]).toMatchObject({ code });
    expect(await states()).toEqual(before);
  });

  it("writes no row when a later one is wrong", async () => {
    const good = adjust("available", 1).changes[0];
    const answer = await write(ADJUST, {
      ...adjust("available", 1),
      changes: [good, { ...good, inventoryItemId: "gid://shopify/InventoryItem/1" }],
    });
    expect(answer.userErrors).toEqual([
      {
        code: "INVALID_INVENTORY_ITEM",
        field: ["input", "changes", "1", "inventoryItemId"],
        message: "The specified inventory item could not be found.",
      },
    ]);
    expect(await states()).toMatchObject({ available: 10 });
  });
});

describe("where an item is stocked", () => {
  const TOGGLE = `mutation($i: ID!, $u: [InventoryBulkToggleActivationInput!]!) {
    inventoryBulkToggleActivation(inventoryItemId: $i, inventoryItemUpdates: $u) { inventoryLevels { isActive location { name } } userErrors { code field } } }`;
  const toggle = async (...u: { locationId: string; activate: boolean }[]) =>
    (await alone.graphql(TOGGLE, { i: item, u })).data["inventoryBulkToggleActivation"];

  it("is switched for several locations at once, or for none of them", async () => {
    const attic = alone.twin.addLocation(STORE, "Attic");
    const refused = await toggle(
      { locationId: attic, activate: true },
      { locationId: "gid://shopify/Location/1", activate: true },
    );
    expect(refused.userErrors).toEqual([
      { code: "LOCATION_NOT_FOUND", field: ["inventoryItemUpdates", "1", "locationId"] },
    ]);
    expect(alone.twin.view(STORE).products[0]?.variants[0]?.levels).toHaveLength(1);
    const done = await toggle(
      { locationId: attic, activate: true },
      { locationId: location, activate: false },
    );
    expect(done.inventoryLevels).toEqual([{ isActive: true, location: { name: "Attic" } }]);
    await alone.parts.clock.advance(0);
    const topics = alone.heard.map(({ headers }) => headers.get("x-shopify-topic"));
    // Nothing lies where it is stocked now: with the other location its last units are gone.
    expect(topics.slice(-3)).toEqual([
      "inventory_levels/connect",
      "inventory_levels/disconnect",
      "variants/out_of_stock",
    ]);
  });

  it("cannot be switched off where it is committed, or at its only location", async () => {
    expect((await toggle({ locationId: location, activate: false })).userErrors[0].code).toBe(
      "CANNOT_DEACTIVATE_FROM_ONLY_LOCATION",
    );
    const attic = alone.twin.addLocation(STORE, "Attic");
    await toggle({ locationId: attic, activate: true });
    alone.twin.placeOrder(STORE, { lines: [{ sku: "MUG", quantity: 1 }] });
    expect((await toggle({ locationId: location, activate: false })).userErrors[0].code).toBe(
      "COMMITTED_INVENTORY_AT_LOCATION",
    );
  });

  it("is switched off by inventoryDeactivate once", async () => {
    const OFF = "mutation($l: ID!) { inventoryDeactivate(inventoryLevelId: $l) { userErrors { message } } }";
    await toggle({ locationId: alone.twin.addLocation(STORE, "Attic"), activate: true });
    const { data } = await alone.graphql(
      "query($i: ID!, $l: ID!) { inventoryItem(id: $i) { inventoryLevel(locationId: $l) { id canDeactivate } } }",
      { i: item, l: location },
    );
    const { id: l, canDeactivate } = data["inventoryItem"].inventoryLevel;
    expect(canDeactivate).toBe(true);
    expect((await alone.graphql(OFF, { l })).data["inventoryDeactivate"].userErrors).toEqual([]);
    expect((await alone.graphql(OFF, { l })).data["inventoryDeactivate"].userErrors).toHaveLength(1);
    expect(alone.twin.view(STORE).products[0]?.variants[0]?.levels).toHaveLength(1);
  });
});
