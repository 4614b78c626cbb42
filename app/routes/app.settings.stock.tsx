// Stock: how much of the merchant's own stock a TikTok Shop offers, and how several shops share it, previewed first.

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { useState } from "react";
import { z } from "zod";
import { ConnectionChoice } from "../components/connection-choice.tsx";
import { NoShopYet } from "../components/no-shop-yet.tsx";
import { PoolFields } from "../components/pool-fields.tsx";
import { useRuleForm } from "../components/rule-form.ts";
import { StockFields } from "../components/stock-fields.tsx";
import { StockPreviewCard, type StockPreviewView } from "../components/stock-preview.tsx";
import { unlessPreview } from "../components/use-preview.ts";
import { poolProblem } from "../domain/pool.ts";
import { stockForm, stockRuleFrom } from "../domain/stock-form.ts";
import { shopAskedFor } from "../queries/connect.server.ts";
import { type SellingShop, sellingShops } from "../queries/selling-pages.server.ts";
import { stockPlaces, stockPreview } from "../queries/stock-page.server.ts";

export const meta: MetaFunction = () => [{ title: "Stock · Reeldock" }];

export const shouldRevalidate = unlessPreview;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const { database, sellingRules } = context.application;
  const { shops } = await sellingShops(database, storeId);
  const shop = shopAskedFor(request, shops);
  const current = shop && (await sellingRules.current(storeId, shop.id));
  if (!shop || !current) return { shops, page: null };
  const places = await stockPlaces(database, storeId, shop.id);
  const { pool } = await sellingRules.sharing(storeId);
  return {
    shops,
    page: { shop, ...places, pool, form: stockForm(current.settings.stock), version: current.version },
  };
}

const Ask = z.object({
  intent: z.enum(["preview", "save"]),
  connection: z.string().max(100),
  version: z.coerce.number().int(),
  rule: z.string().max(100_000),
  pool: z.string().max(10_000),
});

const UNREADABLE = { message: "That could not be read. Reload the page and try again." };

export async function action({ request, context }: ActionFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const { database, sellingRules } = context.application;
  const ask = Ask.safeParse(Object.fromEntries(await request.formData()));
  if (!ask.success) return UNREADABLE;
  const { intent, connection: connectionId, version } = ask.data;
  const stock = sellingRules.readStock(ask.data.rule);
  const pool = sellingRules.readPool(ask.data.pool);
  const before = await sellingRules.sharing(storeId);
  if (!stock || !pool || !(await sellingRules.current(storeId, connectionId))) return UNREADABLE;
  if (intent === "preview") {
    const rules = new Map<string, typeof stock>(before.rules).set(connectionId, stock);
    return {
      preview: await stockPreview(database, { storeId, connectionId, before, after: { rules, pool } }),
    };
  }
  return { message: await sellingRules.saveStock(storeId, connectionId, { stock, pool, version }) };
}

export default function Stock() {
  const { shops, page } = useLoaderData<typeof loader>();
  if (!page) return <NoShopYet title="Stock" text="Connect one first: every shop has rules of its own." />;
  return <StockPage key={`${page.shop.id} ${page.version}`} shops={shops} page={page} />;
}

type Props = {
  readonly shops: readonly SellingShop[];
  readonly page: NonNullable<Awaited<ReturnType<typeof loader>>["page"]>;
};

function StockPage({ shops, page }: Props) {
  const { shop, version, locations, warehouses } = page;
  const [form, setForm] = useState(page.form);
  const [pool, setPool] = useState(page.pool);
  const read = stockRuleFrom(form);
  const isFine = "rule" in read && poolProblem(pool) === undefined;
  const fields = {
    connection: shop.id,
    version: String(version),
    rule: JSON.stringify("rule" in read ? read.rule : null),
    pool: JSON.stringify(pool),
  };
  const draft = useRuleForm<StockPreviewView>(isFine ? fields : null);
  const isChanged = JSON.stringify([form, pool]) !== JSON.stringify([page.form, page.pool]);
  const save = {
    content: "Save",
    disabled: !isChanged || !isFine,
    loading: draft.isSaving,
    onAction: draft.save,
  };
  return (
    <Page title="Stock" subtitle="How much of it TikTok Shop offers" primaryAction={save}>
      <BlockStack gap="400">
        <ConnectionChoice connections={shops} chosen={shop.id} />
        <StockFields
          form={form}
          onChange={(change) => setForm((now) => ({ ...now, ...change }))}
          faults={"faults" in read ? read.faults : {}}
          locations={locations}
          warehouses={warehouses}
        />
        <PoolFields shops={shops} pool={pool} onChange={setPool} />
        <StockPreviewCard preview={draft.preview} />
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
