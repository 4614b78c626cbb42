// Overview: what needs the merchant, what is in agreement, what is on its way.

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import { z } from "zod";
import { ComparisonCard } from "../components/comparison-card.tsx";
import { IssueList } from "../components/issue-list.tsx";
import { OverviewFigures } from "../components/overview-figures.tsx";
import { Standing } from "../components/standing.tsx";
import { useRefresh } from "../components/use-refresh.ts";
import { useToast } from "../components/use-toast.ts";
import { VERB_WORDS } from "../components/verb-words.ts";
import { WorkTable } from "../components/work-table.tsx";
import { overview } from "../queries/overview.server.ts";
import type { Verb } from "../use-cases/ports/work.ts";

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
    return { message: "Comparing everything now." };
  }
  await context.application.retry(storeId, ask.data.verb as Verb, ask.data.subject);
  return { message: "Trying again now." };
}

export default function Overview() {
  const page = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  useRefresh();
  useToast(fetcher.data);
  return (
    <Page title="Overview">
      <BlockStack gap="400">
        <Standing connections={page.connections} importedAt={page.catalogImportedAt} />
        <IssueList
          issues={page.issues.list}
          total={page.issues.total}
          now={page.now}
          onRetry={(retry) => fetcher.submit({ intent: "retry", ...retry }, { method: "post" })}
        />
        <OverviewFigures listings={page.listings} orders={page.orders} shipments={page.shipments} />
        <ComparisonCard
          comparison={page.comparison}
          timeZone={page.timeZone}
          isAsking={fetcher.state !== "idle"}
          onCompare={() => fetcher.submit({ intent: "verify" }, { method: "post" })}
        />
        <WorkTable work={page.work} timeZone={page.timeZone} />
      </BlockStack>
    </Page>
  );
}
