// Listings: every product's page in the marketplace, its state and, where something is wrong, the reasons.

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import {
  BlockStack,
  Box,
  EmptyState,
  IndexTable,
  InlineStack,
  Page,
  Text,
  Thumbnail,
  useBreakpoints,
} from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";
import { ListFilters } from "../components/list-filters.tsx";
import { ListPages, pageOf } from "../components/list-pages.tsx";
import { LISTING_STATES, wordsOf } from "../components/states.ts";
import { StatusBadge } from "../components/status-badge.tsx";
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
          <NoListings isFiltered={Object.keys(counts).length > 0} />
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
                <NarrowRow key={row.id} row={row} index={index} />
              ) : (
                <WideRow key={row.id} row={row} index={index} />
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

type Row = Awaited<ReturnType<typeof listingsPage>>["rows"][number];
type RowProps = { readonly row: Row; readonly index: number };

function WideRow({ row, index }: RowProps) {
  return (
    <IndexTable.Row id={row.id} position={index}>
      <IndexTable.Cell>
        <ProductCell row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <StatusBadge table={LISTING_STATES} state={row.state} />
      </IndexTable.Cell>
      <IndexTable.Cell>{row.price}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {stockWords(row)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {row.variants}
        </Text>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

function NarrowRow({ row, index }: RowProps) {
  return (
    <IndexTable.Row id={row.id} position={index}>
      <Box padding="300" width="100%">
        <BlockStack gap="200">
          <ProductCell row={row} />
          <InlineStack gap="200" blockAlign="center">
            <StatusBadge table={LISTING_STATES} state={row.state} />
            <Text as="span" variant="bodySm" tone="subdued">
              {`${row.price} · stock ${stockWords(row)}`}
            </Text>
          </InlineStack>
        </BlockStack>
      </Box>
    </IndexTable.Row>
  );
}

// The merchant's own units and those in the platform's warehouse are two pools.
function stockWords(row: Row): string {
  return row.platformStock > 0 ? `${row.stock} + ${row.platformStock} at TikTok` : String(row.stock);
}

function ProductCell({ row }: { readonly row: Row }) {
  const hint =
    row.reasons.length === 0 && row.state !== "live" ? wordsOf(LISTING_STATES, row.state).sentence : null;
  return (
    <InlineStack gap="300" wrap={false} blockAlign="center">
      <Thumbnail source={row.imageUrl ?? ImageIcon} alt="" size="small" />
      <Box maxWidth="36rem">
        <BlockStack gap="050">
          <span style={{ whiteSpace: "normal" }}>
            <Text as="span" fontWeight="semibold" breakWord>
              {row.title}
            </Text>
          </span>
          {row.reasons.map((reason) => (
            <span key={reason} style={{ whiteSpace: "normal" }}>
              <Text as="span" variant="bodySm" tone="critical" breakWord>
                {reason}
              </Text>
            </span>
          ))}
          {hint && (
            <Text as="span" variant="bodySm" tone="subdued">
              {hint}
            </Text>
          )}
        </BlockStack>
      </Box>
    </InlineStack>
  );
}

function NoListings({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <Box padding="600">
        <Text as="p" alignment="center" tone="subdued">
          No listing matches. Clear the search or choose another state.
        </Text>
      </Box>
    );
  }
  return (
    <EmptyState
      heading="No listings yet"
      image=""
      action={{ content: "Connect TikTok Shop", url: "/app/connect" }}
    >
      <p>Once your TikTok Shop is connected and the catalogue is read, every active product appears here.</p>
    </EmptyState>
  );
}
