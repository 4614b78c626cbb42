import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";

type Props = {
  readonly warehouses: readonly {
    readonly id: string;
    readonly name: string;
    readonly owner: string;
    readonly isFulfilledByPlatform: boolean;
  }[];
};

// What each side calls its warehouses, and who runs them.
export function WarehouseList({ warehouses }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Warehouses
        </Text>
        {warehouses.map((warehouse) => (
          <InlineStack key={warehouse.id} align="space-between">
            <Text as="span">{warehouse.name}</Text>
            <Badge tone={warehouse.isFulfilledByPlatform ? "info" : undefined}>
              {warehouse.isFulfilledByPlatform
                ? "Fulfilled by TikTok"
                : warehouse.owner === "merchant"
                  ? "Yours"
                  : "TikTok Shop's name for yours"}
            </Badge>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}
