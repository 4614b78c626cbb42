import { BlockStack, Box, Card, Text } from "@shopify/polaris";
import { printMoment } from "./moment.tsx";

type Props = {
  readonly entries: readonly {
    readonly id: string;
    readonly at: string;
    readonly kind: string;
    readonly text: string;
  }[];
  readonly timeZone: string;
};

// What happened to an order, oldest first.
export function OrderTimeline({ entries, timeZone }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Timeline
        </Text>
        {entries.length === 0 && (
          <Text as="p" tone="subdued">
            Nothing has happened yet.
          </Text>
        )}
        <ol style={{ listStyle: "none", margin: 0, padding: 0 }}>
          {entries.map((entry) => (
            <li
              key={entry.id}
              style={{ borderInlineStart: "2px solid var(--p-color-border)", paddingInlineStart: "1rem" }}
            >
              <Box paddingBlockEnd="300">
                <BlockStack gap="050">
                  <Text as="span">{entry.text}</Text>
                  <Text as="span" tone="subdued" variant="bodySm">
                    {printMoment(entry.at, timeZone)}
                  </Text>
                </BlockStack>
              </Box>
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}
