// Mapping: how the store's products become listings of one TikTok Shop, previewed on real products before it is saved.

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import type { ReactNode } from "react";
import { z } from "zod";
import { ConnectionChoice } from "../components/connection-choice.tsx";
import { MappingForm, type MappingPreview } from "../components/mapping-form.tsx";
import { NoShopYet } from "../components/no-shop-yet.tsx";
import { useSettingsDraft } from "../components/settings-draft.ts";
import { unlessPreview } from "../components/use-preview.ts";
import { shopAskedFor } from "../queries/connect.server.ts";
import { mappingPage, shopsOf } from "../queries/mapping.server.ts";

export const meta: MetaFunction = () => [{ title: "Mapping · Reeldock" }];

export const shouldRevalidate = unlessPreview;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const { database, listingRules } = context.application;
  const shops = await shopsOf(database, storeId);
  const shop = shopAskedFor(request, shops);
  const current = shop && (await listingRules.current(storeId, shop.id));
  if (!shop || !current) return { shops, page: null };
  const about = { storeId, connectionId: shop.id, settings: current.settings };
  return {
    shops,
    page: {
      connectionId: shop.id,
      namesParties: listingRules.namesParties(shop.region),
      ...current,
      ...(await mappingPage(database, about)),
    },
  };
}

const Ask = z.object({
  connection: z.string().max(100),
  settings: z.string(),
  version: z.coerce.number().int(),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const { listingRules } = context.application;
  const ask = Ask.safeParse(Object.fromEntries(await request.formData()));
  const settings = ask.success ? listingRules.read(ask.data.settings) : undefined;
  if (!ask.success || !settings || !(await listingRules.current(storeId, ask.data.connection)))
    return { message: "That could not be read. Reload the page and try again.", faults: [] };
  const { connection, version } = ask.data;
  const answer = await listingRules.change(storeId, connection, { settings, version });
  switch (answer.kind) {
    case "saved":
      return { message: "Saved. The products it concerns are published again.", faults: [] };
    case "changed-meanwhile":
      return {
        message: "Somebody else saved meanwhile. Reload the page, then make your change again.",
        faults: [],
      };
    case "refused":
      return { message: "Nothing was saved: something is to be put right.", faults: answer.faults };
  }
}

export default function Mapping() {
  const { shops, page } = useLoaderData<typeof loader>();
  if (!page) {
    const text = "Connect one first: what its categories ask for is read from there.";
    return <NoShopYet title="Mapping" text={text} />;
  }
  return (
    <MappingPage key={`${page.connectionId} ${page.version}`} page={page}>
      <ConnectionChoice connections={shops} chosen={page.connectionId} />
    </MappingPage>
  );
}

type LoadedPage = NonNullable<Awaited<ReturnType<typeof loader>>["page"]>;

function MappingPage({ page, children }: { readonly page: LoadedPage; readonly children: ReactNode }) {
  const draft = useSettingsDraft<MappingPreview>(page);
  return (
    <Page
      title="Mapping"
      subtitle="How your products become listings"
      primaryAction={{
        content: "Save",
        disabled: !draft.isChanged,
        loading: draft.isSaving,
        onAction: draft.save,
      }}
      secondaryActions={[{ content: "Discard", disabled: !draft.isChanged, onAction: draft.discard }]}
    >
      <BlockStack gap="400">
        {children}
        <MappingForm
          connectionId={page.connectionId}
          draft={draft}
          suggestions={page.suggestions}
          names={page.names}
          guesses={page.guesses}
          namesParties={page.namesParties}
        />
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
