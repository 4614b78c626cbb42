// What the price rule in the form would make of real products, before it is saved.
import { BlockStack, Text } from "@shopify/polaris";
import { PreviewCard } from "./preview-card.tsx";

export type PricePreviewView = {
  readonly active: number;
  readonly changed: number;
  readonly lifted: number;
  readonly unpriced: number;
  readonly isEstimate: boolean;
  readonly rows: readonly {
    readonly id: string;
    readonly title: string;
    readonly store: string;
    readonly now: string | null;
    readonly then: string | null;
  }[];
};

export function PricePreviewCard({ preview }: { readonly preview: PricePreviewView | undefined }) {
  return (
    <PreviewCard sentences={preview && sentences(preview)}>
      {preview?.rows.map((row) => (
        <BlockStack key={row.id} gap="050">
          <Text as="h3" fontWeight="semibold" breakWord>
            {row.title}
          </Text>
          <Text as="p" variant="bodySm" tone="subdued">{`In your store ${row.store}`}</Text>
          <Text as="p" variant="bodySm">
            {row.now === row.then
              ? `Stays ${priced(row.then)}`
              : `${priced(row.now)}, then ${priced(row.then)}`}
          </Text>
        </BlockStack>
      ))}
    </PreviewCard>
  );
}

function priced(price: string | null): string {
  return price ?? "without a price";
}

function sentences(preview: PricePreviewView): readonly string[] {
  const about = preview.isEstimate ? "about " : "";
  const products = (count: number) =>
    `${about}${count.toLocaleString("en")} ${count === 1 ? "product" : "products"}`;
  return [
    preview.changed === 0
      ? "No price would change."
      : `Prices of ${products(preview.changed)} of ${preview.active.toLocaleString("en")} would change.`,
    ...(preview.lifted > 0
      ? [`${capital(products(preview.lifted))} would fall below the floor and stay at it.`]
      : []),
    ...(preview.unpriced > 0
      ? [`${capital(products(preview.unpriced))} cannot be priced without a rate.`]
      : []),
  ];
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
