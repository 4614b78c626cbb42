// Publish: how far the catalogue has come on its way into each marketplace shop, and when it will all be there.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { BlockStack, Card, EmptyState, Page, Text } from "@shopify/polaris";
import { z } from "zod";
import { countWords } from "../components/count.ts";
import { printMoment } from "../components/moment.tsx";
import { PublishCard } from "../components/publish-card.tsx";
import { useRefresh } from "../components/use-refresh.ts";
import { useToast } from "../components/use-toast.ts";
import { publishPage } from "../queries/publish.server.ts";

export const meta: MetaFunction = () => [{ title: "Publish · Reeldock" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { authenticate, database, listingRules, now } = context.application;
  const { storeId } = await authenticate(request);
  return publishPage(database, {
    ...{ storeId, now: now() },
    settingsOf: (connectionId) => listingRules.current(storeId, connectionId),
  });
}

const Wish = z.object({ connectionId: z.string().min(1).max(100), wish: z.enum(["pause", "resume"]) });

export async function action({ request, context }: ActionFunctionArgs) {
  const { application } = context;
  const { storeId } = await application.authenticate(request);
  const asked = Wish.safeParse(Object.fromEntries(await request.formData()));
  if (!asked.success) return { message: "That could not be read. Reload the page and try again." };
  const { connectionId, wish } = asked.data;
  await application.publishing(storeId, connectionId, wish);
  return { message: wish === "pause" ? "Publishing is paused." : "Publishing goes on." };
}

export default function Publish() {
  const { shops, products, notForSale, catalogImportedAt, timeZone } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  useRefresh();
  useToast(fetcher.data);
  const imported = catalogImportedAt
    ? `${countWords(products, "active product")}, catalogue read ${printMoment(catalogImportedAt, timeZone)}`
    : `The catalogue is being read: ${countWords(products, "active product")} so far`;
  return (
    <Page title="Publish" subtitle={imported}>
      <BlockStack gap="400">
        {notForSale > 0 && (
          <Text as="p" tone="subdued">
            {`${countWords(notForSale, "further product")} of your store ${notForSale === 1 ? "is a draft, archived or unlisted and is" : "are drafts, archived or unlisted and are"} not published. Set what you want to sell to active in Shopify.`}
          </Text>
        )}
        {shops.map((shop) => (
          <PublishCard
            key={shop.id}
            shop={shop}
            timeZone={timeZone}
            isBusy={fetcher.state !== "idle"}
            onWish={(wish) => fetcher.submit({ connectionId: shop.id, wish }, { method: "post" })}
          />
        ))}
        {shops.length === 0 && (
          <Card>
            <EmptyState
              heading="No TikTok Shop yet"
              image=""
              action={{ content: "Connect TikTok Shop", url: "/app/settings/connection" }}
            >
              <Text as="p">
                Once a shop is connected, your products are published and you see here how far it is.
              </Text>
            </EmptyState>
          </Card>
        )}
      </BlockStack>
    </Page>
  );
}
