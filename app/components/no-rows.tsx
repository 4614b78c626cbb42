import { Box, EmptyState, Text } from "@shopify/polaris";

type Props = {
  readonly isFiltered: boolean;
  readonly thing: string;
  readonly heading: string;
  readonly text: string;
  readonly action?: { readonly content: string; readonly url: string };
};

// A list without rows: either nothing matches, or there is nothing yet, and then what will bring the first.
export function NoRows({ isFiltered, thing, heading, text, action }: Props) {
  if (isFiltered) {
    return (
      <Box padding="600">
        <Text as="p" alignment="center" tone="subdued">
          {`No ${thing} matches. Clear the search or choose another state.`}
        </Text>
      </Box>
    );
  }
  return (
    <EmptyState heading={heading} image="" {...(action ? { action } : {})}>
      <p>{text}</p>
    </EmptyState>
  );
}
