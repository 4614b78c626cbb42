// A manufacturer that is registered no more is noticed by the nightly comparison while the listings that name it sell on.
import { afterEach, beforeEach, expect, it } from "vitest";
import { aPartyRule, createEuWorld, type EuWorld } from "../../../test/eu-world.ts";
import { workLanes } from "../../../test/lanes-in-turn.ts";
import { partyGone } from "../../domain/party-issues.ts";

let world: EuWorld;
beforeEach(async () => {
  world = await createEuWorld();
});
afterEach(() => world.close());

const WRITES = /^(PUT|DELETE) |^POST (?!.*\/(search|recommend)$)/;
const written = () =>
  world.twin.history
    .all()
    .filter((one) => one.kind === "call" && one.platform === "tiktok-shop" && WRITES.test(one.operation))
    .map((one) => one.kind === "call" && one.operation);

const lanes = () =>
  workLanes({
    ...{ database: world.database.database, twin: world.twin, ports: world.ports, workerId: "worker-eu" },
  });

/** A night's comparison, and whatever it marks. */
async function compared(): Promise<void> {
  const { storeId } = world;
  await world.ports.records.work.mark([{ storeId, verb: "reconcile-everything", subject: "all" }]);
  await lanes();
  expect(await world.prisma.comparison.count({ where: { storeId, endedAt: null } })).toBe(0);
}

async function listed() {
  const [maker, person] = [world.register("manufacturer"), world.register("responsible-person")];
  const rules = [aPartyRule("manufacturer", maker), aPartyRule("responsible-person", person)] as const;
  await world.choose(...rules);
  await lanes();
  expect(world.shop().products).toMatchObject([{ status: "ACTIVATE", manufacturerIds: [maker] }]);
  return { maker, rules };
}

it("two comparisons in a row find every party registered and write nothing", async () => {
  const { rules } = await listed();
  await compared();
  const before = written();
  expect(before).toContain("POST /product/202309/products");
  // It was missing once and is there again.
  const shop = { connectionId: world.connectionId, marketplaceName: "Shop" };
  await world.ports.records.issues.raise({ storeId: world.storeId, ...partyGone(shop, rules[0]) });
  await compared();
  expect(written()).toEqual(before);
  expect(await world.issues()).toEqual([]);
  expect(await world.prisma.comparisonFinding.count()).toBe(0);
});

it("one that is gone is told once, whatever is compared, and no more once another is chosen", async () => {
  const { maker, rules } = await listed();
  world.twin.tiktokShop.catalog.removeParty(maker);
  await compared();
  const [issue] = await world.prisma.issue.findMany({ where: { clearedAt: null } });
  expect(issue).toMatchObject({ code: "party-gone", subjectKind: "connection", severity: "warns" });
  expect(issue?.title).toContain('The manufacturer "Of Seller Center" is no longer registered');
  const before = written();
  await compared();
  expect(written()).toEqual(before);
  expect(await world.prisma.issue.findMany({ where: { clearedAt: null } })).toEqual([issue]);
  expect(world.shop().products).toMatchObject([{ status: "ACTIVATE" }]);
  const other = world.register("manufacturer", { name: "Fernweh AG" });
  expect(await world.choose(aPartyRule("manufacturer", other), rules[1])).toMatchObject({ kind: "saved" });
  expect(await world.issues()).toEqual([]);
  await lanes();
  await compared();
  expect(world.shop().products).toMatchObject([{ status: "ACTIVATE", manufacturerIds: [other] }]);
  expect(await world.issues()).toEqual([]);
});
