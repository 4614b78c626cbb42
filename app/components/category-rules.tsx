// Rules that put products in categories: the first that fits decides, and each says how many products it decides.
import { BlockStack, InlineGrid, Text } from "@shopify/polaris";
import type { CategoryRule } from "../domain/category-choice.ts";
import { LookupPicker } from "./lookup-picker.tsx";
import { RULE_FIELDS, RuleMatch, type RuleSuggestions } from "./rule-match.tsx";
import { SettingsRows, withRow } from "./settings-rows.tsx";

export type RuleSectionProps<Row> = {
  readonly connectionId: string;
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
  /** Names by id, those picked meanwhile among them. */
  readonly names: Readonly<Record<string, string>>;
  readonly onName: (id: string, name: string) => void;
  readonly faultOf: (at: number) => string | undefined;
};

type Props = RuleSectionProps<CategoryRule> & {
  readonly suggestions: RuleSuggestions;
  readonly decided: readonly number[] | undefined;
};

export function CategoryRules({ connectionId, rows, onChange, suggestions, ...rest }: Props) {
  const { names, onName, decided, faultOf } = rest;
  const nextValue = () =>
    suggestions["product-type"].find((value) => !rows.some((row) => row.value === value)) ?? "";
  return (
    <SettingsRows
      id="categories"
      title="Category"
      explains="The first rule that fits decides. What you set for a single product beats the rules; where none fits, TikTok Shop recommends one."
      thing="rule"
      isOrdered
      rows={rows}
      onChange={onChange}
      addLabel="Add rule"
      onAdd={() => onChange([...rows, { field: "product-type", value: nextValue(), categoryId: "" }])}
    >
      {(row, at) => (
        <BlockStack gap="200">
          <InlineGrid columns={{ xs: 1, sm: ["oneThird", "twoThirds"] }} gap="200">
            <RuleMatch
              label={`Rule ${at + 1}: where`}
              match={row}
              fields={RULE_FIELDS}
              suggestions={suggestions}
              onChange={(change) => onChange(withRow(rows, at, change))}
            />
          </InlineGrid>
          <LookupPicker
            kind="category"
            connectionId={connectionId}
            label="goes to category"
            chosen={
              row.categoryId ? { id: row.categoryId, label: names[row.categoryId] ?? row.categoryId } : null
            }
            error={faultOf(at)}
            onPick={({ id, label }) => {
              onName(id, label);
              onChange(withRow(rows, at, { categoryId: id }));
            }}
          />
          <Text as="p" tone="subdued">
            {decidesWords(decided?.[at])}
          </Text>
        </BlockStack>
      )}
    </SettingsRows>
  );
}

function decidesWords(count: number | undefined): string {
  if (count === undefined) return "Counting…";
  return count === 1 ? "Decides 1 product" : `Decides ${count.toLocaleString("en")} products`;
}
