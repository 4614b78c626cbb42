// Link doctor: what does not match between the store's variants and the marketplace's SKUs, and what mends it.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { BlockStack, Box, Button, Card, Page, Text } from "@shopify/polaris";
import { z } from "zod";
import type { Application } from "../application.server.ts";
import { AdoptionQuestions } from "../components/adoption-questions.tsx";
import { LinkFindingRow } from "../components/link-finding-row.tsx";
import { LinkKinds } from "../components/link-kinds.tsx";
import { ListPages, pageOf } from "../components/list-pages.tsx";
import { useToast } from "../components/use-toast.ts";
import type { StoreId } from "../domain/ids.ts";
import { LINK_FINDING_KINDS, type LinkFindingKind } from "../domain/link-finding.ts";
import { FINDINGS_PER_PAGE, linksPage } from "../queries/links.server.ts";

export const meta: MetaFunction = () => [{ title: "Link doctor · Reeldock" }];

const kindOf = (value: string | null): LinkFindingKind | null =>
  LINK_FINDING_KINDS.find((kind) => kind === value) ?? null;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const params = new URL(request.url).searchParams;
  const ask = { kind: kindOf(params.get("kind")), page: pageOf(params) };
  const page = await linksPage(context.application.database, storeId, ask);
  return { ...page, ...ask, perPage: FINDINGS_PER_PAGE };
}

const id = z.string().min(1).max(200);
const Ask = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("compare") }),
  z.object({ intent: z.literal("accept"), id }),
  z.object({ intent: z.literal("accept-all"), kind: z.enum(LINK_FINDING_KINDS) }),
  z.object({ intent: z.literal("link"), connectionId: id, marketplaceSkuId: id, sku: id }),
  z.object({ intent: z.literal("choose"), listingId: id, chosen: z.string().max(200) }),
]);

const LINK_REFUSED = {
  "no-such-sku": "No variant in your store has that SKU. Check the spelling.",
  "sku-shared": "Several variants carry that SKU. Give each its own in your store first.",
  "not-shown": "TikTok Shop no longer has it. Compare again.",
} as const;
const CHOSEN = {
  linked: "It is this product's listing from now on.",
  "made-new": "A new listing is being made.",
  gone: "That was answered before.",
  changed: "That listing has changed. Compare again.",
} as const;

export async function action({ request, context }: ActionFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const ask = Ask.safeParse(Object.fromEntries(await request.formData()));
  if (!ask.success) return { message: "That could not be read. Reload the page and try again." };
  return { message: await answer(context.application.linkDoctor, storeId, ask.data) };
}

async function answer(
  doctor: Application["linkDoctor"],
  storeId: StoreId,
  ask: z.output<typeof Ask>,
): Promise<string> {
  switch (ask.intent) {
    case "compare":
      await doctor.compare(storeId);
      return "Comparing now. This page shows the result when you come back.";
    case "accept":
      return mending(await doctor.accept(storeId, { id: ask.id }));
    case "accept-all":
      return mending(await doctor.accept(storeId, { kind: ask.kind }));
    case "link": {
      const linked = await doctor.link(storeId, ask);
      return linked.kind === "refused" ? LINK_REFUSED[linked.reason] : "Linked.";
    }
    case "choose":
      return CHOSEN[(await doctor.chooseListing(storeId, ask.listingId, ask.chosen || null)).kind];
  }
}

function mending(count: number): string {
  return count === 0 ? "There was nothing left to mend." : `Mending ${count} now.`;
}

export default function Links() {
  const { kinds, kind, rows, questions, total, page, perPage } = useLoaderData<typeof loader>();
  const { send, isBusy } = useSend();
  const show = useKind();
  return (
    <Page
      title="Link doctor"
      subtitle="Do your SKUs and TikTok Shop's belong together?"
      primaryAction={
        <Button loading={isBusy} onClick={() => send({ intent: "compare" })}>
          Compare again
        </Button>
      }
    >
      <BlockStack gap="400">
        <AdoptionQuestions
          questions={questions}
          onChoose={(listingId, chosen) => send({ intent: "choose", listingId, chosen: chosen ?? "" })}
        />
        {kinds.length === 0 && (
          <Card>
            <Text as="p">Every link is as it should be. We compare both sides once a day.</Text>
          </Card>
        )}
        {kinds.length > 0 && (
          <LinkKinds
            kinds={kinds}
            selected={kind}
            onShow={show}
            onAccept={(of) => send({ intent: "accept-all", kind: of })}
          />
        )}
        {rows.length > 0 && (
          <Card padding="0">
            {rows.map((row) => (
              <LinkFindingRow
                key={row.id}
                row={row}
                onAccept={() => send({ intent: "accept", id: row.id })}
                onLink={(sku) => send({ intent: "link", ...skuOf(row), sku })}
              />
            ))}
            <ListPages page={page} perPage={perPage} total={total} />
          </Card>
        )}
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}

function skuOf(row: { connectionId: string; marketplaceSkuId: string | null }) {
  return { connectionId: row.connectionId, marketplaceSkuId: row.marketplaceSkuId ?? "" };
}

// Sends what the merchant decided and says the answer.
function useSend() {
  const fetcher = useFetcher<typeof action>();
  useToast(fetcher.data);
  const send = (fields: Record<string, string>) => fetcher.submit(fields, { method: "post" });
  return { send, isBusy: fetcher.state !== "idle" };
}

// The kind that is shown lives in the address.
function useKind() {
  const [params, setParams] = useSearchParams();
  return (next: LinkFindingKind | null) => {
    const to = new URLSearchParams(params);
    to.delete("page");
    if (next) to.set("kind", next);
    else to.delete("kind");
    setParams(to);
  };
}
