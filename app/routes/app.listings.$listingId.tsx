// One listing: the store's side and TikTok Shop's, why they differ, what happened, what comes next, and what to ask for.

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Box, Layout, List, Page, Text } from "@shopify/polaris";
import { z } from "zod";
import { ListingSides } from "../components/listing-sides.tsx";
import { ListingVariants } from "../components/listing-variants.tsx";
import { printMoment } from "../components/moment.tsx";
import { OrderTimeline } from "../components/order-timeline.tsx";
import { LISTING_STATES, wordsOf } from "../components/states.ts";
import { StatusBadge } from "../components/status-badge.tsx";
import { useToast } from "../components/use-toast.ts";
import { WaitingWork } from "../components/waiting-work.tsx";
import { listingPage } from "../queries/listing.server.ts";
import { namedListings } from "../queries/listing-filter.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? "Listing"} · Reeldock` },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { authenticate, database, listingRules } = context.application;
  const { storeId } = await authenticate(request);
  const listing = await listingPage(database, {
    storeId,
    listingId: params["listingId"] ?? "",
    settingsOf: (connectionId) => listingRules.current(storeId, connectionId),
  });
  if (!listing) throw new Response("No such listing", { status: 404 });
  return listing;
}

const SAID = {
  publish: "Being published now.",
  check: "Being checked again now.",
  retry: "Trying again now.",
} as const;

const Ask = z.discriminatedUnion("act", [
  z.object({ act: z.enum(["publish", "check"]) }),
  z.object({
    act: z.literal("retry"),
    verb: z.enum(["publish-listings", "refresh-listings", "withdraw-listings"]),
  }),
]);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { application } = context;
  const { storeId } = await application.authenticate(request);
  const ask = Ask.safeParse(Object.fromEntries(await request.formData()));
  if (!ask.success) return { message: "That could not be read. Reload the page and try again." };
  const listings = await namedListings(application.database, storeId, [params["listingId"] ?? ""]);
  const [listing] = listings;
  if (!listing) throw new Response("No such listing", { status: 404 });
  if (ask.data.act === "retry") {
    const { verb } = ask.data;
    await application.retry(
      storeId,
      verb,
      verb === "publish-listings" ? listing.productId : listing.listingId,
    );
  } else {
    await application.actOnListings({ storeId, act: ask.data.act, listings });
  }
  return { message: SAID[ask.data.act] };
}

export default function ListingDetail() {
  const listing = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  useToast(fetcher.data);
  const isBusy = fetcher.state !== "idle";
  const ask = (what: Record<string, string>) => fetcher.submit(what, { method: "post" });
  const check = { content: "Check again", disabled: isBusy, onAction: () => ask({ act: "check" }) };
  const { timeZone, readAt } = listing;
  return (
    <Page
      title={listing.title}
      subtitle={`In ${listing.shopName}, ${readAt ? `last read ${printMoment(readAt, timeZone)}` : "not read there yet"}`}
      titleMetadata={<StatusBadge table={LISTING_STATES} state={listing.state} />}
      backAction={{ content: "Listings", url: "/app/listings" }}
      primaryAction={{ content: "Publish now", loading: isBusy, onAction: () => ask({ act: "publish" }) }}
      secondaryActions={listing.isSent ? [check] : []}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <Trouble listing={listing} />
            <ListingSides facts={listing.facts} />
            <ListingVariants listing={listing} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <WaitingWork
              items={listing.work}
              timeZone={timeZone}
              isBusy={isBusy}
              onRetry={({ verb }) => ask({ act: "retry", verb })}
            />
            <OrderTimeline entries={listing.history} timeZone={timeZone} />
          </BlockStack>
        </Layout.Section>
      </Layout>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}

type TroubleProps = {
  readonly listing: {
    readonly state: string;
    readonly reasons: readonly string[];
    readonly issues: readonly { readonly id: string; readonly title: string; readonly advice: string }[];
  };
};

function Trouble({ listing: { state, reasons, issues } }: TroubleProps) {
  return (
    <>
      {issues.map((issue) => (
        <Banner key={issue.id} title={issue.title} tone="warning">
          <Text as="p">{issue.advice}</Text>
        </Banner>
      ))}
      {reasons.length > 0 && (
        <Banner title={wordsOf(LISTING_STATES, state).sentence} tone="warning">
          <List>
            {reasons.map((reason) => (
              <List.Item key={reason}>{reason}</List.Item>
            ))}
          </List>
        </Banner>
      )}
    </>
  );
}
