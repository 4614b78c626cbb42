// Which products a rule is for: a field of theirs and the value it has. Stands in a grid that its rule lays out.
import { Select, TextField } from "@shopify/polaris";
import type { CategoryRuleField } from "../domain/category-choice.ts";

type RuleField = CategoryRuleField | "every";

/** Values the store's products have, by field. */
export type RuleSuggestions = Readonly<Record<CategoryRuleField, readonly string[]>>;

type Props<Field extends RuleField> = {
  readonly label: string;
  readonly match: { readonly field: Field; readonly value: string };
  readonly fields: readonly { readonly value: Field; readonly label: string }[];
  readonly suggestions: RuleSuggestions;
  readonly onChange: (change: { field: Field } | { value: string }) => void;
};

export const RULE_FIELDS = [
  { value: "product-type", label: "Product type" },
  { value: "collection", label: "Collection" },
  { value: "tag", label: "Tag" },
  { value: "vendor", label: "Vendor" },
] as const satisfies readonly { value: CategoryRuleField; label: string }[];

export function RuleMatch<Field extends RuleField>(props: Props<Field>) {
  const { label, match, fields, suggestions, onChange } = props;
  const field: RuleField = match.field;
  return (
    <>
      <Select
        label={label}
        options={[...fields]}
        value={field}
        onChange={(chosen) => onChange({ field: chosen as Field })}
      />
      {field !== "every" && (
        <TextField
          label="is"
          autoComplete="off"
          value={match.value}
          placeholder={suggestions[field].slice(0, 3).join(", ")}
          onChange={(value) => onChange({ value })}
        />
      )}
    </>
  );
}
