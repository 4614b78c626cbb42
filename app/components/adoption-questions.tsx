import { BlockStack, Box, Button, Card, InlineStack, Text } from "@shopify/polaris";

export type AdoptionQuestionView = {
  readonly listingId: string;
  readonly title: string;
  readonly candidates: readonly {
    readonly marketplaceProductId: string;
    readonly title: string;
    readonly inCommon: readonly string[];
    readonly lacking: readonly string[];
    readonly foreign: readonly string[];
  }[];
};

type Props = {
  readonly questions: { readonly total: number; readonly list: readonly AdoptionQuestionView[] };
  readonly onChoose: (listingId: string, chosen: string | null) => void;
};

// Products that may stand in the marketplace already: the merchant says which listing it is before anything is sent.
export function AdoptionQuestions({ questions, onChoose }: Props) {
  if (questions.total === 0) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {`Is it this listing? (${questions.total})`}
        </Text>
        {questions.list.map(({ listingId, title, candidates }) => (
          <BlockStack key={listingId} gap="200">
            <Text as="h3" variant="headingSm">
              {title}
            </Text>
            {candidates.map((one) => (
              <Box key={one.marketplaceProductId} padding="300" borderWidth="025" borderColor="border">
                <InlineStack align="space-between" gap="300" wrap>
                  <BlockStack gap="100">
                    <Text as="p">{one.title || `Listing ${one.marketplaceProductId}`}</Text>
                    <Text as="p" tone="subdued">
                      {differences(one)}
                    </Text>
                  </BlockStack>
                  <Button
                    onClick={() => onChoose(listingId, one.marketplaceProductId)}
                    accessibilityLabel={`${title} is the listing ${one.title}`}
                  >
                    It is this one
                  </Button>
                </InlineStack>
              </Box>
            ))}
            <InlineStack>
              <Button
                onClick={() => onChoose(listingId, null)}
                accessibilityLabel={`Make a new listing of ${title}`}
              >
                Make a new listing
              </Button>
            </InlineStack>
          </BlockStack>
        ))}
        {questions.total > questions.list.length && (
          <Text
            as="p"
            tone="subdued"
          >{`and ${questions.total - questions.list.length} more after these`}</Text>
        )}
      </BlockStack>
    </Card>
  );
}

function differences({ inCommon, lacking, foreign }: AdoptionQuestionView["candidates"][number]): string {
  const parts = [`Has ${inCommon.join(", ")}.`];
  if (lacking.length > 0) parts.push(`Lacks ${lacking.join(", ")}: they would be added.`);
  if (foreign.length > 0) parts.push(`Has ${foreign.join(", ")} besides: they would be deleted there.`);
  return parts.join(" ");
}
