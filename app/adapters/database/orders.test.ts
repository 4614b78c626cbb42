// Orders in the real database: repeats, older copies, and personal data unreadable at rest.
import { describe, expect, it } from "vitest";
import { address, anOrder, at, elsewhere, ordersAtRest, storeId } from "../../../test/orders-at-rest.ts";
import type { OrderChange } from "../../use-cases/ports/order-changes.ts";

const rest = ordersAtRest();

describe("orders at rest", () => {
  it("the same order twice is one order with one set of lines", async () => {
    const first = await rest.orders.saveImported(storeId, anOrder());
    const second = await rest.orders.saveImported(storeId, anOrder());
    expect([first.kind, second.kind]).toEqual(["new", "saved"]);
    expect(second.orderId).toBe(first.orderId);
    const row = await rest.read(first.orderId);
    expect(row.lines).toHaveLength(1);
    expect(row.lines[0]?.originUnitIds).toEqual(["u1", "u2", "u3"]);
  });

  it("an older copy never overwrites a newer one", async () => {
    const { id } = await rest.saved({ originUpdatedAt: at(5), originStatus: "delivered" });
    const older = await rest.orders.saveImported(
      storeId,
      anOrder({ originUpdatedAt: at(4), originStatus: "unpaid" }),
    );
    expect(older).toEqual({ kind: "older", orderId: id, unitsCancelled: 0 });
    expect((await rest.read(id)).originStatus).toBe("delivered");
  });

  it("two imports at once make one order", async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => rest.orders.saveImported(storeId, anOrder({ lines: [] }))),
    );
    expect(new Set(answers.map((answer) => answer.orderId)).size).toBe(1);
    expect(answers.filter((answer) => answer.kind === "new")).toHaveLength(1);
  });

  it("a second import leaves our own columns alone", async () => {
    const { id } = await rest.saved();
    await rest.orders.changeOrder(storeId, id, {
      state: "routed",
      storeOrderId: "gid-1",
      storeOrderName: "#1001",
    });
    await rest.orders.saveImported(storeId, anOrder({ originUpdatedAt: at(9), originStatus: "in-transit" }));
    expect(await rest.read(id)).toMatchObject({
      state: "routed",
      storeOrderId: "gid-1",
      originStatus: "in-transit",
    });
  });

  it("no other store reads or changes it", async () => {
    const { id } = await rest.saved({ storeOrderId: "gid-1" });
    expect(await rest.orders.order(elsewhere, id)).toBeUndefined();
    expect(await rest.orders.orderByStoreOrder(elsewhere, "gid-1")).toBeUndefined();
    await rest.orders.changeOrder(elsewhere, id, { state: "cancelled" });
    expect((await rest.read(id)).state).toBe("imported");
  });

  it("personal data is opened for delivery, is not readable in the table, and outlives a masked copy", async () => {
    const { id } = await rest.saved();
    await rest.orders.saveImported(
      storeId,
      anOrder({ address: null, buyerEmail: null, originUpdatedAt: at(9) }),
    );
    expect(await rest.orders.delivery(storeId, id)).toEqual({
      address,
      email: "relay@chat.seller.tiktok.com",
    });
    const row = await rest.prisma.order.findUniqueOrThrow({ where: { id } });
    const bytes = [row.addressSealed, row.buyerEmailSealed].map((sealed) =>
      Buffer.from(sealed ?? []).toString("latin1"),
    );
    const everything = JSON.stringify([row, ...bytes]);
    expect(everything).not.toMatch(/Ada|Main St|relay@/);
  });

  it("history is written once per kind and ref", async () => {
    const { id } = await rest.saved();
    const entry = { at: at(2), kind: "imported", ref: "577", text: "Bought." };
    await rest.orders.addHistory(storeId, id, [entry]);
    await rest.orders.addHistory(storeId, id, [{ ...entry, text: "Bought again." }]);
    expect(await rest.prisma.historyEntry.findMany()).toMatchObject([{ text: "Bought." }]);
  });

  it("unfinished orders are read page by page: those delivered and known to the store, or cancelled, are none", async () => {
    const becoming: Record<string, OrderChange> = {
      "3": { state: "delivered" },
      "4": { state: "delivered", storeOrderId: "gid://shopify/Order/4" },
      "5": { state: "cancelled" },
    };
    for (const originOrderId of ["1", "2", "3", "4", "5"]) {
      const { id } = await rest.saved({ originOrderId });
      await rest.orders.changeOrder(storeId, id, becoming[originOrderId] ?? {});
    }
    const page = { placedAfter: new Date(0), placedBefore: at(1), after: null, limit: 2 };
    const first = await rest.orders.unfinishedOrders(storeId, page);
    const second = await rest.orders.unfinishedOrders(storeId, { ...page, after: first.at(-1)?.id ?? null });
    expect([...first, ...second].map((order) => order.originOrderId).sort()).toEqual(["1", "2", "3"]);
  });
});
