// Prices and stock of a listing's variants in the store and in TikTok Shop, those that differ first.
import { BlockStack, Card, Text } from "@shopify/polaris";
import { countWords } from "./count.ts";
import { Sides } from "./listing-sides.tsx";

type Offer = { readonly price: string | null; readonly stock: number | null };

type Props = {
  readonly listing: {
    readonly variants: readonly {
      readonly id: string;
      readonly title: string;
      readonly sku: string | null;
      readonly store: Offer;
      readonly shown: Offer | null;
      readonly why: readonly string[];
    }[];
    readonly variantCount: number;
    readonly differingCount: number;
    readonly unknownSkus: readonly string[];
  };
};

export function ListingVariants({ listing }: Props) {
  const { variants, variantCount, differingCount, unknownSkus } = listing;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Prices and stock
        </Text>
        <Text as="p" tone="subdued">
          {summary(variantCount, differingCount, variants.length)}
        </Text>
        {unknownSkus.length > 0 && (
          <Text as="p" tone="caution" breakWord>
            {`TikTok Shop also shows ${countWords(unknownSkus.length, "variant")} that your store does not have: ${named(unknownSkus)}.`}
          </Text>
        )}
        {variants.map((row) => (
          <Sides
            key={row.id}
            name={[row.title, row.sku].filter(Boolean).join(" · ")}
            store={offerWords(row.store)}
            shown={row.shown && offerWords(row.shown)}
            why={row.why}
          />
        ))}
      </BlockStack>
    </Card>
  );
}

const NAMED = 10;

function named(skus: readonly string[]): string {
  const names = skus.slice(0, NAMED).map((sku) => (sku === "" ? "one without a SKU" : sku));
  return [...names, ...(skus.length > NAMED ? [`${skus.length - NAMED} more`] : [])].join(", ");
}

function summary(count: number, differing: number, shown: number): string {
  const differ = differing === 0 ? "no difference found" : `${differing} with a difference`;
  const part = shown < count ? ` The first ${shown} are shown.` : "";
  return `${countWords(count, "variant")}, ${differ}.${part}`;
}

function offerWords({ price, stock }: Offer): string {
  return `${price ?? "Price not read yet"}, ${stock === null ? "stock not read yet" : `${stock} in stock`}`;
}
