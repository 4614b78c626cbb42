// Why this warehouse ships it, and what was bought.
import { BlockStack, Card, List, Text } from "@shopify/polaris";
import { ORDER_STATES, wordsOf } from "./states.ts";

type PlanProps = {
  readonly order: {
    readonly plan: readonly string[];
    readonly holdDetail: string | null;
    readonly state: string;
  };
};

export function OrderPlan({ order }: PlanProps) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Routing plan
        </Text>
        {order.plan.length === 0 ? (
          <Text as="p" tone="subdued">
            {order.holdDetail ?? wordsOf(ORDER_STATES, order.state).sentence}
          </Text>
        ) : (
          <List>
            {order.plan.map((reason) => (
              <List.Item key={reason}>{reason}</List.Item>
            ))}
          </List>
        )}
      </BlockStack>
    </Card>
  );
}

type LinesProps = {
  readonly order: {
    readonly lines: readonly {
      readonly id: string;
      readonly title: string;
      readonly sku: string | null;
      readonly quantity: number;
      readonly price: string;
    }[];
    readonly total: string;
  };
};

export function OrderLines({ order }: LinesProps) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Bought
        </Text>
        {order.lines.map((line) => (
          <BlockStack key={line.id} gap="050">
            <Text as="span" breakWord>{`${line.quantity} × ${line.title}`}</Text>
            <Text as="span" variant="bodySm" tone="subdued">
              {[line.sku, line.price].filter(Boolean).join(" · ")}
            </Text>
          </BlockStack>
        ))}
        <Text as="p" fontWeight="semibold">{`Total ${order.total}`}</Text>
      </BlockStack>
    </Card>
  );
}
