import { Box, InlineStack, Pagination, Text } from "@shopify/polaris";
import { useAddress } from "./use-address.ts";

type Props = {
  readonly summary: string;
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
  /** Those shown: the next page follows the last of them. */
  readonly rows: readonly { readonly id: string }[];
};

// The way through a list whose pages follow one another by their rows.
export function CursorPages({ summary, hasPrevious, hasNext, rows }: Props) {
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
            onPrevious={() => go({ before: rows[0]?.id ?? null })}
            onNext={() => go({ after: rows.at(-1)?.id ?? null })}
          />
        )}
      </InlineStack>
    </Box>
  );
}
