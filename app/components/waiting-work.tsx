import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { printMoment } from "./moment.tsx";
import { OWNERS, VERB_WORDS } from "./verb-words.ts";

type Item = {
  readonly verb: string;
  readonly subject: string;
  readonly reason: string | null;
  readonly owner: string | null;
  readonly nextAttemptAt: string | null;
};

type Props = {
  readonly items: readonly Item[];
  readonly timeZone: string;
  readonly isBusy: boolean;
  readonly onRetry: (item: Item) => void;
};

// What is still to do for one thing: whose turn it is, when the next attempt comes, and a way not to wait for it.
export function WaitingWork({ items, timeZone, isBusy, onRetry }: Props) {
  if (items.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Still to do
        </Text>
        {items.map((item) => (
          <BlockStack key={`${item.verb} ${item.subject}`} gap="100">
            <Text as="span">{VERB_WORDS[item.verb as keyof typeof VERB_WORDS] ?? item.verb}</Text>
            {item.reason && (
              <Text as="span" variant="bodySm" tone="subdued">
                {item.reason}
              </Text>
            )}
            <InlineStack align="space-between" blockAlign="center">
              <Text as="span" variant="bodySm" tone="subdued">
                {`${OWNERS[item.owner ?? "us"] ?? ""} turn, ${item.nextAttemptAt ? `next attempt ${printMoment(item.nextAttemptAt, timeZone)}` : "waits for you"}`}
              </Text>
              <Button size="slim" loading={isBusy} onClick={() => onRetry(item)}>
                Try now
              </Button>
            </InlineStack>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}
