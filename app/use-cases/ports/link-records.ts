// Links as the link doctor sees them: all of a shop at once, what was found, what the merchant said.
import type { AdoptionCandidate } from "../../domain/adoption.ts";
import type { ConnectionId, ListingId, ProductId, StoreId, VariantId } from "../../domain/ids.ts";
import type { LinkedCatalogue } from "../../domain/link-chart.ts";
import type { LinkFinding, LinkFindingKind, LinkStep } from "../../domain/link-finding.ts";
import type { ShopScope } from "./shop-records.ts";

export type FindingRow = {
  readonly id: string;
  readonly storeId: StoreId;
  readonly connectionId: ConnectionId;
  readonly key: string;
  readonly steps: readonly LinkStep[];
};

/** What an accepted step changes: the variant's row in its listing, and where that listing stands. */
export type LinkPlace = {
  readonly listingId: ListingId;
  readonly productId: ProductId;
  /** Where our listing of the product stands; null when nowhere yet. */
  readonly marketplaceProductId: string | null;
};

export type AdoptionQuestionRow = {
  readonly listingId: ListingId;
  readonly storeId: StoreId;
  readonly connectionId: ConnectionId;
  readonly candidates: readonly AdoptionCandidate[];
  readonly decision: "adopt" | "new" | null;
  readonly chosen: string | null;
  readonly declined: readonly string[];
};

export interface LinkRecords {
  /** Variants, links and the marketplace's SKUs of one shop. A listing sent since `sentAfter` is settling. */
  linkedCatalogue(
    scope: ShopScope,
    moments: { readonly sentAfter: Date; readonly reviewedAfter: Date },
  ): Promise<Omit<LinkedCatalogue, "isWhole">>;
  /** Forgets SKUs that were last shown before the moment. */
  forgetUnseen(scope: ShopScope, before: Date): Promise<void>;
  /** Replaces what was found before: a fault that is found again keeps its row, one that is not goes. */
  saveFindings(scope: ShopScope, findings: readonly LinkFinding[], at: Date): Promise<void>;
  finding(storeId: StoreId, findingId: string): Promise<FindingRow | undefined>;
  /** Says yes to one finding, or to all of a kind that can be mended; answers their ids. */
  acceptFindings(
    storeId: StoreId,
    which: { readonly id: string } | { readonly kind: LinkFindingKind },
    at: Date,
  ): Promise<readonly string[]>;
  /** Findings about this SKU: the merchant has said what it is. */
  forgetFindingsOf(scope: ShopScope, marketplaceSkuId: string): Promise<void>;
  countFindings(scope: ShopScope): Promise<number>;
  forgetFinding(storeId: StoreId, findingId: string): Promise<void>;
  /** The SKUs of the marketplace's listing that a SKU belongs to, as last shown. */
  shownBeside(
    scope: ShopScope,
    marketplaceSkuId: string,
  ): Promise<{ readonly marketplaceProductId: string; readonly isOurs: boolean } | undefined>;
  placeOf(scope: ShopScope, variantId: VariantId): Promise<LinkPlace | undefined>;
  /** The variant is this SKU alone and the SKU this variant alone; what was sent for another is forgotten. */
  linkOnly(
    scope: ShopScope,
    link: {
      readonly listingId: ListingId;
      readonly variantId: VariantId;
      readonly marketplaceSkuId: string;
    },
  ): Promise<void>;
  /** Answers the SKU it was linked to, or null. */
  unlink(storeId: StoreId, linkId: string): Promise<string | null>;
  unlinkListing(storeId: StoreId, listingId: ListingId): Promise<void>;
  /** Orders for the SKU mean the variant; null: nothing of this store. */
  countAs(
    scope: ShopScope,
    said: { readonly marketplaceSkuId: string; readonly variantId: VariantId | null },
    at: Date,
  ): Promise<void>;
  /** Which variant orders for these SKUs mean by the merchant's word. */
  countedAs(
    connectionId: ConnectionId,
    marketplaceSkuIds: readonly string[],
  ): Promise<readonly { readonly marketplaceSkuId: string; readonly variantId: VariantId }[]>;
  /** Orders of the marketplace that have not gone on yet and name one of the SKUs: their ids there. */
  waitingOrders(scope: ShopScope, marketplaceSkuIds: readonly string[]): Promise<readonly string[]>;
  question(storeId: StoreId, listingId: ListingId): Promise<AdoptionQuestionRow | undefined>;
  /** Asks, or asks anew: what was chosen is not among the choices any more, what was declined stays so. */
  ask(question: Omit<AdoptionQuestionRow, "decision" | "chosen" | "declined">, at: Date): Promise<void>;
  decide(
    storeId: StoreId,
    listingId: ListingId,
    said: Pick<AdoptionQuestionRow, "decision" | "chosen" | "declined">,
  ): Promise<void>;
  forgetQuestion(storeId: StoreId, listingId: ListingId): Promise<void>;
}
