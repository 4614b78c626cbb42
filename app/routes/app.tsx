// The embedded layout: authenticates, provides Polaris and App Bridge, the navigation, and the page shown when something breaks.

import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Link,
  Outlet,
  useLoaderData,
  useNavigation,
  useRouteError,
} from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Page, Text } from "@shopify/polaris";
import stylesUrl from "@shopify/polaris/build/esm/styles.css?url";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useEffect, useState } from "react";
import { PageSkeleton } from "../components/page-skeleton.tsx";
import { SectionTabs } from "../components/section-tabs.tsx";
import { HOME, SECTIONS } from "../components/sections.ts";
import { unlessPreview } from "../components/use-preview.ts";

// Polaris would say "All 25+": it knows how many rows there are, not how many match.
const WORDS = {
  Polaris: { IndexProvider: { allItemsSelected: "All {resourceNamePlural} that match are selected" } },
};

const SKELETON_AFTER_MS = 200;

export const links: LinksFunction = () => [{ rel: "stylesheet", href: stylesUrl }];
export const meta: MetaFunction = () => [{ title: "Reeldock" }];
export const headers: HeadersFunction = (args) => boundary.headers(args);
export const shouldRevalidate = unlessPreview;

export async function loader({ request, context }: LoaderFunctionArgs) {
  await context.application.authenticate(request);
  return context.application.shell;
}

export default function EmbeddedApp() {
  const shell = useLoaderData<typeof loader>();
  const isSlow = useSlowNavigation();
  return (
    <AppProvider
      isEmbeddedApp
      i18n={[WORDS, english]}
      apiKey={shell.apiKey}
      {...(shell.appBridgeUrl ? { __APP_BRIDGE_URL: shell.appBridgeUrl } : {})}
    >
      <NavMenu>
        <Link to={HOME.url} rel="home">
          {HOME.label}
        </Link>
        {SECTIONS.map(({ label, url }) => (
          <Link key={url} to={url}>
            {label}
          </Link>
        ))}
      </NavMenu>
      <SectionTabs />
      {isSlow ? <PageSkeleton /> : <Outlet />}
    </AppProvider>
  );
}

// True once a navigation to another page has taken longer than a blink: a quick one shows no skeleton.
function useSlowNavigation(): boolean {
  const navigation = useNavigation();
  const target =
    navigation.state === "loading" && navigation.formMethod === undefined ? navigation.location.key : null;
  const [slowTarget, setSlowTarget] = useState<string | null>(null);
  useEffect(() => {
    if (target === null) return;
    const timer = setTimeout(() => setSlowTarget(target), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, [target]);
  return target !== null && target === slowTarget;
}

// Shopify's own redirects pass through its boundary; everything else becomes a page that says what to do.
export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status !== 404) return boundary.error(error);
  const isMissing = isRouteErrorResponse(error);
  return (
    <AppProvider isEmbeddedApp={false} apiKey="">
      <Page
        title={isMissing ? "Not found" : "Something went wrong on our side"}
        backAction={{ content: "Home", url: "/app" }}
      >
        <Banner tone={isMissing ? "warning" : "critical"}>
          <BlockStack gap="200">
            <Text as="p">
              {isMissing
                ? "There is nothing at this address. It may have been removed, or it belongs to another store."
                : "This page could not be shown. Orders and stock go on being carried out in the background; nothing was lost."}
            </Text>
            <Text as="p">
              Reload the page. If it happens again, write to us and name the time it happened.
            </Text>
          </BlockStack>
        </Banner>
      </Page>
    </AppProvider>
  );
}
