// Which TikTok Shop a page of rules is about, where there are several; and the page when there is none.
import { useSearchParams } from "@remix-run/react";
import { Page, Select } from "@shopify/polaris";
import { NoRows } from "./no-rows.tsx";

type Shop = { readonly id: string; readonly shopName: string; readonly region: string };

export function ShopChoice({ shops, chosen }: { readonly shops: readonly Shop[]; readonly chosen: string }) {
  const [, setParams] = useSearchParams();
  if (shops.length < 2) return null;
  return (
    <Select
      label="TikTok Shop"
      options={shops.map((shop) => ({ value: shop.id, label: `${shop.shopName} (${shop.region})` }))}
      value={chosen}
      onChange={(connection) => setParams({ connection })}
    />
  );
}

export function NoShopYet({ title }: { readonly title: string }) {
  return (
    <Page title={title}>
      <NoRows
        isFiltered={false}
        thing="shop"
        heading="No TikTok Shop yet"
        text="Connect one first: every shop has rules of its own."
        action={{ content: "Connect TikTok Shop", url: "/app/connect" }}
      />
    </Page>
  );
}
