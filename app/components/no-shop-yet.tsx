// A page of rules when no TikTok Shop is connected that they could be for.
import { Page } from "@shopify/polaris";
import { NoRows } from "./no-rows.tsx";

export function NoShopYet({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <Page title={title}>
      <NoRows
        isFiltered={false}
        thing="shop"
        heading="No TikTok Shop yet"
        text={text}
        action={{ content: "Connect TikTok Shop", url: "/app/settings/connection" }}
      />
    </Page>
  );
}
