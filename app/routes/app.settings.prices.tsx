// Prices: what a listing costs in one TikTok Shop, from what the store asks, previewed on real products.

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { useState } from "react";
import { z } from "zod";
import { ConnectionChoice } from "../components/connection-choice.tsx";
import { NoShopYet } from "../components/no-shop-yet.tsx";
import { PriceFields } from "../components/price-fields.tsx";
import { PricePreviewCard, type PricePreviewView } from "../components/price-preview.tsx";
import { useRuleForm } from "../components/rule-form.ts";
import { unlessPreview } from "../components/use-preview.ts";
import { type PriceForm, priceForm, priceRuleFrom } from "../domain/price-form.ts";
import { shopAskedFor } from "../queries/connect.server.ts";
import { pricePreview } from "../queries/price-preview.server.ts";
import { type SellingShop, sellingShops } from "../queries/selling-pages.server.ts";

export const meta: MetaFunction = () => [{ title: "Prices · Reeldock" }];

export const shouldRevalidate = unlessPreview;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const { database, sellingRules } = context.application;
  const { shops, storeCurrency } = await sellingShops(database, storeId);
  const shop = shopAskedFor(request, shops);
  const current = shop && (await sellingRules.current(storeId, shop.id));
  if (!shop || !current) return { shops, page: null };
  const { settings, version } = current;
  return { shops, page: { shop, storeCurrency, form: priceForm(settings.price, shop.currency), version } };
}

const Ask = z.object({
  intent: z.enum(["preview", "save"]),
  connection: z.string().max(100),
  version: z.coerce.number().int(),
  direction: z.enum(["add", "take-off"]),
  unit: z.enum(["percent", "amount"]),
  by: z.string().max(20),
  ending: z.enum(["as-is", "whole", "99", "95"]),
  floor: z.string().max(20),
  rate: z.string().max(20),
  compareAt: z.enum(["none", "store"]),
});

const UNREADABLE = { message: "That could not be read. Reload the page and try again." };
const ANSWERS = {
  saved: "Saved. The prices it changes are sent to TikTok Shop.",
  "changed-meanwhile": "Somebody else saved meanwhile. Reload the page, then make your change again.",
} as const;

export async function action({ request, context }: ActionFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const { database, sellingRules } = context.application;
  const ask = Ask.safeParse(Object.fromEntries(await request.formData()));
  if (!ask.success) return UNREADABLE;
  const { intent, connection: connectionId, version, ...form } = ask.data;
  const { shops } = await sellingShops(database, storeId);
  const shop = shops.find((one) => one.id === connectionId);
  const current = await sellingRules.current(storeId, connectionId);
  const read = shop && priceRuleFrom(form, shop.currency);
  if (!current || !read || "faults" in read) return UNREADABLE;
  if (intent === "preview") {
    const before = current.settings.price;
    return { preview: await pricePreview(database, { storeId, connectionId, before, after: read.rule }) };
  }
  const answer = await sellingRules.change(storeId, connectionId, { part: { price: read.rule }, version });
  if (answer.kind !== "refused") return { message: ANSWERS[answer.kind] };
  return { message: answer.faults.map((fault) => fault.sentence).join(" ") };
}

export default function Prices() {
  const { shops, page } = useLoaderData<typeof loader>();
  if (!page) return <NoShopYet title="Prices" text="Connect one first: every shop has rules of its own." />;
  return <PricesPage key={`${page.shop.id} ${page.version}`} shops={shops} page={page} />;
}

type Props = {
  readonly shops: readonly SellingShop[];
  readonly page: NonNullable<Awaited<ReturnType<typeof loader>>["page"]>;
};

function PricesPage({ shops, page }: Props) {
  const { shop, storeCurrency, version } = page;
  const [form, setForm] = useState<PriceForm>(page.form);
  const read = priceRuleFrom(form, shop.currency);
  const faults = "faults" in read ? read.faults : {};
  const fields = { connection: shop.id, version: String(version), ...form };
  const rule = useRuleForm<PricePreviewView>("faults" in read ? null : fields);
  const isChanged = JSON.stringify(form) !== JSON.stringify(page.form);
  const save = {
    content: "Save",
    disabled: !isChanged || "faults" in read,
    loading: rule.isSaving,
    onAction: rule.save,
  };
  return (
    <Page title="Prices" subtitle="What your products cost in TikTok Shop" primaryAction={save}>
      <BlockStack gap="400">
        <ConnectionChoice connections={shops} chosen={shop.id} />
        <PriceFields
          form={form}
          onChange={(change) => setForm((now) => ({ ...now, ...change }))}
          faults={faults}
          currency={shop.currency}
          storeCurrency={storeCurrency}
        />
        <PricePreviewCard preview={rule.preview} />
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
