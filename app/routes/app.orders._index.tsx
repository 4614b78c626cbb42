// Orders: those bought in the marketplace and the store's own that the platform's warehouse ships, newest first.

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Box, IndexTable, Page, useBreakpoints } from "@shopify/polaris";
import { countWords } from "../components/count.ts";
import { CursorPages } from "../components/cursor-pages.tsx";
import { ListFilters } from "../components/list-filters.tsx";
import { NoRows } from "../components/no-rows.tsx";
import { NarrowOrderRow, WideOrderRow } from "../components/order-row.tsx";
import { ORDER_STATES } from "../components/states.ts";
import { ordersPage } from "../queries/orders.server.ts";
import { cursorOf } from "../queries/page-ways.server.ts";

export const meta: MetaFunction = () => [{ title: "Orders · Reeldock" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const params = new URL(request.url).searchParams;
  const ask = {
    state: params.get("state"),
    search: (params.get("search") ?? "").slice(0, 200),
    ...cursorOf(params),
  };
  return ordersPage(context.application.database, storeId, ask);
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
  const page = useLoaderData<typeof loader>();
  const { rows, counts, total, timeZone } = page;
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
        <CursorPages
          summary={countWords(total, "order")}
          hasPrevious={page.hasPrevious}
          hasNext={page.hasNext}
          rows={rows}
        />
      </ListFilters>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
