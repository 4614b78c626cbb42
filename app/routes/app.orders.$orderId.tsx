// One order: what was bought, which warehouse ships what and why, its parcels, and everything that happened.

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Box, Layout, Page, Text } from "@shopify/polaris";
import { z } from "zod";
import { FulfillmentPart } from "../components/fulfillment-part.tsx";
import { printMoment } from "../components/moment.tsx";
import { OrderLines, OrderPlan } from "../components/order-plan.tsx";
import { OrderTimeline } from "../components/order-timeline.tsx";
import { ORDER_STATES } from "../components/states.ts";
import { StatusBadge } from "../components/status-badge.tsx";
import { useToast } from "../components/use-toast.ts";
import { VERB_WORDS } from "../components/verb-words.ts";
import { WaitingWork } from "../components/waiting-work.tsx";
import { orderPage } from "../queries/order.server.ts";
import type { Verb } from "../use-cases/ports/work.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.name ?? "Order"} · Reeldock` },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const order = await orderPage(context.application.database, storeId, params["orderId"] ?? "");
  if (!order) throw new Response("No such order", { status: 404 });
  return order;
}

const Ask = z.object({
  verb: z.string().refine((verb) => verb in VERB_WORDS),
  subject: z.string().min(1).max(200),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const ask = Ask.safeParse(Object.fromEntries(await request.formData()));
  if (!ask.success) return { message: "That could not be read. Reload the page and try again." };
  await context.application.retry(storeId, ask.data.verb as Verb, ask.data.subject);
  return { message: "Trying again now." };
}

export default function OrderDetail() {
  const order = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  useToast(fetcher.data);
  return (
    <Page
      title={order.name}
      subtitle={`${order.origin === "marketplace" ? `TikTok Shop order ${order.originOrderId}` : "Placed in your store"}, ${printMoment(order.placedAt, order.timeZone)}`}
      titleMetadata={<StatusBadge table={ORDER_STATES} state={order.state} />}
      backAction={{ content: "Orders", url: "/app/orders" }}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {order.issues.map((issue) => (
              <Banner key={issue.id} title={issue.title} tone="warning">
                <Text as="p">{issue.advice}</Text>
              </Banner>
            ))}
            {order.parts.map((part) => (
              <FulfillmentPart key={part.id} part={part} timeZone={order.timeZone} />
            ))}
            <OrderTimeline entries={order.timeline} timeZone={order.timeZone} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <OrderPlan order={order} />
            <OrderLines order={order} />
            <WaitingWork
              items={order.work}
              timeZone={order.timeZone}
              isBusy={fetcher.state !== "idle"}
              onRetry={({ verb, subject }) => fetcher.submit({ verb, subject }, { method: "post" })}
            />
          </BlockStack>
        </Layout.Section>
      </Layout>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
