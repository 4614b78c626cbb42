import { Badge, BlockStack, Box, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { LinkFindingKind } from "../domain/link-finding.ts";
import { LINK_KIND_WORDS } from "./link-words.ts";

export type LinkFindingView = {
  readonly id: string;
  readonly connectionId: string;
  readonly kind: string;
  readonly sku: string;
  readonly sentence: string;
  readonly proposal: string;
  readonly isByHand: boolean;
  readonly isAccepted: boolean;
  readonly marketplaceSkuId: string | null;
  readonly orders: number;
};

type Props = {
  readonly row: LinkFindingView;
  readonly onAccept: () => void;
  readonly onLink: (sku: string) => void;
};

// One fault: what is wrong, what is proposed, and for a SKU nobody knows the field that says what it is.
export function LinkFindingRow({ row, onAccept, onLink }: Props) {
  const { heading } = LINK_KIND_WORDS[row.kind as LinkFindingKind];
  const isUnknown = row.kind === "unknown-at-store" && row.marketplaceSkuId !== null;
  return (
    <Box padding="300" borderBlockEndWidth="025" borderColor="border">
      <InlineStack align="space-between" blockAlign="start" gap="300" wrap>
        <Box maxWidth="40rem">
          <BlockStack gap="100">
            <InlineStack gap="200" blockAlign="center">
              <Text as="h3" variant="headingSm">
                {row.sku || "Without a SKU"}
              </Text>
              <Badge>{heading}</Badge>
              {row.orders > 0 && (
                <Badge tone="critical">{`${row.orders} open ${row.orders === 1 ? "order" : "orders"}`}</Badge>
              )}
            </InlineStack>
            <Text as="p">{row.sentence}</Text>
            <Text as="p" tone="subdued">
              {row.proposal}
            </Text>
          </BlockStack>
        </Box>
        <InlineStack gap="200" blockAlign="end">
          {isUnknown && <LinkField sku={row.sku} onLink={onLink} />}
          {!row.isByHand && (
            <Button
              onClick={onAccept}
              disabled={row.isAccepted}
              accessibilityLabel={`Accept: ${row.proposal} ${row.sku}`}
            >
              {row.isAccepted ? "Being mended" : "Accept"}
            </Button>
          )}
        </InlineStack>
      </InlineStack>
    </Box>
  );
}

function LinkField({ sku, onLink }: { readonly sku: string; readonly onLink: (sku: string) => void }) {
  const [value, setValue] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (value.trim()) onLink(value.trim());
      }}
    >
      <InlineStack gap="200" blockAlign="end" wrap={false}>
        <TextField
          label={`It is your SKU (for ${sku || "the one without a name"})`}
          value={value}
          onChange={setValue}
          autoComplete="off"
        />
        <Button submit accessibilityLabel={`Link ${sku} to the SKU you typed`}>
          Link
        </Button>
      </InlineStack>
    </form>
  );
}
