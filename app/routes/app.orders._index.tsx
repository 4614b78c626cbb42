// Orders: those bought in the marketplace and the store's own that the platform's warehouse ships, newest first.

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Box, IndexTable, Page, useBreakpoints } from "@shopify/polaris";
import { ListFilters } from "../components/list-filters.tsx";
import { ListPages, pageOf } from "../components/list-pages.tsx";
import { NoRows } from "../components/no-rows.tsx";
import { NarrowOrderRow, WideOrderRow } from "../components/order-row.tsx";
import { ORDER_STATES } from "../components/states.ts";
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
          <NoRows
            isFiltered={Object.keys(counts).length > 0}
            thing="order"
            heading="No orders yet"
            text="The first order a buyer places in your TikTok Shop appears here within seconds."
          />
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
                <NarrowOrderRow key={row.id} row={row} index={index} timeZone={timeZone} />
              ) : (
                <WideOrderRow key={row.id} row={row} index={index} timeZone={timeZone} />
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
