// What a merchant reads of a shop that sells in another currency than the store, and the key it is raised and cleared by.
import type { CatalogIssue } from "./catalog-issues.ts";

export const rateMissingKey = (connectionId: string) => `rate-missing:${connectionId}`;

type Shop = { readonly id: string; readonly shopName: string; readonly currency: string };

/** Nothing is listed there before there is a rate. */
export function rateMissing(shop: Shop, storeCurrency: string): CatalogIssue {
  return {
    key: rateMissingKey(shop.id),
    severity: "blocks",
    subject: { kind: "connection", id: shop.id },
    title: `TikTok Shop "${shop.shopName}" sells in ${shop.currency}, your store in ${storeCurrency}: nothing is listed there yet.`,
    advice: `Set an exchange rate from ${storeCurrency} to ${shop.currency} under Prices. Your products are listed as soon as there is one.`,
  };
}
