// What of a listing's trouble is mended by saying who answers for the product.
import type { Prisma, PrismaClient } from "../adapters/database/generated/client.ts";
import type { Categorizable } from "../domain/category-choice.ts";
import type { ListingSettings } from "../domain/listing-settings.ts";
import { partiesOf } from "../domain/party.ts";
import { partyGoneKey } from "../domain/party-issues.ts";
import { isAboutParties } from "../domain/rejection-advice.ts";
import { words } from "./listing-reasons.server.ts";
import { PARTY_FIELD, partyPlace } from "./mapping-place.server.ts";

type Listing = {
  readonly storeId: string;
  readonly connectionId: string;
  readonly unmet: Prisma.JsonValue;
  readonly rejections: Prisma.JsonValue;
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

/** Where it is mended; null where its reasons are others. */
export function partyMend({ connectionId, unmet, rejections }: Listing) {
  const lacksOne = Array.isArray(unmet) && unmet.some(isOfParties);
  return lacksOne || isAboutParties(words(rejections)) ? partyPlace(connectionId) : null;
}

function isOfParties(entry: Prisma.JsonValue): boolean {
  return (
    typeof entry === "object" && entry !== null && !Array.isArray(entry) && entry["field"] === PARTY_FIELD
  );
}
