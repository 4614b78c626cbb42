// What the settings in the form would make of real products, before they are saved.
import { BlockStack, Box, InlineStack, Text, TextField } from "@shopify/polaris";
import { PreviewCard } from "./preview-card.tsx";
import { ProductPicture } from "./product-picture.tsx";

type Words = Readonly<Record<string, string>>;
export type PreviewView = {
  readonly active: number;
  readonly changed: number;
  readonly isEstimate: boolean;
  readonly rows: readonly {
    readonly id: string;
    readonly title: string;
    readonly imageUrl: string | null;
    readonly before: Words;
    readonly after: Words;
  }[];
};

type Props = {
  readonly preview: PreviewView | undefined;
  readonly search: string;
  readonly onSearch: (search: string) => void;
};

export function SettingsPreview({ preview, search, onSearch }: Props) {
  return (
    <PreviewCard sentences={preview && [changeWords(preview)]}>
      <TextField
        label="Products to look at"
        placeholder="Part of a title"
        autoComplete="off"
        value={search}
        clearButton
        onClearButtonClick={() => onSearch("")}
        onChange={onSearch}
      />
      {preview?.rows.map((row) => (
        <PreviewRow key={row.id} row={row} />
      ))}
      {preview?.rows.length === 0 && <Text as="p">No active product has these words in its title.</Text>}
    </PreviewCard>
  );
}

function changeWords({ changed, active, isEstimate }: PreviewView): string {
  if (changed === 0) return "No listing would change.";
  const about = isEstimate ? "About " : "";
  const noun = active === 1 ? "product" : "products";
  return `${about}${changed.toLocaleString("en")} of ${active.toLocaleString("en")} ${noun} would change.`;
}

function PreviewRow({ row }: { readonly row: PreviewView["rows"][number] }) {
  const changed = Object.keys(row.after).filter((part) => row.after[part] !== row.before[part]);
  return (
    <InlineStack gap="300" wrap={false} blockAlign="start">
      <ProductPicture url={row.imageUrl} />
      <Box minWidth="0">
        <BlockStack gap="100">
          <Text as="h3" fontWeight="semibold" breakWord>
            {row.title}
          </Text>
          {changed.length === 0 && (
            <Part
              name="Unchanged"
              now={`${row.after["Title"]}, ${row.after["Price"]}, in ${row.after["Category"]}`}
            />
          )}
          {changed.map((part) => (
            <Part key={part} name={part} was={row.before[part]} now={row.after[part] ?? ""} />
          ))}
        </BlockStack>
      </Box>
    </InlineStack>
  );
}

function Part({
  name,
  was,
  now,
}: {
  readonly name: string;
  readonly was?: string | undefined;
  readonly now: string;
}) {
  return (
    <BlockStack>
      <Text as="p" variant="bodySm" tone="subdued" breakWord>
        {was === undefined ? name : `${name}, now: ${was}`}
      </Text>
      <Text as="p" variant="bodySm" breakWord>
        {was === undefined ? now : `then: ${now}`}
      </Text>
    </BlockStack>
  );
}
