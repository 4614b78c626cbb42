import { BlockStack, Button, Card, InlineGrid, InlineStack, Text } from "@shopify/polaris";

type Props = {
  readonly title: string;
  readonly figures: readonly { readonly label: string; readonly value: number | string }[];
  readonly link: { readonly label: string; readonly url: string } | null;
};

// A few numbers about one thing, and the page that has the rest.
export function FigureCard({ title, figures, link }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          {link && (
            <Button variant="plain" url={link.url}>
              {link.label}
            </Button>
          )}
        </InlineStack>
        <InlineGrid columns={Math.max(3, figures.length)} gap="200">
          {figures.map((figure) => (
            <div key={figure.label}>
              <Text as="p" variant="headingLg">
                {figure.value}
              </Text>
              <Text as="p" variant="bodySm" tone="subdued">
                {figure.label}
              </Text>
            </div>
          ))}
        </InlineGrid>
      </BlockStack>
    </Card>
  );
}
