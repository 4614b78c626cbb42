// The frame of a live preview: what would change in all, said aloud as it changes, and below it real products.
import { BlockStack, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

type Props = {
  /** Undefined while the products are looked at. */
  readonly sentences: readonly string[] | undefined;
  readonly children: ReactNode;
};

export function PreviewCard({ sentences = ["Looking at your products…"], children }: Props) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Preview
          </Text>
          <div aria-live="polite">
            {sentences.map((sentence) => (
              <Text key={sentence} as="p" tone="subdued">
                {sentence}
              </Text>
            ))}
          </div>
        </BlockStack>
        {children}
      </BlockStack>
    </Card>
  );
}
