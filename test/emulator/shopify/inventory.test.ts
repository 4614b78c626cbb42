import { describe, expect, it } from "vitest";
import { type Alone, aProduct, type GraphQLAnswer, STORE, shopifyAlone } from "./alone.ts";

const SET = `mutation($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { id } userErrors { code field message } } }`;

async function stocked(): Promise<{ alone: Alone; row: { inventoryItemId: string; locationId: string } }> {
  const alone = shopifyAlone();
  alone.twin.importProducts(STORE, [aProduct("mug", [{ sku: "MUG", quantity: 10 }])]);
  const { data } = await alone.graphql("{ productVariants(first: 1) { nodes { inventoryItem { id } } } }");
  const locationId = alone.twin.view(STORE).locations[0]?.id ?? "";
  return { alone, row: { inventoryItemId: data["productVariants"].nodes[0].inventoryItem.id, locationId } };
}

const set = (alone: Alone, key: string, ...quantities: object[]): Promise<GraphQLAnswer> =>
  alone.graphql(SET, { key, input: { name: "available", reason: "correction", quantities } });

const available = (alone: Alone) => alone.twin.view(STORE).products[0]?.variants[0]?.available;

describe("inventorySetQuantities", () => {
  it("is refused without an idempotency key", async () => {
    const { alone, row } = await stocked();
    const input = {
      name: "available",
      reason: "correction",
      quantities: [{ ...row, quantity: 1, changeFromQuantity: null }],
    };
    const { errors } = await alone.graphql(
      SET.replace("@idempotent(key: $key)", "").replace(", $key: String!", ""),
      { input },
    );
    expect(errors?.[0]?.["message"]).toContain("@idempotent");
    expect(available(alone)).toBe(10);
  });

  it("answers the same key with the first result, and another request with it not at all", async () => {
    const { alone, row } = await stocked();
    const first = await set(alone, "key-1", { ...row, quantity: 7, changeFromQuantity: 10 });
    alone.twin.setStock(STORE, "MUG", 3);
    const again = await set(alone, "key-1", { ...row, quantity: 7, changeFromQuantity: 10 });
    expect(again.data).toEqual(first.data);
    expect(available(alone)).toBe(3);
    const other = await set(alone, "key-1", { ...row, quantity: 8, changeFromQuantity: 3 });
    expect(other.data["inventorySetQuantities"].userErrors[0].code).toBe(
      "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
    );
  });

  it("compares before it sets", async () => {
    const { alone, row } = await stocked();
    const stale = await set(alone, "a", { ...row, quantity: 7, changeFromQuantity: 9 });
    expect(stale.data["inventorySetQuantities"].userErrors[0]).toMatchObject({
      code: "CHANGE_FROM_QUANTITY_STALE",
    });
    expect(available(alone)).toBe(10);
    await set(alone, "b", { ...row, quantity: 7, changeFromQuantity: null });
    expect(available(alone)).toBe(7);
    const absent = await set(alone, "c", { ...row, quantity: 7 });
    expect(absent.errors?.[0]?.["message"]).toContain("changeFromQuantity");
  });

  it("writes no row when one is wrong", async () => {
    const { alone, row } = await stocked();
    const good = { ...row, quantity: 1, changeFromQuantity: null };
    const codeOf = async (key: string, ...rows: object[]) =>
      (await set(alone, key, ...rows)).data["inventorySetQuantities"].userErrors[0].code;
    expect(await codeOf("a", good, { ...good, inventoryItemId: "gid://shopify/InventoryItem/1" })).toBe(
      "INVALID_INVENTORY_ITEM",
    );
    expect(await codeOf("b", { ...good, locationId: "gid://shopify/Location/1" })).toBe("INVALID_LOCATION");
    expect(await codeOf("c", { ...good, quantity: -1 })).toBe("INVALID_QUANTITY_NEGATIVE");
    expect(await codeOf("d", good, good)).toBe("NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR");
    const many = await set(alone, "e", ...Array.from({ length: 251 }, () => good));
    expect(many.errors?.[0]?.["extensions"].code).toBe("MAX_INPUT_SIZE_EXCEEDED");
    expect(available(alone)).toBe(10);
  });
});

describe("stock", () => {
  it("sums: on hand is available and committed after every step", async () => {
    const { alone } = await stocked();
    const { name } = alone.twin.placeOrder(STORE, { lines: [{ sku: "MUG", quantity: 4 }] });
    const level = () => alone.twin.view(STORE).products[0]?.variants[0]?.levels[0];
    expect(level()).toMatchObject({ available: 6, committed: 4, onHand: 10 });
    alone.twin.fulfillAsMerchant(STORE, name, {
      company: "UPS",
      number: "1Z1",
      lines: [{ sku: "MUG", quantity: 1 }],
    });
    expect(level()).toMatchObject({ available: 6, committed: 3, onHand: 9 });
    alone.twin.cancelOrder(STORE, name);
    expect(level()).toMatchObject({ available: 9, committed: 0, onHand: 9 });
  });

  it("is connected at a service's location by inventoryActivate, once", async () => {
    const { alone, row } = await stocked();
    const made = await alone.graphql(
      'mutation { fulfillmentServiceCreate(name: "FBT") { fulfillmentService { location { id } } } }',
    );
    const locationId = made.data["fulfillmentServiceCreate"].fulfillmentService.location.id;
    const ACTIVATE = `mutation($i: ID!, $l: ID!, $k: String!, $n: Int) { inventoryActivate(inventoryItemId: $i, locationId: $l, available: $n) @idempotent(key: $k) { inventoryLevel { quantities(names: ["available", "on_hand"]) { name quantity } } userErrors { message } } }`;
    const variables = { i: row.inventoryItemId, l: locationId, n: 6 };
    const first = await alone.graphql(ACTIVATE, { ...variables, k: "1" });
    expect(first.data["inventoryActivate"].inventoryLevel.quantities).toEqual([
      { name: "available", quantity: 6 },
      { name: "on_hand", quantity: 6 },
    ]);
    const second = await alone.graphql(ACTIVATE, { ...variables, k: "2" });
    expect(second.data["inventoryActivate"].userErrors).toHaveLength(1);
    expect(alone.twin.view(STORE).products[0]?.variants[0]?.levels).toHaveLength(2);
  });
});
