// Shopify's sessions in our own table, sealed whole. An answer of Shopify without an expiry must never replace a
// session that has one: it would count as eternal and never be refreshed again.
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import type { Db } from "./client.ts";
import { openText, type Seal, sealText } from "./seal.ts";

type Session = Parameters<SessionStorage["storeSession"]>[0];
export type SessionProperties = [string, string | number | boolean][];
/** Makes a session of what `toPropertyArray(true)` wrote; Shopify's library is not known here. */
export type ReviveSession = (properties: SessionProperties) => Session;

/** Shopify's storage of sessions. `seal` is the one of sessions. `storeSession` answers false when it refused. */
export function createSessionStorage(client: Db, seal: Seal, revive: ReviveSession): SessionStorage {
  const open = (sealed: Uint8Array) => revive(JSON.parse(openText(seal, sealed)) as SessionProperties);
  const load = async (id: string) => {
    const row = await client.session.findUnique({ where: { id } });
    return row ? open(row.payloadSealed) : undefined;
  };
  return {
    loadSession: load,
    storeSession: async (session) => {
      if (wouldNeverRefresh(session) && !wouldNeverRefresh(await load(session.id))) return false;
      const row = {
        shop: session.shop,
        isOnline: session.isOnline,
        expires: session.expires ?? null,
        payloadSealed: sealText(seal, JSON.stringify(session.toPropertyArray(true))),
      };
      await client.session.upsert({
        where: { id: session.id },
        create: { id: session.id, ...row },
        update: row,
      });
      return true;
    },
    deleteSession: async (id) => {
      await client.session.deleteMany({ where: { id } });
      return true;
    },
    deleteSessions: async (ids) => {
      await client.session.deleteMany({ where: { id: { in: ids } } });
      return true;
    },
    findSessionsByShop: async (shop) => {
      // A store has one offline session and one per signed-in member of staff; more than this are stale.
      const rows = await client.session.findMany({
        where: { shop },
        orderBy: { updatedAt: "desc" },
        take: 25,
      });
      return rows.map((row) => open(row.payloadSealed));
    },
  };
}

// An offline session that lacks what a refresh needs. True of none at all: there is nothing then to lose.
function wouldNeverRefresh(session: Session | undefined): boolean {
  if (!session) return true;
  return !session.isOnline && (!session.expires || !session.refreshToken);
}
