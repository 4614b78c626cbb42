// One order: what was bought, which warehouse ships what and why, its parcels, and everything that happened.

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Layout,
  List,
  Page,
  Text,
} from "@shopify/polaris";
import { useEffect } from "react";
import { z } from "zod";
import { FulfillmentPart } from "../components/fulfillment-part.tsx";
import { printMoment } from "../components/moment.tsx";
import { OrderTimeline } from "../components/order-timeline.tsx";
import { ORDER_STATES, OWNERS, VERB_WORDS, wordsOf } from "../components/states.ts";
import { StatusBadge } from "../components/status-badge.tsx";
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

type Order = NonNullable<Awaited<ReturnType<typeof orderPage>>>;

export default function OrderDetail() {
  const order = useLoaderData<typeof loader>();
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
            <Plan order={order} />
            <Lines order={order} />
            <Waiting order={order} />
          </BlockStack>
        </Layout.Section>
      </Layout>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}

function Plan({ order }: { readonly order: Order }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Routing plan
        </Text>
        {order.plan.length === 0 ? (
          <Text as="p" tone="subdued">
            {order.holdDetail ?? wordsOf(ORDER_STATES, order.state).sentence}
          </Text>
        ) : (
          <List>
            {order.plan.map((reason) => (
              <List.Item key={reason}>{reason}</List.Item>
            ))}
          </List>
        )}
      </BlockStack>
    </Card>
  );
}

function Lines({ order }: { readonly order: Order }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Bought
        </Text>
        {order.lines.map((line) => (
          <BlockStack key={line.id} gap="050">
            <Text as="span" breakWord>{`${line.quantity} × ${line.title}`}</Text>
            <Text as="span" variant="bodySm" tone="subdued">
              {[line.sku, line.price].filter(Boolean).join(" · ")}
            </Text>
          </BlockStack>
        ))}
        <Text as="p" fontWeight="semibold">{`Total ${order.total}`}</Text>
      </BlockStack>
    </Card>
  );
}

function Waiting({ order }: { readonly order: Order }) {
  const fetcher = useFetcher<typeof action>();
  useEffect(() => {
    if (fetcher.data) window.shopify?.toast.show(fetcher.data.message);
  }, [fetcher.data]);
  if (order.work.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Still to do
        </Text>
        {order.work.map((item) => (
          <BlockStack key={`${item.verb} ${item.subject}`} gap="100">
            <Text as="span">{VERB_WORDS[item.verb as keyof typeof VERB_WORDS] ?? item.verb}</Text>
            {item.reason && (
              <Text as="span" variant="bodySm" tone="subdued">
                {item.reason}
              </Text>
            )}
            <InlineStack align="space-between" blockAlign="center">
              <Text as="span" variant="bodySm" tone="subdued">
                {`${OWNERS[item.owner ?? "us"] ?? ""} turn, ${item.nextAttemptAt ? `next attempt ${printMoment(item.nextAttemptAt, order.timeZone)}` : "waits for you"}`}
              </Text>
              <Button
                size="slim"
                loading={fetcher.state !== "idle"}
                onClick={() => fetcher.submit({ verb: item.verb, subject: item.subject }, { method: "post" })}
              >
                Try now
              </Button>
            </InlineStack>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}
