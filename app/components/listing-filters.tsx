// What narrows the list of listings down besides state and search: the shop, the category, what needs the merchant.
import { Box, Button, InlineStack, Select } from "@shopify/polaris";
import { printCount } from "./count.ts";
import { useAddress } from "./use-address.ts";

type Props = {
  readonly connections: readonly {
    readonly id: string;
    readonly shopName: string;
    readonly region: string;
  }[];
  readonly categories: readonly { readonly categoryId: string; readonly name: string }[];
  readonly needYou: number;
};

const SORTS = [
  { label: "Title, A to Z", value: "" },
  { label: "Title, Z to A", value: "title-down" },
  { label: "Newest first", value: "newest" },
];

export function ListingFilters({ connections, categories, needYou }: Props) {
  const [params, go] = useAddress();
  const isNeedsYou = params.get("needs") === "you";
  return (
    <Box padding="300" borderBlockEndWidth="025" borderColor="border">
      <InlineStack gap="300" blockAlign="center">
        <Button pressed={isNeedsYou} onClick={() => go({ needs: isNeedsYou ? null : "you" })}>
          {`Needs you (${printCount(needYou)})`}
        </Button>
        {connections.length > 1 && (
          <Select
            label="Shop"
            labelInline
            value={params.get("connection") ?? ""}
            onChange={(connection) => go({ connection, category: null })}
            options={[
              { label: "All shops", value: "" },
              ...connections.map((one) => ({ label: `${one.shopName} (${one.region})`, value: one.id })),
            ]}
          />
        )}
        {categories.length > 0 && (
          <Select
            label="Category"
            labelInline
            value={params.get("category") ?? ""}
            onChange={(category) => go({ category })}
            options={[
              { label: "All categories", value: "" },
              ...categories.map((one) => ({ label: one.name, value: one.categoryId })),
            ]}
          />
        )}
        <Select
          label="Sort"
          labelInline
          value={params.get("sort") ?? ""}
          onChange={(sort) => go({ sort })}
          options={SORTS}
        />
      </InlineStack>
    </Box>
  );
}
