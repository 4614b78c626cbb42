// Pre-flight: everything that keeps products from being listed, found before anything is sent, one row per fix.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Card, Page, Text } from "@shopify/polaris";
import { ConnectionChoice } from "../components/connection-choice.tsx";
import { countWords, printCount } from "../components/count.ts";
import { PreflightCauses } from "../components/preflight-causes.tsx";
import { useRefresh } from "../components/use-refresh.ts";
import { useToast } from "../components/use-toast.ts";
import { connectionsOf, shopAskedFor } from "../queries/connect.server.ts";
import { preflightBoard } from "../queries/preflight.server.ts";

export const meta: MetaFunction = () => [{ title: "Pre-flight · Reeldock" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { application } = context;
  const { storeId } = await application.authenticate(request);
  const connections = await connectionsOf(application.database, storeId);
  const connectionId = shopAskedFor(request, connections)?.id ?? null;
  const board = connectionId ? await preflightBoard(application.database, { storeId, connectionId }) : null;
  return { connections, connectionId, board };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { application } = context;
  const { storeId } = await application.authenticate(request);
  const asked = (await request.formData()).get("connection");
  const connection = (await connectionsOf(application.database, storeId)).find((one) => one.id === asked);
  if (!connection) return { message: "That shop is not connected. Reload the page and try again." };
  await application.retry(storeId, "check-listings", connection.id);
  return { message: "Checking every product now. This page shows what is found as it is found." };
}

export default function Preflight() {
  const { connections, connectionId, board } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  useRefresh();
  useToast(fetcher.data);
  if (!board || connectionId === null) {
    return (
      <Page
        title="Pre-flight"
        secondaryActions={[{ content: "Connect TikTok Shop", url: "/app/settings/connection" }]}
      >
        <Card>
          <Text as="p">Connect your TikTok Shop first: what it demands depends on its market.</Text>
        </Card>
      </Page>
    );
  }
  const { products, causes, moreCauses } = board;
  return (
    <Page
      title="Pre-flight"
      subtitle={`${printCount(products.blocked)} of ${countWords(products.all, "product")} cannot be listed yet`}
      primaryAction={{
        content: "Check again",
        loading: fetcher.state !== "idle",
        onAction: () => fetcher.submit({ connection: connectionId }, { method: "post" }),
      }}
    >
      <BlockStack gap="400">
        <ConnectionChoice connections={connections} chosen={connectionId} />
        {causes.length === 0 ? (
          <Banner tone="success">
            <Text as="p">Nothing keeps a product from being listed.</Text>
          </Banner>
        ) : (
          <PreflightCauses causes={causes} />
        )}
        {moreCauses > 0 && (
          <Text as="p" tone="subdued">{`${countWords(moreCauses, "further cause")} not shown.`}</Text>
        )}
      </BlockStack>
    </Page>
  );
}
