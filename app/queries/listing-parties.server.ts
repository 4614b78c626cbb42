// What of a listing's trouble is mended by saying who answers for the product.
import type { PrismaClient } from "../adapters/database/generated/client.ts";
import type { Categorizable } from "../domain/category-choice.ts";
import type { ListingSettings } from "../domain/listing-settings.ts";
import { partiesOf } from "../domain/party.ts";
import { partyGoneKey } from "../domain/party-issues.ts";
import { partyPlace } from "./setting-place.server.ts";

type Listing = {
  readonly storeId: string;
  readonly connectionId: string;
};

/** Issues of those whom the settings name for the product: they are of the shop, not of one listing. */
export async function partyIssues(
  database: PrismaClient,
  { storeId, connectionId }: Listing,
  { product, settings }: { readonly product: Categorizable; readonly settings: ListingSettings },
) {
  const { manufacturerId, responsiblePersonId } = partiesOf(product, settings.parties);
  const ids = [manufacturerId, responsiblePersonId].filter((id) => id !== null);
  if (ids.length === 0) return [];
  const keys = ids.map((id) => partyGoneKey(connectionId, id));
  const issues = await database.issue.findMany({
    where: { storeId, subjectId: connectionId, clearedAt: null, key: { in: keys } },
    orderBy: { openedAt: "desc" },
  });
  const mend = partyPlace(connectionId);
  return issues.map(({ id, title, advice }) => ({ id, title, advice, mend }));
}
