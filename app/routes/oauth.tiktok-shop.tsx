// Where TikTok sends the seller's browser after agreeing. It stands outside Shopify admin, in a tab of its own.

import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, Page, Text } from "@shopify/polaris";
import stylesUrl from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: stylesUrl }];
export const meta: MetaFunction = () => [{ title: "TikTok Shop connection · Reeldock" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  return context.application.finishConnect(new URL(request.url).searchParams);
}

const REFUSALS = {
  "state-invalid":
    "This link does not belong to a connection that was started here. Start again from Reeldock in Shopify admin.",
  "state-expired": "It took too long. Start again from Reeldock in Shopify admin.",
  "code-invalid":
    "TikTok did not accept the authorization; it may have been used already. Start again from Reeldock in Shopify admin.",
  "no-shop": "This TikTok account has no shop we may use. Sign in as the shop's owner and start again.",
} as const;

export default function Connected() {
  const answer = useLoaderData<typeof loader>();
  return (
    <AppProvider isEmbeddedApp={false} apiKey="">
      <Page title="TikTok Shop connection" narrowWidth>
        {answer.kind === "connected" ? (
          <Banner tone="success" title={`Connected: ${answer.shopNames.join(", ")}`}>
            <Text as="p">
              You can close this tab and go back to Shopify admin. Your products are being published.
            </Text>
          </Banner>
        ) : (
          <Banner tone="critical" title="Not connected">
            <Text as="p">{REFUSALS[answer.reason]}</Text>
          </Banner>
        )}
      </Page>
    </AppProvider>
  );
}
