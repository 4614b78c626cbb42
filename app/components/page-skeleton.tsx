import { BlockStack, Card, SkeletonBodyText, SkeletonDisplayText, SkeletonPage } from "@shopify/polaris";

// What stands on the page while the next one loads.
export function PageSkeleton() {
  return (
    <SkeletonPage title="Loading">
      <BlockStack gap="400">
        {[4, 6].map((lines) => (
          <Card key={lines}>
            <BlockStack gap="300">
              <SkeletonDisplayText size="small" />
              <SkeletonBodyText lines={lines} />
            </BlockStack>
          </Card>
        ))}
      </BlockStack>
    </SkeletonPage>
  );
}
