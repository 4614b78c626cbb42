// What keeps products from being listed, one row per fix, the one that frees most first.
import { BlockStack, Box, Card, InlineStack, Link, List, Text } from "@shopify/polaris";
import { countWords } from "./count.ts";

type Cause = {
  readonly cause: string;
  readonly mend: { readonly label: string; readonly url: string } | null;
  readonly heading: string;
  readonly fix: string;
  readonly products: number;
  readonly frees: number;
  readonly examples: readonly {
    readonly listingId: string;
    readonly title: string;
    readonly sentence: string;
  }[];
};

export function PreflightCauses({ causes }: { readonly causes: readonly Cause[] }) {
  return (
    <BlockStack gap="400">
      {causes.map((one) => (
        <Card key={one.cause}>
          <BlockStack gap="200">
            <InlineStack gap="400" align="space-between" blockAlign="start">
              <Box maxWidth="36rem">
                <Text as="h2" variant="headingMd" breakWord>
                  {one.heading}
                </Text>
              </Box>
              <Text as="span" fontWeight="semibold">
                {countWords(one.products, "product")}
              </Text>
            </InlineStack>
            {one.fix !== "" && <Text as="p">{one.fix}</Text>}
            {one.mend && (
              <Link url={one.mend.url} accessibilityLabel={`${one.mend.label}: ${one.heading}`}>
                {one.mend.label}
              </Link>
            )}
            <Text as="p" tone="subdued">
              {one.frees > 0
                ? `This alone keeps ${countWords(one.frees, "product")} from being listed.`
                : "Each of these products has something else to mend as well."}
            </Text>
            <List>
              {one.examples.map((example) => (
                <List.Item key={example.listingId}>
                  <Link url={`/app/listings/${encodeURIComponent(example.listingId)}`}>{example.title}</Link>
                  {`: ${example.sentence}`}
                </List.Item>
              ))}
            </List>
          </BlockStack>
        </Card>
      ))}
    </BlockStack>
  );
}
