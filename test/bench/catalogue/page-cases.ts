// Every page of the catalogue as a merchant opens it: the loader's own query, by every filter, order and search.
import type { PrismaClient } from "../../../app/adapters/database/generated/client.ts";
import type { StoreId } from "../../../app/domain/ids.ts";
import { STORES_OWN } from "../../../app/domain/listing-settings.ts";
import { linksPage } from "../../../app/queries/links.server.ts";
import { listingPage } from "../../../app/queries/listing.server.ts";
import { filterOf } from "../../../app/queries/listing-filter.server.ts";
import { previewSettings } from "../../../app/queries/listing-preview.server.ts";
import { askOf, listingsPage } from "../../../app/queries/listings.server.ts";
import { mappingPage } from "../../../app/queries/mapping.server.ts";
import { overview } from "../../../app/queries/overview.server.ts";
import { preflightBoard } from "../../../app/queries/preflight.server.ts";
import { pricePreview } from "../../../app/queries/price-preview.server.ts";
import { stockPlaces, stockPreview } from "../../../app/queries/stock-page.server.ts";
import { lookAtPublish } from "../../publish-look.ts";

export type PageCase = { readonly name: string; readonly load: () => Promise<unknown> };

const LISTINGS = [
  ...["", "sort=title-down", "sort=newest", "after=l50000", "before=l50000", "after=l50000&sort=newest"],
  ...["state=live", "state=rejected", "state=paused", "needs=you", "needs=you&sort=newest"],
  ...[
    "connection=c1",
    "category=cat-7",
    "category=cat-7&sort=newest",
    "connection=c1&category=cat-7&state=live",
  ],
  ...["state=rejected&connection=c0&sort=newest", "state=draft&sort=newest", "subject=p500"],
  ...[
    "search=sku-31415-2",
    "search=linen",
    "search=linen&sort=newest",
    "search=oat soap",
    "search=sku",
    "search=li",
  ],
  ...["search=linen&state=rejected", "search=linen&connection=c1&needs=you", "search=nothing like it"],
  "search=linen&category=cat-7",
];
const NOW = new Date("2026-11-20T12:00:00Z");

export function pageCases(prisma: PrismaClient, storeId: StoreId): readonly PageCase[] {
  const shop = { storeId, connectionId: "c1" };
  const change = { kind: "percent", basisPoints: 1_000 } as const;
  const dearer = { ...STORES_OWN, price: { ...STORES_OWN.price, change } };
  const preview = { ...shop, before: STORES_OWN, after: dearer };
  const rules = (rule: typeof STORES_OWN.stock) => ({
    rules: new Map(["c0", "c1"].map((id) => [id, rule])),
    pool: { kind: "even" as const },
  });
  return [
    ...LISTINGS.map((query) => listings(prisma, storeId, query)),
    {
      name: "one listing",
      load: () =>
        listingPage(prisma, {
          ...{ storeId, listingId: "l777" },
          settingsOf: async () => ({ settings: STORES_OWN }),
        }),
    },
    { name: "publish", load: () => lookAtPublish(prisma, storeId, NOW) },
    { name: "pre-flight", load: () => preflightBoard(prisma, shop) },
    { name: "links", load: () => linksPage(prisma, storeId, { kind: null, page: 0 }) },
    {
      name: "links, page 100 of a kind",
      load: () => linksPage(prisma, storeId, { kind: "dead", page: 100 }),
    },
    { name: "mapping", load: () => mappingPage(prisma, { ...shop, settings: STORES_OWN }) },
    { name: "mapping preview", load: () => previewSettings(prisma, { ...preview, search: "" }) },
    {
      name: "mapping preview of a search",
      load: () => previewSettings(prisma, { ...preview, search: "linen" }),
    },
    {
      name: "price preview",
      load: () => pricePreview(prisma, { ...shop, before: STORES_OWN.price, after: dearer.price }),
    },
    { name: "stock", load: () => stockPlaces(prisma, storeId, "c1") },
    {
      name: "stock preview",
      load: () =>
        stockPreview(prisma, {
          ...shop,
          before: rules(STORES_OWN.stock),
          after: rules({ ...STORES_OWN.stock, buffer: 3 }),
        }),
    },
    { name: "overview", load: () => overview(prisma, storeId, NOW) },
  ];
}

function listings(prisma: PrismaClient, storeId: StoreId, query: string): PageCase {
  const params = new URLSearchParams(query);
  return {
    name: `listings${query && `, ${query}`}`,
    load: () => listingsPage(prisma, storeId, askOf(params, filterOf(params))),
  };
}
