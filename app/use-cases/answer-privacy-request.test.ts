// What privacy law asks for, of a buyer or of the whole store. Each twice.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { answerPrivacyRequest } from "./answer-privacy-request.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

describe("a request of privacy law", () => {
  const ask = async (topic: string, body: object) => {
    const entry = {
      source: "shopify",
      messageId: topic,
      topic,
      owner: DEMO_STORE,
      body: new TextEncoder().encode(JSON.stringify(body)),
    } as const;
    const notices = [{ verb: "answer-privacy-request", subject: topic }] as const;
    await world.ports.records.inbox.receive([{ ...entry, notices, triggeredAt: null }]);
    const message = await world.prisma.inboxMessage.findFirstOrThrow({ where: { topic } });
    const batch = { storeId: world.storeId, subjects: [message.id] };
    return [
      ...(await answerPrivacyRequest(world.ports, batch)).values(),
      ...(await answerPrivacyRequest(world.ports, batch)).values(),
    ];
  };
  const done = [{ kind: "done" }, { kind: "done" }];
  const orderOf = (number: number) =>
    world.prisma.order.create({
      data: {
        storeId: world.storeId,
        origin: "store",
        originOrderId: `${number}`,
        name: `#${number}`,
        state: "imported",
        shippedBy: "merchant",
        originStatus: "paid",
        currency: "USD",
        totalMinor: 100,
        placedAt: new Date(0),
        originUpdatedAt: new Date(0),
        storeOrderId: `gid://shopify/Order/${number}`,
        addressSealed: new Uint8Array([1]),
        buyerEmailSealed: new Uint8Array([2]),
      },
    });

  it("for data tells the merchant what is held", async () => {
    await orderOf(1);
    expect(await ask("customers/data_request", { orders_requested: [1, 2] })).toEqual(done);
    expect(await world.prisma.issue.findMany()).toMatchObject([
      {
        code: "data-request",
        advice: expect.stringContaining("order #1: delivery address and e-mail address") as string,
      },
    ]);
  });

  it("for a buyer's erasure erases the named orders and no other", async () => {
    await orderOf(1);
    await orderOf(2);
    expect(await ask("customers/redact", { orders_to_redact: [1] })).toEqual(done);
    const orders = await world.prisma.order.findMany({ orderBy: { name: "asc" } });
    expect(orders.map((order) => order.addressSealed === null && order.buyerEmailSealed === null)).toEqual([
      true,
      false,
    ]);
  });

  it("for the store's erasure leaves not a row", async () => {
    await world.connect();
    await orderOf(1);
    expect(await ask("shop/redact", { shop_domain: DEMO_STORE })).toEqual(done);
    const left = await Promise.all([
      world.prisma.store.count(),
      world.prisma.order.count(),
      world.prisma.connection.count(),
      world.prisma.warehouse.count(),
      world.prisma.inboxMessage.count(),
      world.prisma.session.count(),
    ]);
    expect(left).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("that cannot be read fails aloud", async () => {
    const [first] = await ask("customers/redact", { orders_to_redact: "all" });
    expect(first).toMatchObject({ kind: "failed", error: { facts: { kind: "malformed" } } });
  });
});
