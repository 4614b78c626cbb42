// Manufacturers and responsible persons that the seller has registered. Email, phone and address stand in the answer
// and are not read: no more than id and name leaves this file.
import { z } from "zod";
import type { ListingParties, Party, PartyKind } from "../../domain/party.ts";
import type { Call } from "./client.ts";
import { allPages, id, list, text } from "./fields.ts";
import { VERSION } from "./versions.ts";

const PAGE_SIZE = "100";

const partySchema = z.object({ id, name: text, registered_trade_name: text.optional() });
const pageSchema = z.object({
  manufacturers: list(partySchema),
  responsible_persons: list(partySchema),
  next_page_token: text,
});

const PLACES = {
  manufacturer: { place: "manufacturers", rows: "manufacturers" },
  "responsible-person": { place: "responsible_persons", rows: "responsible_persons" },
} as const satisfies Record<PartyKind, object>;

/** "Search Manufacturers", "Search Responsible Persons": of the seller, whatever the shop. */
export async function readParties(
  call: Call,
  { kind, search }: { kind: PartyKind; search: string },
): Promise<readonly Party[]> {
  const { place, rows } = PLACES[kind];
  const found = await allPages(async (pageToken) => {
    const page = await call({
      method: "POST",
      path: `/product/${VERSION.compliance}/compliance/${place}/search`,
      query: { page_size: PAGE_SIZE, page_token: pageToken },
      body: search === "" ? {} : { keyword: search },
      scope: "seller",
      repeat: "safe",
      answer: pageSchema,
    });
    return { items: page[rows], next: page.next_page_token };
  });
  return found.map((row) => ({ partyId: row.id, name: row.name ?? row.registered_trade_name ?? row.id }));
}

/** What an edit leaves out becomes blank, so both stand in every one. */
export function fromParties({ manufacturerId, responsiblePersonId }: ListingParties) {
  return {
    ...(manufacturerId === null ? {} : { manufacturer_ids: [manufacturerId] }),
    ...(responsiblePersonId === null ? {} : { responsible_person_ids: [responsiblePersonId] }),
  };
}
