// Orders: those bought in the marketplace and the store's own that the platform's warehouse ships, newest first.

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import {
  BlockStack,
  Box,
  EmptyState,
  IndexTable,
  InlineStack,
  Link,
  Page,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import { ListFilters } from "../components/list-filters.tsx";
import { ListPages, pageOf } from "../components/list-pages.tsx";
import { Moment, printMoment } from "../components/moment.tsx";
import { ORDER_STATES } from "../components/states.ts";
import { StatusBadge } from "../components/status-badge.tsx";
import { ORDERS_PER_PAGE, ordersPage } from "../queries/orders.server.ts";

export const meta: MetaFunction = () => [{ title: "Orders · Reeldock" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const params = new URL(request.url).searchParams;
  const ask = {
    state: params.get("state"),
    search: (params.get("search") ?? "").slice(0, 200),
    page: pageOf(params),
  };
  return {
    ...(await ordersPage(context.application.database, storeId, ask)),
    page: ask.page,
    perPage: ORDERS_PER_PAGE,
  };
}

const HEADINGS = [
  { title: "Order" },
  { title: "Placed" },
  { title: "State" },
  { title: "Ships from" },
  { title: "Tracking" },
  { title: "Reported" },
  { title: "Units", alignment: "end" as const },
  { title: "Total", alignment: "end" as const },
] as const;

export default function Orders() {
  const { rows, counts, total, page, perPage, timeZone } = useLoaderData<typeof loader>();
  const { smDown } = useBreakpoints();
  return (
    <Page title="Orders" subtitle="From TikTok Shop, and your store's own that its warehouse ships" fullWidth>
      <ListFilters
        states={ORDER_STATES}
        counts={counts}
        searchLabel="Search orders"
        placeholder="Order number, SKU or tracking number"
      >
        {rows.length === 0 ? (
          <NoOrders isFiltered={Object.keys(counts).length > 0} />
        ) : (
          <IndexTable
            resourceName={{ singular: "order", plural: "orders" }}
            itemCount={rows.length}
            selectable={false}
            condensed={smDown}
            headings={[HEADINGS[0], ...HEADINGS.slice(1)]}
          >
            {rows.map((row, index) =>
              smDown ? (
                <NarrowRow key={row.id} row={row} index={index} timeZone={timeZone} />
              ) : (
                <WideRow key={row.id} row={row} index={index} timeZone={timeZone} />
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

type Row = Awaited<ReturnType<typeof ordersPage>>["rows"][number];

type RowProps = { readonly row: Row; readonly index: number; readonly timeZone: string };

function OrderName({ row }: { readonly row: Row }) {
  return (
    <BlockStack gap="050">
      <Link url={`/app/orders/${row.id}`} dataPrimaryLink removeUnderline>
        <Text as="span" fontWeight="semibold">
          {row.name}
        </Text>
      </Link>
      <Text as="span" variant="bodySm" tone="subdued">
        {row.origin === "marketplace" ? `TikTok Shop ${row.originOrderId}` : "Your store"}
      </Text>
    </BlockStack>
  );
}

function NarrowRow({ row, index, timeZone }: RowProps) {
  return (
    <IndexTable.Row id={row.id} position={index}>
      <Box padding="300" width="100%">
        <BlockStack gap="150">
          <InlineStack align="space-between" blockAlign="start" wrap={false}>
            <OrderName row={row} />
            <StatusBadge table={ORDER_STATES} state={row.state} />
          </InlineStack>
          {row.holdDetail && (
            <Text as="span" variant="bodySm" tone="critical" breakWord>
              {row.holdDetail}
            </Text>
          )}
          <Text as="span" variant="bodySm" tone="subdued" breakWord>
            {[printMoment(row.placedAt, timeZone), ...row.shipsFrom, row.total].join(" · ")}
          </Text>
          {row.tracking.length > 0 && (
            <Text as="span" variant="bodySm" breakWord>
              {row.tracking.join(", ")}
            </Text>
          )}
        </BlockStack>
      </Box>
    </IndexTable.Row>
  );
}

function WideRow({ row, index, timeZone }: RowProps) {
  return (
    <IndexTable.Row id={row.id} position={index}>
      <IndexTable.Cell>
        <OrderName row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Moment at={row.placedAt} timeZone={timeZone} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <BlockStack gap="050" inlineAlign="start">
          <StatusBadge table={ORDER_STATES} state={row.state} />
          {row.holdDetail && (
            <Text as="span" variant="bodySm" tone="critical">
              {row.holdDetail}
            </Text>
          )}
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>{row.shipsFrom.join(", ")}</IndexTable.Cell>
      <IndexTable.Cell>{row.tracking.join(", ")}</IndexTable.Cell>
      <IndexTable.Cell>{row.parcels === 0 ? "" : `${row.reported} of ${row.parcels}`}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {row.units}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {row.total}
        </Text>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

function NoOrders({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <Box padding="600">
        <Text as="p" alignment="center" tone="subdued">
          No order matches. Clear the search or choose another state.
        </Text>
      </Box>
    );
  }
  return (
    <EmptyState heading="No orders yet" image="">
      <p>The first order a buyer places in your TikTok Shop appears here within seconds.</p>
    </EmptyState>
  );
}
