// Who answers for a product in the Union: manufacturers and responsible persons, registered, changed and found. They
// belong to the seller, not to one of its shops.
import { SCOPES } from "./auth.ts";
import { text, texts } from "./body.ts";
import { type Core, newId } from "./core.ts";
import { ruleFor } from "./market-rules.ts";
import { pageOf } from "./paging.ts";
import type { PartyKind, PartyRow } from "./party-rows.ts";
import { PARTIES, readParty } from "./party-rules.ts";
import { refuse } from "./refusal.ts";
import type { Call, Json, Route } from "./route.ts";

const MOST_ASKED = 100;
const RULE = { largest: 100, badSize: 98001004, badToken: 98001004 };

/** That sellers of other markets are refused is inferred: their fields are said to be for the Union's markets. */
function inTheUnion({ core, grant }: Call): void {
  const { shops } = core.parts.settings.tiktokShop;
  const isThere = shops.some((shop) => shop.openId === grant.openId && ruleFor(core, shop, "compliance"));
  if (!isThere) refuse(12052910, "Manufacturers and responsible persons are kept for shops of the EU only");
}

const create = (kind: PartyKind) => (call: Call) => {
  inTheUnion(call);
  const { core, grant, body: fields } = call;
  return { [PARTIES[kind].idName]: registerParty(core, grant.openId, { kind, fields }) };
};

export function registerParty(
  core: Core,
  openId: string,
  { kind, fields }: { kind: PartyKind; fields: Json },
): string {
  const read = readParty(kind, fields);
  const row: PartyRow = { id: newId(core, PARTIES[kind].prefix), kind, openId, ...read };
  core.state.parties.set(row.id, row);
  return row.id;
}

const edit = (kind: PartyKind) => (call: Call) => {
  inTheUnion(call);
  const { core, grant, body, id } = call;
  const row =
    partyOf(core, grant.openId, { kind, id }) ?? refuse(PARTIES[kind].codes.unknown, `${id} does not exist`);
  const named = Object.entries(body).filter(([, value]) => value !== undefined && value !== null);
  Object.assign(row, readParty(kind, { ...row, ...Object.fromEntries(named) }));
  return {};
};

const search = (kind: PartyKind, hasLocales: boolean) => (call: Call) => {
  inTheUnion(call);
  const { core, grant, body, query } = call;
  const keyword = (text(body, "keyword") ?? "").toLowerCase();
  const ids = texts(body, PARTIES[kind].field, { count: MOST_ASKED, code: 98001004 }) ?? [];
  const locales = (hasLocales && texts(body, "locales", { count: MOST_ASKED, code: 98001004 })) || [];
  const matches = [...core.state.parties.values()].filter(
    (row) =>
      row.kind === kind &&
      row.openId === grant.openId &&
      row.name.toLowerCase().includes(keyword) &&
      (ids.length === 0 || ids.includes(row.id)) &&
      (locales.length === 0 || locales.includes(row.locale)),
  );
  const page = pageOf(matches, query, { rule: RULE, filters: [kind, keyword, ids, locales] });
  const list = kind === "manufacturer" ? "manufacturers" : "responsible_persons";
  return {
    [list]: page.items.map(viewOf),
    total_count: page.total_count,
    next_page_token: page.next_page_token,
  };
};

function viewOf({ kind, openId: _seller, registered_trade_name, ...row }: PartyRow): object {
  return kind === "manufacturer" ? { ...row, registered_trade_name: registered_trade_name ?? "" } : row;
}

export function partyOf(
  core: Core,
  openId: string,
  { kind, id }: { kind: PartyKind; id: string },
): PartyRow | undefined {
  const row = core.state.parties.get(id);
  return row?.kind === kind && row.openId === openId ? row : undefined;
}

const [read, write] = [SCOPES.productRead, SCOPES.productWrite];
const post = { method: "POST", cipher: false } as const;

export const partyRoutes: readonly Route[] = (
  [
    ["manufacturer", "manufacturers"],
    ["responsible-person", "responsible_persons"],
  ] as const
).flatMap(([kind, place]): Route[] => [
  { ...post, path: `/product/202409/compliance/${place}`, scope: write, run: create(kind) },
  { ...post, path: `/product/202409/compliance/${place}/{id}/partial_edit`, scope: write, run: edit(kind) },
  { ...post, path: `/product/202409/compliance/${place}/search`, scope: read, run: search(kind, false) },
  { ...post, path: `/product/202501/compliance/${place}/search`, scope: read, run: search(kind, true) },
]);
