import { Badge, BlockStack, Box, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { LinkFindingKind } from "../domain/link-finding.ts";
import { LINK_KIND_WORDS } from "./link-words.ts";

export type LinkKindView = {
  readonly kind: LinkFindingKind;
  readonly count: number;
  readonly mendable: number;
  readonly orders: number;
};

type Props = {
  readonly kinds: readonly LinkKindView[];
  readonly selected: LinkFindingKind | null;
  readonly onShow: (kind: LinkFindingKind | null) => void;
  readonly onAccept: (kind: LinkFindingKind) => void;
};

// One row a kind of fault: how many, which orders hang on it, and one click for all of them.
export function LinkKinds({ kinds, selected, onShow, onAccept }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What was found
        </Text>
        {kinds.map(({ kind, count, mendable, orders }) => {
          const { heading, all } = LINK_KIND_WORDS[kind];
          const isShown = selected === kind;
          return (
            <Box key={kind} borderBlockStartWidth="025" borderColor="border" paddingBlockStart="300">
              <InlineStack align="space-between" blockAlign="center" gap="200" wrap>
                <InlineStack gap="200" blockAlign="center">
                  <Text as="h3" variant="headingSm">
                    {heading}
                  </Text>
                  <Badge tone="attention">{String(count)}</Badge>
                  {orders > 0 && (
                    <Badge tone="critical">{`${orders} open ${orders === 1 ? "order" : "orders"}`}</Badge>
                  )}
                </InlineStack>
                <InlineStack gap="200">
                  <Button
                    onClick={() => onShow(isShown ? null : kind)}
                    accessibilityLabel={isShown ? "Show all kinds" : `Show only: ${heading}`}
                  >
                    {isShown ? "Show all" : "Show these"}
                  </Button>
                  {mendable > 0 && (
                    <Button onClick={() => onAccept(kind)} accessibilityLabel={`${all}: ${heading}`}>
                      {`${all} (${mendable})`}
                    </Button>
                  )}
                </InlineStack>
              </InlineStack>
            </Box>
          );
        })}
      </BlockStack>
    </Card>
  );
}
