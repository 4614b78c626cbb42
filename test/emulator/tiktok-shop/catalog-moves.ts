// What the platform's own people do to a catalogue: freeze and switch off products, close categories, set a shop's daily
// listings and its unfinished set-up, and decide how strict the auditors are.
import { tellStatus } from "./audit.ts";
import { type ShopCheck, STANDINGS, type Standing } from "./catalog-state.ts";
import { NODES } from "./category-tree.ts";
import { type Core, effect, shopOf } from "./core.ts";
import { registerParty } from "./parties.ts";
import type { PartyKind } from "./party-rows.ts";
import { touch } from "./product-index.ts";
import type { ProductRow, ProductStatus } from "./product-rows.ts";
import type { Json } from "./route.ts";

export type Suspension = { readonly what: "freeze" | "unfreeze" | "deactivate"; readonly reason: string };

/** Unknown ids and what a product's status forbids throw an Error in words. */
export type CatalogMoves = {
  suspend(productId: string, suspension: Suspension): ProductStatus;
  setCategory(shopId: string, categoryId: string, standing: Standing): void;
  /** Null: as many as the market's rule says. */
  setListingQuota(shopId: string, aDay: number | null): void;
  setFailedChecks(shopId: string, checks: readonly ShopCheck[]): void;
  setAuditors(rejectShare: number, reasons: readonly string[]): void;
  /** The seller registers one in Seller Center, with the fields of the API; answers its id. */
  addParty(shopId: string, kind: PartyKind, fields: Json): string;
  /** A manufacturer or responsible person is registered no more; products that name it stay. */
  removeParty(partyId: string): void;
};

export function catalogMoves(core: Core): CatalogMoves {
  return {
    suspend: (productId, suspension) => suspend(core, productId, suspension),
    setCategory: (shopId, categoryId, standing) => setCategory(core, shopId, { categoryId, standing }),
    setListingQuota: (shopId, aDay) => {
      const { id } = shopOf(core, shopId);
      if (aDay === null) core.state.listingQuotas.delete(id);
      else core.state.listingQuotas.set(id, aDay);
    },
    setFailedChecks: (shopId, checks) => {
      core.state.failedChecks.set(shopOf(core, shopId).id, checks);
    },
    setAuditors: (rejectShare, reasons) => {
      if (rejectShare > 0 && reasons.length === 0) throw new Error("auditors that reject need reasons");
      Object.assign(core.state.auditors, { rejectShare, reasons });
    },
    addParty: (shopId, kind, fields) => registerParty(core, shopOf(core, shopId).openId, { kind, fields }),
    removeParty: (partyId) => {
      if (!core.state.parties.delete(partyId)) throw new Error(`the twin knows no party ${partyId}`);
    },
  };
}

function setCategory(
  core: Core,
  shopId: string,
  { categoryId, standing }: { categoryId: string; standing: Standing },
): void {
  const shop = shopOf(core, shopId);
  if (!NODES.some((node) => node.id === categoryId))
    throw new Error(`the twin knows no category ${categoryId}`);
  if (!STANDINGS.includes(standing)) throw new Error(`a category cannot be ${standing}`);
  core.state.categoryStandings.set(`${shop.id} ${categoryId}`, standing);
}

function suspend(core: Core, productId: string, { what, reason }: Suspension): ProductStatus {
  const product = core.state.products.get(productId);
  if (!product) throw new Error(`the twin knows no TikTok Shop product ${productId}`);
  const to = suspended(product, what);
  product.frozenFrom = what === "freeze" ? product.status : null;
  product.status = to;
  touch(core, product);
  effect(core, "product.suspended", { productId, shopId: product.shopId }, { status: to, reason });
  tellStatus(core, product, { status: `PRODUCT_${to}`, suspended_reason: what === "unfreeze" ? "" : reason });
  return to;
}

function suspended({ id, status, frozenFrom }: ProductRow, what: Suspension["what"]): ProductStatus {
  const says = `the twin's product ${id} is ${status}`;
  if (what === "unfreeze") {
    if (status !== "FREEZE") throw new Error(`${says}, not FREEZE`);
    return frozenFrom ?? "PLATFORM_DEACTIVATED";
  }
  if (what === "deactivate" && status !== "ACTIVATE") throw new Error(`${says}, not ACTIVATE`);
  if (status === "FREEZE" || status === "DELETED") throw new Error(`${says}`);
  return what === "freeze" ? "FREEZE" : "PLATFORM_DEACTIVATED";
}
