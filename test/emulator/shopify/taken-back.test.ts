// What a store takes back after it installed the app: scopes, its own data, a buyer's.
import { describe, expect, it } from "vitest";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

describe("what a store takes back", () => {
  it("is told where it is scopes, which are lost to tokens at hand", async () => {
    const alone = shopifyAlone();
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }])]);
    const products = async () =>
      (await alone.graphql("{ products(first: 1) { nodes { id } } }")).errors?.[0]?.["extensions"].code;
    expect(await products()).toBeUndefined();
    for (const _ of [1, 2]) alone.twin.grantScopes(STORE, ["read_orders"]);
    await alone.parts.clock.advance(0);
    expect(await products()).toBe("ACCESS_DENIED");
    const told = alone.heard.filter(({ headers }) => headers.get("x-shopify-topic") === "app/scopes_update");
    expect(told.map(({ body }) => JSON.parse(body))).toMatchObject([
      { previous: expect.arrayContaining(["read_products"]), current: ["read_orders"] },
    ]);
  });

  it("by uninstalling is its data after two days; one back within them keeps it", async () => {
    const topicsOf = (alone: Alone) =>
      alone.heard.flatMap(({ headers }) => headers.get("x-shopify-topic") ?? []);
    const [back, gone] = [shopifyAlone(), shopifyAlone()];
    for (const alone of [back, gone]) {
      alone.twin.uninstall(STORE);
      await alone.parts.clock.advance(48 * 3_600_000 - 1);
      expect(topicsOf(alone)).toEqual(["app/uninstalled"]);
    }
    back.twin.install(STORE);
    for (const alone of [back, gone]) await alone.parts.clock.advance(1);
    expect(topicsOf(back)).toEqual(["app/uninstalled"]);
    expect(topicsOf(gone)).toEqual(["app/uninstalled", "shop/redact"]);
  });

  it("for a buyer who wishes to be forgotten comes after ten days, or half a year after the last order", async () => {
    const alone = shopifyAlone();
    const day = 24 * 3_600_000;
    const redacted = () =>
      alone.heard.filter(({ headers }) => headers.get("x-shopify-topic") === "customers/redact").length;
    alone.twin.requestErasure(STORE, []);
    await alone.parts.clock.advance(10 * day - 1);
    expect(redacted()).toBe(0);
    await alone.parts.clock.advance(1);
    expect(redacted()).toBe(1);
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }])]);
    const { orderId } = alone.twin.placeOrder(STORE, { lines: [{ sku: "T-1", quantity: 1 }] });
    alone.twin.requestErasure(STORE, [orderId]);
    await alone.parts.clock.advance(182 * day - 1);
    expect(redacted()).toBe(1);
    await alone.parts.clock.advance(1);
    expect(redacted()).toBe(2);
    expect(() => alone.twin.requestErasure(STORE, ["gid://shopify/Order/1"])).toThrow(/no order/);
  });
});
