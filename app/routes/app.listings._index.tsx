// Listings: every product's page in the marketplace, its state and, where something is wrong, the reasons; and what a
// merchant asks of many at once.

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { z } from "zod";
import { ChoosableListings } from "../components/choosable-listings.tsx";
import { countWords } from "../components/count.ts";
import { CursorPages } from "../components/cursor-pages.tsx";
import { LeftAsBefore } from "../components/left-as-before.tsx";
import { ListFilters } from "../components/list-filters.tsx";
import { actAnswer, LISTING_ACTS } from "../components/listing-acts.ts";
import { ListingFilters } from "../components/listing-filters.tsx";
import type { Chosen } from "../components/listings-table.tsx";
import { NoRows } from "../components/no-rows.tsx";
import { LISTING_STATES } from "../components/states.ts";
import { useRefresh } from "../components/use-refresh.ts";
import { useToast } from "../components/use-toast.ts";
import type { NotDone } from "../domain/listing-acts.ts";
import { filterOf, matchingListings, namedListings } from "../queries/listing-filter.server.ts";
import { askOf, listingsPage } from "../queries/listings.server.ts";

export const meta: MetaFunction = () => [{ title: "Listings · Reeldock" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const params = new URL(request.url).searchParams;
  return listingsPage(context.application.database, storeId, askOf(params, filterOf(params)));
}

const Ask = z.object({
  act: z.enum(LISTING_ACTS.map((one) => one.act)),
  /** Ids with commas between them, or "all" that the address means. */
  chosen: z.string().min(1).max(10_000),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const { application } = context;
  const { storeId } = await application.authenticate(request);
  const ask = Ask.safeParse(Object.fromEntries(await request.formData()));
  if (!ask.success)
    return { message: "That could not be read. Reload the page and try again.", left: [], undo: [] };
  const { act, chosen } = ask.data;
  const params = new URL(request.url).searchParams;
  if (chosen !== "all") {
    const listings = await namedListings(application.database, storeId, chosen.split(","));
    return actAnswer(act, await application.actOnListings({ storeId, act, listings }), "named");
  }
  const done: string[] = [];
  const left = new Map<NotDone, number>();
  for await (const listings of matchingListings(application.database, storeId, filterOf(params))) {
    const acted = await application.actOnListings({ storeId, act, listings, isBacklog: true });
    done.push(...acted.done);
    for (const [why, count] of acted.left) left.set(why, (left.get(why) ?? 0) + count);
  }
  return actAnswer(act, { done, left }, "all");
}

export default function Listings() {
  const page = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { act, left } = useAct();
  const { rows, total } = page;
  return (
    <Page title="Listings" subtitle="Your products in TikTok Shop" fullWidth>
      <BlockStack gap="400">
        <LeftAsBefore left={left} />
        {rows.some((row) => row.onItsWay) && <Refreshed />}
        <ListFilters
          states={LISTING_STATES}
          counts={page.counts}
          searchLabel="Search listings"
          placeholder="Title or SKU"
          more={
            <ListingFilters
              connections={page.connections}
              categories={page.categories}
              needYou={page.needYou}
            />
          }
        >
          {rows.length === 0 ? (
            <NoListings isFiltered={params.size > 0 && page.connections.length > 0} />
          ) : (
            <ChoosableListings
              key={params.toString()}
              shopId={shopOf(params, page.connections)}
              list={{ rows, total, acts: LISTING_ACTS, onAct: act }}
            />
          )}
          <CursorPages
            summary={countWords(total, "listing")}
            hasPrevious={page.hasPrevious}
            hasNext={page.hasNext}
            rows={rows}
          />
        </ListFilters>
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}

// Only while something is on its way: a list that changes by itself is a nuisance to whoever reads it.
function Refreshed() {
  useRefresh();
  return null;
}

function NoListings({ isFiltered }: { readonly isFiltered: boolean }) {
  return (
    <NoRows
      isFiltered={isFiltered}
      thing="listing"
      heading="No listings yet"
      text="Once your TikTok Shop is connected and the catalogue is read, every active product appears here."
      action={{ content: "Connect TikTok Shop", url: "/app/settings/connection" }}
    />
  );
}

// Categories are a market's own: with several shops on the page there is none to choose from.
function shopOf(params: URLSearchParams, connections: readonly { readonly id: string }[]): string | null {
  const only = connections.length === 1 ? connections[0] : undefined;
  return params.get("connection") ?? only?.id ?? null;
}

function useAct() {
  const fetcher = useFetcher<typeof action>();
  const [params] = useSearchParams();
  const act = (name: string, chosen: Chosen) =>
    fetcher.submit(
      { act: name, chosen: chosen === "all" ? "all" : chosen.ids.join(",") },
      // The index route of the list, with the filter that "all" means.
      { method: "post", action: `/app/listings?index&${params}` },
    );
  useToast(fetcher.data, (ids) => act("resume", { ids }));
  return { act, left: fetcher.data?.left };
}
