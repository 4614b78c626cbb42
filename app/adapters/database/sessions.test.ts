// Sessions of the store's admin in the real database.
import { Session } from "@shopify/shopify-api";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { createSeal } from "./seal.ts";
import { createSessionStorage } from "./sessions.ts";

const secrets = { current: "a secret of these tests" };
const later = new Date("2026-11-22T12:10:00Z");

let copy: TestDatabase;
beforeAll(async () => {
  copy = await createTestDatabase();
});
afterAll(() => copy.close());
beforeEach(() => copy.database.pool.query('truncate "Session"'));

describe("sessions", () => {
  const storage = () =>
    createSessionStorage(copy.database.prisma, createSeal(secrets, "session"), (properties) =>
      Session.fromPropertyArray(properties, true),
    );
  const offline = (rest: Partial<ConstructorParameters<typeof Session>[0]>) =>
    new Session({
      id: "offline_a.myshopify.com",
      shop: "a.myshopify.com",
      state: "",
      isOnline: false,
      accessToken: "access-secret",
      ...rest,
    });
  const good = offline({ expires: later, refreshToken: "refresh-secret", refreshTokenExpires: later });

  it("a session comes back whole, and its row holds no readable token", async () => {
    expect(await storage().storeSession(good)).toBe(true);
    expect((await storage().loadSession(good.id))?.toObject()).toEqual(good.toObject());
    expect((await storage().findSessionsByShop(good.shop)).map((session) => session.id)).toEqual([good.id]);
    const row = await copy.database.prisma.session.findUniqueOrThrow({ where: { id: good.id } });
    expect(Buffer.from(row.payloadSealed).toString("latin1")).not.toContain("secret");
    await storage().deleteSession(good.id);
    expect(await storage().loadSession(good.id)).toBeUndefined();
  });

  it("a session that could never be refreshed does not replace one that can", async () => {
    await storage().storeSession(good);
    expect(await storage().storeSession(offline({ accessToken: "eternal" }))).toBe(false);
    expect((await storage().loadSession(good.id))?.accessToken).toBe("access-secret");
  });
});
