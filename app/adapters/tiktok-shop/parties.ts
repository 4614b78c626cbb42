// Manufacturers and responsible persons that the seller has registered. Phone and address stand in the answer and are
// not read; an email is only compared: no more than id and name leaves this file.
import { z } from "zod";
import type { ListingParties, Party, PartyKind } from "../../domain/party.ts";
import type { Likeness } from "../../use-cases/ports/marketplace-parties.ts";
import type { Call } from "./client.ts";
import { allPages, id, list, text } from "./fields.ts";
import { VERSION } from "./versions.ts";

const MOST_IDS = 100;
const LARGEST_PAGE = "100";
// As many as somebody looks through before typing a word of the name.
const OFFERED = "25";

const partySchema = z.object({ id, name: text, registered_trade_name: text, email: text });
const pageSchema = z.object({
  manufacturers: list(partySchema),
  responsible_persons: list(partySchema),
  next_page_token: text,
});

/** What the platform calls them, in addresses and in answers. */
export const PARTY_WORDS = {
  manufacturer: "manufacturers",
  "responsible-person": "responsible_persons",
} as const satisfies Record<PartyKind, string>;

const IDS = {
  manufacturer: "manufacturer_ids",
  "responsible-person": "responsible_person_ids",
} as const satisfies Record<PartyKind, string>;

type Asked = {
  readonly kind: PartyKind;
  readonly size: string;
  readonly body: object;
  readonly token?: string;
};

/** "Search Manufacturers", "Search Responsible Persons": of the seller, whatever the shop. */
async function searchPage(call: Call, { kind, size, body, token }: Asked) {
  const page = await call({
    method: "POST",
    path: `/product/${VERSION.complianceSearch}/compliance/${PARTY_WORDS[kind]}/search`,
    query: { page_size: size, page_token: token },
    body,
    scope: "seller",
    repeat: "safe",
    answer: pageSchema,
  });
  return { items: page[PARTY_WORDS[kind]], next: page.next_page_token };
}

export async function readParties(
  call: Call,
  { kind, search }: { kind: PartyKind; search: string },
): Promise<{ readonly parties: readonly Party[]; readonly hasMore: boolean }> {
  const body = search === "" ? {} : { keyword: search };
  const { items, next } = await searchPage(call, { kind, size: OFFERED, body });
  return { parties: items.map(toParty), hasMore: next !== null };
}

export async function readRegistered(
  call: Call,
  { kind, partyIds }: { kind: PartyKind; partyIds: readonly string[] },
): Promise<readonly Party[]> {
  const found: Party[] = [];
  for (let from = 0; from < partyIds.length; from += MOST_IDS) {
    const body = { [IDS[kind]]: partyIds.slice(from, from + MOST_IDS) };
    found.push(...(await searchPage(call, { kind, size: LARGEST_PAGE, body })).items.map(toParty));
  }
  return found;
}

/** All of the same name, whatever its case. */
export async function readPartiesLike(
  call: Call,
  { kind, name, email }: { kind: PartyKind; name: string; email: string },
): Promise<readonly Likeness[]> {
  const found = await allPages((token) =>
    searchPage(call, { kind, size: LARGEST_PAGE, body: { keyword: name }, ...(token ? { token } : {}) }),
  );
  return found
    .filter((row) => isSame(row.name, name))
    .map((row) => ({ party: toParty(row), hasSameEmail: isSame(row.email, email) }));
}

function toParty(row: z.output<typeof partySchema>): Party {
  return { partyId: row.id, name: row.name ?? row.registered_trade_name ?? row.id };
}

function isSame(one: string | null | undefined, other: string): boolean {
  return one?.trim().toLowerCase() === other.trim().toLowerCase();
}

/** What an edit leaves out becomes blank, so both stand in every one. */
export function fromParties({ manufacturerId, responsiblePersonId }: ListingParties) {
  return {
    ...(manufacturerId === null ? {} : { manufacturer_ids: [manufacturerId] }),
    ...(responsiblePersonId === null ? {} : { responsible_person_ids: [responsiblePersonId] }),
  };
}
