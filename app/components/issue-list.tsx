import { Badge, BlockStack, Box, Button, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import { Fragment } from "react";
import { printAge } from "./moment.tsx";

export type IssueView = {
  readonly id: string;
  readonly severity: string;
  readonly title: string;
  readonly advice: string;
  readonly openedAt: string;
  /** Where the one helpful action is, inside the app; null when it lies outside. */
  readonly action: { readonly label: string; readonly url: string } | null;
  /** The waiting work that starts again when the merchant has mended it. */
  readonly retry: { readonly verb: string; readonly subject: string } | null;
};

type Props = {
  readonly issues: readonly IssueView[];
  readonly total: number;
  readonly now: string;
  readonly onRetry: (retry: { verb: string; subject: string }) => void;
};

// What needs the merchant: one row an issue, what happened first, what to do under it.
export function IssueList({ issues, total, now, onRetry }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Needs you
          </Text>
          {total > 0 ? (
            <Badge tone="warning">{`${total} open`}</Badge>
          ) : (
            <Badge tone="success">Nothing</Badge>
          )}
        </InlineStack>
        {issues.length === 0 && (
          <Text as="p" tone="subdued">
            Nothing needs you. We will say so here as soon as something does.
          </Text>
        )}
        {issues.map((issue, index) => (
          <Fragment key={issue.id}>
            {index > 0 && <Divider />}
            <InlineStack align="space-between" blockAlign="start" gap="300" wrap>
              <Box maxWidth="44rem">
                <BlockStack gap="100">
                  <Text as="h3" variant="headingSm">
                    {issue.title}
                  </Text>
                  <Text as="p">{issue.advice}</Text>
                  <Text as="p" variant="bodySm" tone="subdued">
                    {`Noticed ${printAge(issue.openedAt, now)}`}
                  </Text>
                </BlockStack>
              </Box>
              <InlineStack gap="200">
                {issue.retry && (
                  <Button
                    onClick={() => issue.retry && onRetry(issue.retry)}
                    accessibilityLabel={`Try again: ${issue.title}`}
                  >
                    Try again
                  </Button>
                )}
                {issue.action && (
                  <Button url={issue.action.url} accessibilityLabel={`${issue.action.label}: ${issue.title}`}>
                    {issue.action.label}
                  </Button>
                )}
              </InlineStack>
            </InlineStack>
          </Fragment>
        ))}
        {total > issues.length && (
          <Text as="p" tone="subdued">{`and ${total - issues.length} more, newest first`}</Text>
        )}
      </BlockStack>
    </Card>
  );
}
