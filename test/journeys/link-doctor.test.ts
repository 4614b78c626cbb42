// A catalogue of thousands with two hundred faults in its links: what the link doctor finds, and what is left when the
// merchant has agreed to all of it.
import { afterEach, beforeEach, expect, it } from "vitest";
import { LINK_FINDING_KINDS } from "../../app/domain/link-finding.ts";
import { acceptFindings } from "../../app/use-cases/link-skus.ts";
import { type CatalogWorld, createCatalogWorld } from "../catalog-world.ts";
import { aWeekAgo, sowFaults, stockOf } from "../link-faults.ts";

const PRODUCTS = 2_000;
const FAULTS = 200;
const AT_LEAST = 196;
const ROUNDS = 4;

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

const found = async () => {
  await world.sweep("reconcile-links");
  return world.prisma.linkFinding.findMany();
};

/** Everything the merchant may agree to is agreed to, and carried out on both sides. */
async function acceptAll(): Promise<void> {
  for (const kind of LINK_FINDING_KINDS) await acceptFindings(world.ports, world.storeId, { kind });
  await world.settle();
  await world.prisma.listing.updateMany({ data: { submittedAt: aWeekAgo(world) } });
}

it("finds 196 of 200 faults in 2,000 products, none without a fault, and mends all it found", {
  timeout: 900_000,
}, async ({ annotate }) => {
  const stock = await stockOf(world, PRODUCTS);
  expect(await found()).toEqual([]);
  const sown = await sowFaults(stock, PRODUCTS, { count: FAULTS, seed: 4 });
  const findings = await found();
  const named = new Set(findings.map((one) => `${one.kind} ${one.sku}`));
  const right = sown.filter((one) => named.has(`${one.kind} ${one.sku}`));
  await annotate(
    `${right.length} of ${sown.length} faults found by kind and SKU, ${findings.length} findings`,
  );
  expect(right.length).toBeGreaterThanOrEqual(AT_LEAST);
  for (let round = 0; round < ROUNDS && (await found()).length > 0; round++) await acceptAll();
  expect(await found()).toEqual([]);
});
