// Listings: every product's page in the marketplace, its state and, where something is wrong, the reasons.

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Box, IndexTable, Page, useBreakpoints } from "@shopify/polaris";
import { ListFilters } from "../components/list-filters.tsx";
import { ListPages, pageOf } from "../components/list-pages.tsx";
import { NarrowListingRow, WideListingRow } from "../components/listing-row.tsx";
import { NoRows } from "../components/no-rows.tsx";
import { LISTING_STATES } from "../components/states.ts";
import { LISTINGS_PER_PAGE, listingsPage } from "../queries/listings.server.ts";

export const meta: MetaFunction = () => [{ title: "Listings · Reeldock" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const params = new URL(request.url).searchParams;
  const ask = {
    state: params.get("state"),
    search: (params.get("search") ?? "").slice(0, 200),
    subject: params.get("subject"),
    page: pageOf(params),
  };
  return {
    ...(await listingsPage(context.application.database, storeId, ask)),
    page: ask.page,
    perPage: LISTINGS_PER_PAGE,
  };
}

const HEADINGS = [
  { title: "Product" },
  { title: "State" },
  { title: "Price" },
  { title: "Stock", alignment: "end" as const },
  { title: "Variants", alignment: "end" as const },
] as const;

export default function Listings() {
  const { rows, counts, total, page, perPage } = useLoaderData<typeof loader>();
  const { smDown } = useBreakpoints();
  return (
    <Page title="Listings" subtitle="Your products in TikTok Shop" fullWidth>
      <ListFilters
        states={LISTING_STATES}
        counts={counts}
        searchLabel="Search listings"
        placeholder="Title or SKU"
      >
        {rows.length === 0 ? (
          <NoRows
            isFiltered={Object.keys(counts).length > 0}
            thing="listing"
            heading="No listings yet"
            text="Once your TikTok Shop is connected and the catalogue is read, every active product appears here."
            action={{ content: "Connect TikTok Shop", url: "/app/connect" }}
          />
        ) : (
          <IndexTable
            resourceName={{ singular: "listing", plural: "listings" }}
            itemCount={rows.length}
            selectable={false}
            condensed={smDown}
            headings={[HEADINGS[0], ...HEADINGS.slice(1)]}
          >
            {rows.map((row, index) =>
              smDown ? (
                <NarrowListingRow key={row.id} row={row} index={index} />
              ) : (
                <WideListingRow key={row.id} row={row} index={index} />
              ),
            )}
          </IndexTable>
        )}
        <ListPages page={page} perPage={perPage} total={total} />
      </ListFilters>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
