// Prices and stock of a listing's variants in the store and in TikTok Shop, those that differ first.
import { BlockStack, Card, Text } from "@shopify/polaris";
import { countWords } from "./count.ts";
import { Sides } from "./listing-sides.tsx";

type Offer = { readonly price: string | null; readonly stock: number | null };
/** What TikTok Shop shows; of what was not read yet, what it last accepted. */
type ShownOffer = Offer & { readonly sent: Offer };

type Props = {
  readonly listing: {
    readonly variants: readonly {
      readonly id: string;
      readonly title: string;
      readonly sku: string | null;
      readonly store: Offer;
      readonly shown: ShownOffer | null;
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
            shown={row.shown && shownWords(row.shown)}
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

function shownWords({ price, stock, sent }: ShownOffer): string {
  const isAllRead = price !== null && stock !== null;
  const words = offerWords({ price: price ?? sent.price, stock: stock ?? sent.stock });
  const isSent = sent.price !== null || sent.stock !== null;
  return isAllRead || !isSent ? words : `${words} (as sent; not read back yet)`;
}

function offerWords({ price, stock }: Offer): string {
  return `${price ?? "Price not read yet"}, ${stock === null ? "stock not read yet" : `${stock} in stock`}`;
}
