// One listing: the store's side and TikTok Shop's, why they differ, what happened, what comes next, and what to ask for.

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Box, Layout, List, Page, Text } from "@shopify/polaris";
import { z } from "zod";
import { LeftAsBefore } from "../components/left-as-before.tsx";
import { actAnswer, LISTING_ACTS } from "../components/listing-acts.ts";
import { ListingSides } from "../components/listing-sides.tsx";
import { ListingVariants } from "../components/listing-variants.tsx";
import { printMoment } from "../components/moment.tsx";
import { OrderTimeline } from "../components/order-timeline.tsx";
import { LISTING_STATES, wordsOf } from "../components/states.ts";
import { StatusBadge } from "../components/status-badge.tsx";
import { useRefresh } from "../components/use-refresh.ts";
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

const Ask = z.discriminatedUnion("act", [
  z.object({ act: z.enum(LISTING_ACTS.map((one) => one.act)) }),
  z.object({
    act: z.literal("retry"),
    verb: z.enum(["publish-listings", "push-inventory", "refresh-listings", "withdraw-listings"]),
  }),
]);
const OF_PRODUCT: readonly string[] = ["publish-listings", "push-inventory"];
const said = (message: string) => ({ message, left: [], undo: [] });

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { application } = context;
  const { storeId } = await application.authenticate(request);
  const ask = Ask.safeParse(Object.fromEntries(await request.formData()));
  if (!ask.success) return said("That could not be read. Reload the page and try again.");
  const listings = await namedListings(application.database, storeId, [params["listingId"] ?? ""]);
  const [listing] = listings;
  if (!listing) throw new Response("No such listing", { status: 404 });
  if (ask.data.act === "retry") {
    const { verb } = ask.data;
    const subject = OF_PRODUCT.includes(verb) ? listing.productId : listing.listingId;
    await application.retry(storeId, verb, subject);
    return said("Trying again now.");
  }
  const { act } = ask.data;
  return actAnswer(act, await application.actOnListings({ storeId, act, listings }), "named");
}

export default function ListingDetail() {
  const listing = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  useRefresh();
  const isBusy = fetcher.state !== "idle";
  const ask = (what: Record<string, string>) => fetcher.submit(what, { method: "post" });
  useToast(fetcher.data, () => ask({ act: "resume" }));
  const button = (act: ActName) => ({
    content: LISTING_ACTS.find((one) => one.act === act)?.label ?? "",
    onAction: () => ask({ act }),
  });
  const [primary, ...others] = actsOn(listing).map(button);
  const { timeZone, readAt } = listing;
  return (
    <Page
      title={listing.title}
      subtitle={`In ${listing.shopName}, ${readAt ? `last read ${printMoment(readAt, timeZone)}` : "not read there yet"}`}
      titleMetadata={<StatusBadge table={LISTING_STATES} state={listing.state} />}
      backAction={{ content: "Listings", url: "/app/listings" }}
      {...(primary ? { primaryAction: { ...primary, loading: isBusy } } : {})}
      secondaryActions={others.map((one) => ({ ...one, disabled: isBusy }))}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <LeftAsBefore left={fetcher.data?.left} />
            <Trouble listing={listing} />
            <ListingSides facts={listing.facts} timeZone={timeZone} />
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

type ActName = (typeof LISTING_ACTS)[number]["act"];
type Standing = { readonly state: string; readonly isSent: boolean; readonly acts: readonly ActName[] };

// What helps most comes first: a new listing where the old one is gone or was refused, sale where it is off, else
// sending what changed.
function actsOn({ state, isSent, acts }: Standing): readonly ActName[] {
  const check: readonly ActName[] = isSent && state !== "withdrawn" ? ["check"] : [];
  if (acts.includes("list-again")) return [...acts, ...check];
  const publish: readonly ActName[] = state === "frozen" || state === "withdrawn" ? [] : ["publish"];
  return acts.includes("resume") ? [...acts, ...publish, ...check] : [...publish, ...acts, ...check];
}

/** Where in the app it is mended; null where that is elsewhere or everywhere. */
type Mend = { readonly label: string; readonly url: string } | null;

type TroubleProps = {
  readonly listing: {
    readonly state: string;
    readonly reasons: readonly string[];
    readonly issues: readonly {
      readonly id: string;
      readonly title: string;
      readonly advice: string;
      readonly mend: Mend;
    }[];
    readonly mend: Mend;
  };
};

function Trouble({ listing: { state, reasons, issues, mend } }: TroubleProps) {
  return (
    <>
      {issues.map((issue) => (
        <Banner key={issue.id} title={issue.title} tone="warning" {...mended(issue.mend)}>
          <Text as="p">{issue.advice}</Text>
        </Banner>
      ))}
      {reasons.length > 0 && (
        <Banner title={wordsOf(LISTING_STATES, state).sentence} tone="warning" {...mended(mend)}>
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

function mended(mend: Mend) {
  return mend ? { action: { content: mend.label, url: mend.url } } : {};
}
