import { Box, InlineStack, Pagination, Text } from "@shopify/polaris";
import { useAddress } from "./use-address.ts";

type Props = {
  readonly summary: string;
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
  /** Ids of the first and the last row shown. */
  readonly first: string | null;
  readonly last: string | null;
};

// The way through a list whose pages follow one another by their rows.
export function CursorPages({ summary, hasPrevious, hasNext, first, last }: Props) {
  const [, go] = useAddress();
  return (
    <Box padding="300">
      <InlineStack align="space-between" blockAlign="center">
        <Text as="span" tone="subdued">
          {summary}
        </Text>
        {(hasPrevious || hasNext) && (
          <Pagination
            hasPrevious={hasPrevious}
            hasNext={hasNext}
            onPrevious={() => go({ before: first })}
            onNext={() => go({ after: last })}
          />
        )}
      </InlineStack>
    </Box>
  );
}
