// One listing in the list, for a wide table and for a phone.
import { BlockStack, Box, IndexTable, InlineStack, Link, Text } from "@shopify/polaris";
import { ProductPicture } from "./product-picture.tsx";
import { LISTING_STATES, wordsOf } from "./states.ts";
import { StatusBadge } from "./status-badge.tsx";

export type ListingView = {
  readonly id: string;
  readonly title: string;
  readonly imageUrl: string | null;
  readonly state: string;
  readonly variants: number;
  readonly price: string;
  readonly stock: number;
  readonly platformStock: number;
  readonly reasons: readonly string[];
  /** What is still to be done for it, and why not yet where that is known. */
  readonly onItsWay: { readonly verb: string; readonly reason: string | null } | null;
  /** SKUs it was found by whose variants the store removed. */
  readonly removedSkus: readonly string[];
};

type RowProps = {
  readonly row: ListingView;
  readonly index: number;
  readonly isSelected: boolean;
};

export function WideListingRow({ row, index, isSelected }: RowProps) {
  return (
    <IndexTable.Row id={row.id} position={index} selected={isSelected}>
      <IndexTable.Cell>
        <ProductCell row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <StatusBadge table={LISTING_STATES} state={row.state} />
      </IndexTable.Cell>
      <IndexTable.Cell>{row.price}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {stockWords(row)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {row.variants}
        </Text>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

/** On a phone: everything one under the other. */
export function NarrowListingRow({ row, index, isSelected }: RowProps) {
  return (
    <IndexTable.Row id={row.id} position={index} selected={isSelected}>
      <IndexTable.Cell>
        <BlockStack gap="200">
          <ProductCell row={row} />
          <InlineStack gap="200" blockAlign="center">
            <StatusBadge table={LISTING_STATES} state={row.state} />
            <Text as="span" variant="bodySm" tone="subdued">
              {`${row.price} · stock ${stockWords(row)}`}
            </Text>
          </InlineStack>
        </BlockStack>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

// The merchant's own units and those in the platform's warehouse are two pools.
function stockWords(row: ListingView): string {
  return row.platformStock > 0 ? `${row.stock} + ${row.platformStock} at TikTok` : String(row.stock);
}

// What is on its way says more than a state that will not last.
function hintOf({ onItsWay, reasons, state }: ListingView): string | null {
  if (onItsWay) return [workWords(onItsWay.verb, state), onItsWay.reason].filter(Boolean).join(": ");
  return reasons.length === 0 && state !== "live" ? wordsOf(LISTING_STATES, state).sentence : null;
}

function workWords(verb: string, state: string): string {
  if (verb === "withdraw-listings") return "To be taken off sale or put back";
  return state === "draft" ? "To be published" : "To be published again";
}

function ProductCell({ row }: { readonly row: ListingView }) {
  const hint = hintOf(row);
  return (
    <InlineStack gap="300" wrap={false} blockAlign="center">
      <ProductPicture url={row.imageUrl} />
      <Box maxWidth="36rem">
        <BlockStack gap="050">
          <span style={{ whiteSpace: "normal" }}>
            <Link url={`/app/listings/${encodeURIComponent(row.id)}`} dataPrimaryLink removeUnderline>
              <Text as="span" fontWeight="semibold" breakWord>
                {row.title}
              </Text>
            </Link>
          </span>
          {row.reasons.map((reason) => (
            <span key={reason} style={{ whiteSpace: "normal" }}>
              <Text as="span" variant="bodySm" tone="critical" breakWord>
                {reason}
              </Text>
            </span>
          ))}
          {row.removedSkus.length > 0 && (
            <span style={{ whiteSpace: "normal" }}>
              <Text as="span" variant="bodySm" tone="subdued" breakWord>
                {`Removed from your store: ${row.removedSkus.join(", ")}`}
              </Text>
            </span>
          )}
          {hint && (
            <span style={{ whiteSpace: "normal" }}>
              <Text as="span" variant="bodySm" tone="subdued" breakWord>
                {hint}
              </Text>
            </span>
          )}
        </BlockStack>
      </Box>
    </InlineStack>
  );
}
