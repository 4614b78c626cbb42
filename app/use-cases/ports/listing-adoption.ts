// A listing that stands in the marketplace already, made by hand or by a create whose answer was lost, is taken over and
// not made twice. What is not beyond doubt is asked, and nothing is sent until the merchant has said.
import { type Adoption, type AdoptionCandidate, adoptionOf } from "../../domain/adoption.ts";
import { adoptionOpen, adoptionOpenKey } from "../../domain/link-issues.ts";
import { spellingsOf } from "../../domain/sku-spelling.ts";
import type { ListingRow, ProductRow } from "./catalog-records.ts";
import type { AdoptionQuestionRow } from "./link-records.ts";
import type { MarketplacePort } from "./marketplace.ts";
import type { Ports } from "./ports.ts";

type Needs = Pick<Ports, "records" | "now" | "log">;
type Listed = { readonly product: ProductRow; readonly listing: ListingRow };

/** Listings of the marketplace that carry one of the product's SKUs. */
export type Standing = Awaited<ReturnType<MarketplacePort["listingsBySku"]>>;

/** "asked": nothing may be sent for now. "none": there is nothing to take over. */
export type Adopted =
  | { readonly kind: "adopted"; readonly listing: ListingRow }
  | { readonly kind: "asked" }
  | { readonly kind: "none" };

/** Decides over what stands there, by the merchant's word where there is one. Repeatable. */
export async function adoptStanding(ports: Needs, listed: Listed, found: Standing): Promise<Adopted> {
  const { listing } = listed;
  const question = await ports.records.links.question(listing.storeId, listing.id);
  const free = await unclaimed(ports, listing, [
    ...found,
    ...(await spelledOtherwise(ports, listing, found)),
  ]);
  const candidates = free.filter((one) => !question?.declined.includes(one.marketplaceProductId));
  const adoption = decided(listing, question, adoptionOf(skusOf(listing), candidates));
  if (adoption.kind === "ask") {
    await ask(ports, listed, adoption.candidates);
    return { kind: "asked" };
  }
  if (question || adoption.kind === "adopt") await settle(ports, listing, adoption);
  if (adoption.kind === "none") return { kind: "none" };
  ports.log.info("listing adopted by SKU", { storeId: listing.storeId, listingId: listing.id });
  const adopted = await ports.records.catalog.listing(listing.storeId, listing.id);
  return adopted ? { kind: "adopted", listing: adopted } : { kind: "none" };
}

function skusOf(listing: ListingRow): readonly string[] {
  return [...new Set(listing.skus.map((one) => one.sku))];
}

// What the last pages of the shop showed under another spelling: the marketplace's search knows exact ones only.
async function spelledOtherwise(ports: Needs, listing: ListingRow, found: Standing): Promise<Standing> {
  const scope = { storeId: listing.storeId, connectionId: listing.connectionId };
  const shown = await ports.records.shop.shownWithSkus(scope, skusOf(listing).flatMap(spellingsOf));
  const known = new Set(found.map((one) => one.marketplaceProductId));
  return [...Map.groupBy(shown, (sku) => sku.marketplaceProductId)].flatMap(
    ([marketplaceProductId, rows]) => {
      const [first] = rows;
      if (!first || known.has(marketplaceProductId)) return [];
      const skus = rows.map((row) => ({ marketplaceSkuId: row.marketplaceSkuId, sku: row.sellerSku }));
      return [{ marketplaceProductId, state: first.state, title: first.title, skus }];
    },
  );
}

async function unclaimed(ports: Needs, { storeId }: ListingRow, found: Standing): Promise<Standing> {
  const free: Standing[number][] = [];
  for (const one of found) {
    if (one.state === "deleted" || one.state === "frozen") continue;
    const ours = await ports.records.catalog.listingByMarketplaceProduct(storeId, one.marketplaceProductId);
    if (!ours) free.push(one);
  }
  return free;
}

// After a create whose answer was lost, the one listing that is there is ours, whatever changed in the product since.
function decided(
  { intentAt }: ListingRow,
  question: AdoptionQuestionRow | undefined,
  adoption: Adoption,
): Adoption {
  if (adoption.kind !== "ask") return adoption;
  const [only, other] = adoption.candidates;
  const chosen = adoption.candidates.find((one) => one.marketplaceProductId === question?.chosen);
  const candidate = chosen ?? (intentAt !== null && !other ? only : undefined);
  return candidate ? { kind: "adopt", candidate } : adoption;
}

async function ask(
  ports: Needs,
  { listing, product }: Listed,
  candidates: readonly AdoptionCandidate[],
): Promise<void> {
  const { storeId, connectionId, id: listingId } = listing;
  await ports.records.transaction(async (tx) => {
    await tx.links.ask({ listingId, storeId, connectionId, candidates }, ports.now());
    const named = { id: listingId, title: product.title };
    await tx.issues.raise({ storeId, ...adoptionOpen(named, candidates.length) });
  });
}

async function settle(ports: Needs, listing: ListingRow, adoption: Adoption): Promise<void> {
  const { storeId, id } = listing;
  await ports.records.transaction(async (tx) => {
    await tx.issues.clear(storeId, adoptionOpenKey(id));
    if (adoption.kind !== "adopt") return;
    const { marketplaceProductId, links } = adoption.candidate;
    await tx.catalog.saveListing(storeId, id, { marketplaceProductId, state: "in-review", intentAt: null });
    await tx.catalog.linkSkus(storeId, id, links);
    await tx.links.forgetQuestion(storeId, id);
  });
}
