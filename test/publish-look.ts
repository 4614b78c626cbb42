// The publish page as its route asks for it, over a database alone.

import type { PrismaClient } from "../app/adapters/database/generated/client.ts";
import { createSettingsRecords } from "../app/adapters/database/listing-settings.ts";
import { as, type ConnectionId, type StoreId } from "../app/domain/ids.ts";
import { publishPage } from "../app/queries/publish.server.ts";

export function lookAtPublish(prisma: PrismaClient, storeId: StoreId, now: Date) {
  const settings = createSettingsRecords(prisma);
  const settingsOf = (id: string) => settings.listingSettings(storeId, as<ConnectionId>(id));
  return publishPage(prisma, { storeId, now, settingsOf });
}
