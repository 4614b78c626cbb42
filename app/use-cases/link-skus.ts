// Carries out what the merchant agreed to: each finding of the link doctor as a whole or not at all. Orders that waited
// for one of its SKUs go on.
import { as, type ConnectionId, type StoreId } from "../domain/ids.ts";
import type { LinkFindingKind, LinkStep } from "../domain/link-finding.ts";
import { changeLink } from "./ports/link-changes.ts";
import { reportFindings } from "./ports/link-reports.ts";
import type { Ports } from "./ports/ports.ts";
import { type Batch, done, each, type Mark, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "now">;

/** Mends findings by their ids. One that is gone was mended before. */
export async function linkSkus(ports: Needs, batch: Batch): Promise<Outcomes> {
  const { storeId } = batch;
  const connections = await ports.records.stores.connections(storeId);
  return each(batch, async (id) => {
    await ports.records.transaction(async (tx) => {
      const finding = await tx.links.finding(storeId, id);
      const connection = connections.find((one) => one.id === finding?.connectionId);
      if (!finding || !connection) return;
      const scope = { storeId, connectionId: connection.id };
      for (const step of finding.steps) await changeLink({ tx, scope, at: ports.now() }, step);
      await tx.links.forgetFinding(storeId, id);
      await reportFindings(tx, connection);
    });
    return done;
  });
}

/** The merchant agrees to one proposal, or to all of a kind. Answers how many; they are carried out by the worker. */
export async function acceptFindings(
  ports: Needs,
  storeId: StoreId,
  which: { readonly id: string } | { readonly kind: LinkFindingKind },
): Promise<number> {
  return ports.records.transaction(async (tx) => {
    const ids = await tx.links.acceptFindings(storeId, which, ports.now());
    await tx.work.mark(ids.map((subject): Mark => ({ storeId, verb: "link-skus", subject })));
    return ids.length;
  });
}

export type LinkWish = {
  readonly storeId: StoreId;
  readonly connectionId: ConnectionId;
  readonly marketplaceSkuId: string;
  /** The SKU as the merchant's store spells it; null: nothing of this store. */
  readonly sku: string | null;
};

export type LinkAnswer =
  | { readonly kind: "linked"; readonly name: string }
  | { readonly kind: "left-alone" }
  | { readonly kind: "refused"; readonly reason: "no-such-sku" | "sku-shared" | "not-shown" };

/** The merchant says which variant a SKU of the marketplace is. Safe to repeat. */
export async function linkByHand(ports: Needs, wish: LinkWish): Promise<LinkAnswer> {
  const { storeId, connectionId, marketplaceSkuId, sku } = wish;
  const scope = { storeId, connectionId: as<ConnectionId>(connectionId) };
  const connection = await ports.records.stores.connection(storeId, connectionId);
  if (!connection || !(await ports.records.links.shownBeside(scope, marketplaceSkuId)))
    return { kind: "refused", reason: "not-shown" };
  const carriers = sku === null ? [] : await ports.records.catalog.variantsBySku(storeId, [sku]);
  const [variant, other] = carriers;
  if (sku !== null && !variant) return { kind: "refused", reason: "no-such-sku" };
  if (other) return { kind: "refused", reason: "sku-shared" };
  const step: LinkStep = variant
    ? { kind: "link", variantId: variant.id, marketplaceSkuId }
    : { kind: "count-as", marketplaceSkuId, variantId: null };
  await ports.records.transaction(async (tx) => {
    await changeLink({ tx, scope, at: ports.now() }, step);
    await tx.links.forgetFindingsOf(scope, marketplaceSkuId);
    await reportFindings(tx, connection);
  });
  return variant ? { kind: "linked", name: variant.productTitle } : { kind: "left-alone" };
}
