// Connection: join a TikTok Shop to the store, see what is joined, and what each side calls its warehouses.

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useRevalidator } from "@remix-run/react";
import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  List,
  Page,
  Text,
} from "@shopify/polaris";
import { useEffect, useState } from "react";
import { printDay, printMoment } from "../components/moment.tsx";
import { connectPage } from "../queries/connect.server.ts";

const LOOK_AGAIN_MS = 2_000;

export const meta: MetaFunction = () => [{ title: "Connection · Reeldock" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const page = await connectPage(context.application.database, storeId);
  return { ...page, authorizeUrl: context.application.marketplaceAuthorizeUrl(storeId) };
}

type Data = Awaited<ReturnType<typeof connectPage>>;

export default function Connect() {
  const page = useLoaderData<typeof loader>();
  const [isWaiting, setWaiting] = useState(false);
  const joined = page.connections.filter((connection) => connection.state === "active");
  useWatch(isWaiting && joined.length === 0);
  const start = () => {
    setWaiting(true);
    window.open(page.authorizeUrl, "_blank");
  };
  return (
    <Page title="Connection" subtitle={`${page.storeName} and TikTok Shop`}>
      <BlockStack gap="400">
        {page.connections.length === 0 ? (
          <FirstConnection isWaiting={isWaiting} onStart={start} currency={page.currency} />
        ) : (
          page.connections.map((connection) => (
            <Connection
              key={connection.id}
              connection={connection}
              timeZone={page.timeZone}
              onReconnect={start}
            />
          ))
        )}
        {page.warehouses.length > 0 && <Warehouses warehouses={page.warehouses} />}
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}

type FirstProps = { readonly isWaiting: boolean; readonly onStart: () => void; readonly currency: string };

function FirstConnection({ isWaiting, onStart, currency }: FirstProps) {
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="h2" variant="headingMd">
          Connect your TikTok Shop
        </Text>
        <Text as="p">
          TikTok opens in a new tab and asks you to agree. Afterwards, without anything more from you:
        </Text>
        <List>
          <List.Item>
            every active product is checked and published, and its price and stock are kept true
          </List.Item>
          <List.Item>orders come into Shopify once, with the warehouse that ships them</List.Item>
          <List.Item>shipments are reported to both sides</List.Item>
        </List>
        <Text as="p" tone="subdued">{`The shop must sell in ${currency}, as your store does.`}</Text>
        <Button variant="primary" onClick={onStart}>
          Connect TikTok Shop
        </Button>
        {isWaiting && (
          <Banner tone="info">
            <Text as="p">Waiting for you to agree in the other tab. This page continues by itself.</Text>
          </Banner>
        )}
      </BlockStack>
    </Card>
  );
}

type ConnectionProps = {
  readonly connection: Data["connections"][number];
  readonly timeZone: string;
  readonly onReconnect: () => void;
};

function Connection({ connection, timeZone, onReconnect }: ConnectionProps) {
  const isActive = connection.state === "active";
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {connection.shopName}
          </Text>
          <Badge tone={isActive ? "success" : "warning"}>{isActive ? "Connected" : "Paused"}</Badge>
        </InlineStack>
        <Text as="p">{`Market ${connection.region}, sells in ${connection.currency}. Connected ${printMoment(connection.connectedAt, timeZone)}, authorized until ${printDay(connection.authorizedUntil, timeZone)}.`}</Text>
        {!isActive && (
          <>
            <Text as="p">{connection.pausedReason ?? "TikTok Shop refuses our access."}</Text>
            <Button variant="primary" onClick={onReconnect}>
              Reconnect
            </Button>
          </>
        )}
      </BlockStack>
    </Card>
  );
}

function Warehouses({ warehouses }: { readonly warehouses: Data["warehouses"] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Warehouses
        </Text>
        {warehouses.map((warehouse) => (
          <InlineStack key={warehouse.id} align="space-between">
            <Text as="span">{warehouse.name}</Text>
            <Badge tone={warehouse.isFulfilledByPlatform ? "info" : undefined}>
              {warehouse.isFulfilledByPlatform
                ? "Fulfilled by TikTok"
                : warehouse.owner === "merchant"
                  ? "Yours"
                  : "TikTok Shop's name for yours"}
            </Badge>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}

// Looks for the finished connection while the other tab is open.
function useWatch(isWatching: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isWatching || state !== "idle") return;
    const timer = setTimeout(revalidate, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isWatching, revalidate, state]);
}
