// Overview: what needs the merchant, what is in agreement, what is on its way.

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData, useRevalidator } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineGrid, Page, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { z } from "zod";
import { FigureCard } from "../components/figure-card.tsx";
import { IssueList } from "../components/issue-list.tsx";
import { printAge } from "../components/moment.tsx";
import { VERB_WORDS } from "../components/states.ts";
import { WorkTable } from "../components/work-table.tsx";
import { overview } from "../queries/overview.server.ts";
import type { Verb } from "../use-cases/ports/work.ts";

const REFRESH_MS = 5_000;

export const meta: MetaFunction = () => [{ title: "Overview · Reeldock" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  return overview(context.application.database, storeId, context.application.now());
}

const Ask = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("verify") }),
  z.object({
    intent: z.literal("retry"),
    verb: z.string().refine((verb) => verb in VERB_WORDS),
    subject: z.string().min(1).max(200),
  }),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const ask = Ask.safeParse(Object.fromEntries(await request.formData()));
  if (!ask.success) return { message: "That could not be read. Reload the page and try again." };
  if (ask.data.intent === "verify") {
    await context.application.verifyNow(storeId);
    return { message: "Comparing both sides now." };
  }
  await context.application.retry(storeId, ask.data.verb as Verb, ask.data.subject);
  return { message: "Trying again now." };
}

export default function Overview() {
  const page = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  useRefresh();
  useEffect(() => {
    if (fetcher.data) window.shopify?.toast.show(fetcher.data.message);
  }, [fetcher.data]);
  const verified = page.lastVerifiedAt
    ? `Both sides compared ${printAge(page.lastVerifiedAt, page.now)}`
    : "Both sides have not been compared yet";
  return (
    <Page
      title="Overview"
      subtitle={verified}
      primaryAction={
        <Button
          variant="primary"
          loading={fetcher.state !== "idle"}
          onClick={() => fetcher.submit({ intent: "verify" }, { method: "post" })}
        >
          Compare now
        </Button>
      }
    >
      <BlockStack gap="400">
        <Standing connections={page.connections} importedAt={page.catalogImportedAt} />
        <IssueList
          issues={page.issues.list}
          total={page.issues.total}
          now={page.now}
          onRetry={(retry) => fetcher.submit({ intent: "retry", ...retry }, { method: "post" })}
        />
        <Figures page={page} />
        <WorkTable work={page.work} timeZone={page.timeZone} />
      </BlockStack>
    </Page>
  );
}

type PageData = Awaited<ReturnType<typeof overview>>;

function Figures({ page }: { readonly page: PageData }) {
  return (
    <InlineGrid columns={{ xs: 1, md: 3 }} gap="400">
      <FigureCard
        title="Listings"
        link={{ label: "View listings", url: "/app/listings" }}
        figures={[
          { label: "live", value: page.listings.live },
          { label: "in review", value: page.listings.inReview },
          { label: "need you", value: page.listings.refused },
          { label: "products", value: page.listings.products },
        ]}
      />
      <FigureCard
        title="Orders, last 7 days"
        link={{ label: "View orders", url: "/app/orders" }}
        figures={[
          { label: "to ship", value: page.orders.toShip },
          { label: "on hold", value: page.orders.onHold },
          { label: "shipped", value: page.orders.shipped },
        ]}
      />
      <FigureCard
        title="Shipments reported"
        link={null}
        figures={[
          { label: "to the store", value: page.shipments.toStore },
          { label: "to TikTok Shop", value: page.shipments.toMarketplace },
          { label: "on the way", value: page.shipments.waiting },
        ]}
      />
    </InlineGrid>
  );
}

type StandingProps = {
  readonly connections: readonly { shopName: string; state: string }[];
  readonly importedAt: string | null;
};

// The one thing that stops everything else, if there is one.
function Standing({ connections, importedAt }: StandingProps) {
  if (connections.length === 0) {
    return (
      <Banner
        title="Connect your TikTok Shop"
        tone="info"
        action={{ content: "Connect", url: "/app/connect" }}
      >
        <Text as="p">Once it is connected, your products are published there and its orders come here.</Text>
      </Banner>
    );
  }
  const paused = connections.find((connection) => connection.state !== "active");
  if (paused) {
    return (
      <Banner
        title={`The connection to ${paused.shopName} is paused`}
        tone="warning"
        action={{ content: "Reconnect", url: "/app/connect" }}
      >
        <Text as="p">
          TikTok Shop refuses our access. Orders and stock wait until you connect again; nothing is lost.
        </Text>
      </Banner>
    );
  }
  if (importedAt === null) {
    return (
      <Banner title="Reading your catalogue" tone="info">
        <Text as="p">This page fills as products come in. You can leave it.</Text>
      </Banner>
    );
  }
  return null;
}

// Keeps the figures fresh while somebody looks at them.
function useRefresh(): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (state !== "idle") return;
    const timer = setTimeout(() => document.visibilityState === "visible" && revalidate(), REFRESH_MS);
    return () => clearTimeout(timer);
  }, [revalidate, state]);
}
