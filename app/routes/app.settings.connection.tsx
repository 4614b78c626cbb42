// Connection: join a TikTok Shop to the store, see what is joined, and what each side calls its warehouses.

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useRevalidator } from "@remix-run/react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { ConnectionCard, FirstConnection } from "../components/connection-card.tsx";
import { WarehouseList } from "../components/warehouse-list.tsx";
import { connectPage } from "../queries/connect.server.ts";

const LOOK_AGAIN_MS = 2_000;

export const meta: MetaFunction = () => [{ title: "Connection · Reeldock" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const page = await connectPage(context.application.database, storeId);
  return { ...page, authorizeUrl: context.application.marketplaceAuthorizeUrl(storeId) };
}

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
            <ConnectionCard
              key={connection.id}
              connection={connection}
              timeZone={page.timeZone}
              onReconnect={start}
            />
          ))
        )}
        {page.warehouses.length > 0 && <WarehouseList warehouses={page.warehouses} />}
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
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
