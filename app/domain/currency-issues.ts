// What a merchant reads of a shop that sells in another currency than the store, and the key it is raised and cleared by.
import type { CatalogIssue } from "./catalog-issues.ts";

export const rateMissingKey = (connectionId: string) => `rate-missing:${connectionId}`;

type Named = { readonly id: string; readonly name: string; readonly currency: string };

/** Nothing is listed there before there is a rate. */
export function rateMissing(named: Named, storeCurrency: string): CatalogIssue {
  return {
    key: rateMissingKey(named.id),
    severity: "blocks",
    subject: { kind: "connection", id: named.id },
    title: `TikTok Shop "${named.name}" sells in ${named.currency}, your store in ${storeCurrency}: nothing is listed there yet.`,
    advice: `Set an exchange rate from ${storeCurrency} to ${named.currency} under Prices. Your products are listed as soon as there is one.`,
  };
}
