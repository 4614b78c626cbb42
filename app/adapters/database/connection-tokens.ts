// The one reader of a connection's tokens, for the adapter that signs calls with them.
import type { ConnectionId, StoreId } from "../../domain/ids.ts";
import type { Db } from "./client.ts";
import { openText, type Seal, sealText } from "./seal.ts";

export type ConnectionTokens = {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
};

export type ConnectionTokenStore = {
  /** Undefined when the connection is unknown, or its tokens were forgotten. */
  readConnectionTokens(storeId: StoreId, connectionId: ConnectionId): Promise<ConnectionTokens | undefined>;
  saveConnectionTokens(storeId: StoreId, connectionId: ConnectionId, tokens: ConnectionTokens): Promise<void>;
};

/** Tokens at rest. `seal` is the one of connection tokens. */
export function createConnectionTokens(client: Db, seal: Seal): ConnectionTokenStore {
  return {
    readConnectionTokens: async (storeId, id) => {
      const row = await client.connection.findFirst({ where: { storeId, id } });
      if (!row || row.accessTokenSealed.length === 0) return undefined;
      return {
        accessToken: openText(seal, row.accessTokenSealed),
        accessTokenExpiresAt: row.accessTokenExpiresAt,
        refreshToken: openText(seal, row.refreshTokenSealed),
        refreshTokenExpiresAt: row.refreshTokenExpiresAt,
      };
    },
    saveConnectionTokens: async (storeId, id, tokens) => {
      await client.connection.updateMany({
        where: { storeId, id },
        data: {
          accessTokenSealed: sealText(seal, tokens.accessToken),
          accessTokenExpiresAt: tokens.accessTokenExpiresAt,
          refreshTokenSealed: sealText(seal, tokens.refreshToken),
          refreshTokenExpiresAt: tokens.refreshTokenExpiresAt,
        },
      });
    },
  };
}
