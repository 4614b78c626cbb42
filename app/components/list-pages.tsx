import { useSearchParams } from "@remix-run/react";
import { Box, InlineStack, Pagination, Text } from "@shopify/polaris";

type Props = { readonly page: number; readonly perPage: number; readonly total: number };

// Which part of a list is shown, and the way to the rest.
export function ListPages({ page, perPage, total }: Props) {
  const [params, setParams] = useSearchParams();
  if (total <= perPage) return null;
  const go = (to: number) => {
    const next = new URLSearchParams(params);
    if (to > 0) next.set("page", String(to));
    else next.delete("page");
    setParams(next);
  };
  return (
    <Box padding="300">
      <InlineStack align="space-between" blockAlign="center">
        <Text
          as="span"
          tone="subdued"
        >{`${page * perPage + 1} to ${Math.min(total, (page + 1) * perPage)} of ${total}`}</Text>
        <Pagination
          hasPrevious={page > 0}
          hasNext={(page + 1) * perPage < total}
          onPrevious={() => go(page - 1)}
          onNext={() => go(page + 1)}
        />
      </InlineStack>
    </Box>
  );
}

/** The page number an address asks for; anything that is not one is the first. */
export function pageOf(params: URLSearchParams): number {
  const page = Number(params.get("page"));
  return Number.isInteger(page) && page > 0 && page < 100_000 ? page : 0;
}
