// What the stock rules in the form would offer of real products, before they are saved.
import { BlockStack, Text } from "@shopify/polaris";
import { PreviewCard } from "./preview-card.tsx";

export type StockPreviewView = {
  readonly looked: number;
  readonly changed: number;
  readonly none: number;
  readonly rows: readonly {
    readonly id: string;
    readonly title: string;
    readonly inStock: number;
    readonly now: number;
    readonly then: number;
  }[];
};

export function StockPreviewCard({ preview }: { readonly preview: StockPreviewView | undefined }) {
  return (
    <PreviewCard sentences={preview && [summary(preview)]}>
      {preview?.rows.map((row) => (
        <BlockStack key={row.id} gap="050">
          <Text as="h3" fontWeight="semibold" breakWord>
            {row.title}
          </Text>
          <Text as="p" variant="bodySm">
            {`${row.inStock} in stock. ${row.now === row.then ? `Offered here: ${row.now}, as now` : `Offered here: ${row.now}, then ${row.then}`}.`}
          </Text>
        </BlockStack>
      ))}
    </PreviewCard>
  );
}

function summary({ looked, changed, none }: StockPreviewView): string {
  if (looked === 0) return "Nothing is listed in this shop yet.";
  const hidden = none > 0 ? ` ${none} in stock would be offered as none.` : "";
  return `${changed} of ${looked} SKUs looked at would change.${hidden}`;
}
