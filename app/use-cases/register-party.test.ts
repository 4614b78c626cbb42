// A manufacturer or responsible person is registered from the mapping page: through the page's action against the twin.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aShop, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import type { PartyKind } from "../domain/party.ts";
import { action } from "../routes/app.settings.parties.tsx";

const CREATE = "POST /product/202409/compliance/manufacturers";
const MAKER = {
  ...{ name: "Fernweh Manufaktur GmbH", tradeName: "Fernweh", email: "hello@fernweh.example" },
  ...{ countryCode: "0049", localNumber: "30 123 456-78", address: "Lindenallee 1, 10115 Berlin, Germany" },
};
const PERSON = {
  ...{ name: "Fernweh Compliance", email: "safety@fernweh.example", countryCode: "+49" },
  ...{
    localNumber: "3012345679",
    street: "Lindenallee 1",
    postalCode: "10115",
    city: "Berlin",
    country: "DE",
  },
};

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld({ shops: [aShop({ region: "DE", currency: "EUR" })] });
  await world.connect();
});
afterEach(() => world.close());

async function submit(kind: PartyKind, details: Record<string, string>) {
  const { id: connection } = await world.prisma.connection.findFirstOrThrow();
  const request = new Request("https://app.test/app/settings/parties", {
    method: "POST",
    body: new URLSearchParams({ connection, kind, ...details }),
  });
  const { storeId } = world;
  const application = { ...world.application, authenticate: async () => ({ storeId, domain: DEMO_STORE }) };
  return action({ request, context: { application }, params: {} });
}

async function registered(kind: PartyKind) {
  const { id } = await world.prisma.connection.findFirstOrThrow();
  return (await world.application.listingRules.parties(world.storeId, id, { kind, search: "" })).parties;
}

type Fault = { readonly kind: "lost-answer" } | { readonly kind: "unavailable"; readonly status: 500 | 503 };
function arm(fault: Fault): void {
  world.twin.faults.arm({ channel: "call", platform: "tiktok-shop", name: CREATE, times: 1, fault });
}

it.each([
  ["manufacturer", MAKER],
  ["responsible-person", PERSON],
] as const)("a %s is registered, and sent again it is the same one", async (kind, details) => {
  const first = await submit(kind, details);
  expect(first).toMatchObject({ party: { label: details.name }, faults: [] });
  expect(first.message).toContain("is registered and chosen");
  const again = await submit(kind, { ...details, name: details.name.toUpperCase() });
  expect(again).toMatchObject({ party: first.party, faults: [] });
  expect(again.message).toContain("is registered already");
  expect(await registered(kind)).toEqual([{ partyId: first.party?.id, name: details.name }]);
});

it("two submits at once register one", async () => {
  const [one, other] = await Promise.all([submit("manufacturer", MAKER), submit("manufacturer", MAKER)]);
  expect(one.party).toEqual(other.party);
  expect(await registered("manufacturer")).toHaveLength(1);
  expect(world.calls(CREATE)).toBe(1);
});

it("one of the same name with another email is not registered beside it", async () => {
  await submit("manufacturer", MAKER);
  const answer = await submit("manufacturer", { ...MAKER, email: "other@fernweh.example" });
  expect(answer).toMatchObject({ party: null, faults: [{ field: "name" }] });
  expect(await registered("manufacturer")).toHaveLength(1);
});

it("what the platform would refuse is said field by field, and nothing is sent", async () => {
  const answer = await submit("responsible-person", { ...PERSON, email: "safety", country: "US" });
  expect(answer.party).toBeNull();
  expect(answer.faults.map((fault) => fault.field)).toEqual(["email", "country"]);
  expect(await registered("responsible-person")).toEqual([]);
});

describe("when the platform fails", () => {
  it("an answer that was lost is looked for, and nothing is registered twice", async () => {
    arm({ kind: "lost-answer" });
    expect(await submit("manufacturer", MAKER)).toMatchObject({ party: { label: MAKER.name }, faults: [] });
    expect(await submit("manufacturer", MAKER)).toMatchObject({ party: { label: MAKER.name }, faults: [] });
    expect(await registered("manufacturer")).toHaveLength(1);
  });

  it.each([
    [500, "did not say whether"],
    [503, "cannot be reached"],
  ] as const)("a %i says to register again, which then registers it once", async (status, said) => {
    arm({ kind: "unavailable", status });
    const answer = await submit("manufacturer", MAKER);
    expect(answer.faults[0]?.sentence).toContain(said);
    expect(answer.faults[0]?.sentence).toContain("Register again in a minute");
    expect(await submit("manufacturer", MAKER)).toMatchObject({ party: { label: MAKER.name } });
    expect(await registered("manufacturer")).toHaveLength(1);
  });

  it("a shop whose authorization ended says where to connect it again", async () => {
    await world.prisma.connection.updateMany({ data: { state: "paused" } });
    const answer = await submit("manufacturer", MAKER);
    expect(answer.faults[0]?.sentence).toContain("Connect the shop again");
  });
});

it("a refusal of the platform is a sentence with its words", async () => {
  await world.close();
  world = await createCatalogWorld();
  await world.connect();
  const answer = await submit("manufacturer", MAKER);
  expect(answer).toMatchObject({ party: null, faults: [{ field: null }] });
  expect(answer.faults[0]?.sentence).toMatch(/^TikTok Shop refused it: .*EU only\. Correct it/);
});

it("what a person gave stands nowhere in our database", async () => {
  await submit("responsible-person", PERSON);
  const { rows } = await world.database.database.pool.query<{ text: string }>(
    `select query_to_xml(format('select * from %I', tablename), true, true, '')::text as text
     from pg_tables where schemaname = 'public'`,
  );
  const all = rows.map((row) => row.text).join("");
  expect(all).toContain(DEMO_STORE);
  for (const value of [PERSON.email, PERSON.localNumber, PERSON.street]) expect(all).not.toContain(value);
});
