// Where the values of the marketplace's attributes come from: a field, an option, a metafield, or a fixed value.
import { BlockStack, Checkbox, InlineGrid } from "@shopify/polaris";
import type { AttributeRule } from "../domain/listing-settings.ts";
import { AttributeSelect } from "./attribute-select.tsx";
import { AttributeSourceFields } from "./attribute-source-fields.tsx";
import type { RuleSectionProps } from "./category-rules.tsx";
import { LookupPicker, type Picked } from "./lookup-picker.tsx";
import { SettingsRows, withRow } from "./settings-rows.tsx";

type Props = RuleSectionProps<AttributeRule> & {
  /** The category whose attributes a row chooses from, where its rule is for all. */
  readonly lookedIn: Readonly<Record<number, string>>;
  readonly onLookIn: (at: number, categoryId: string) => void;
};

export function AttributeRules(props: Props) {
  const { rows, onChange } = props;
  const fresh: AttributeRule = { attributeId: "", categoryId: null, source: { kind: "fixed", value: "" } };
  return (
    <SettingsRows
      id="attributes"
      title="Attributes"
      explains="A rule for one category beats a rule for all. Values are matched to those TikTok Shop lists, whatever their case."
      thing="attribute"
      isOrdered
      rows={rows}
      onChange={onChange}
      addLabel="Add attribute"
      onAdd={() => onChange([...rows, fresh])}
    >
      {(_, at) => <AttributeRow {...props} at={at} />}
    </SettingsRows>
  );
}

type RowProps = Props & { readonly at: number };

function AttributeRow({ at, rows, onChange, names, onName, lookedIn, onLookIn, ...rest }: RowProps) {
  const row = rows[at];
  if (!row) return null;
  const categoryId = row.categoryId ?? lookedIn[at] ?? "";
  const set = (change: Partial<AttributeRule>) => onChange(withRow(rows, at, change));
  const lookIn = ({ id, label }: Picked) => {
    onName(id, label);
    onLookIn(at, id);
    if (row.categoryId !== null) set({ categoryId: id });
  };
  return (
    <BlockStack gap="200">
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="200">
        <LookupPicker
          kind="category"
          connectionId={rest.connectionId}
          label={`Attribute ${at + 1}: of category`}
          chosen={categoryId ? { id: categoryId, label: names[categoryId] ?? categoryId } : null}
          onPick={lookIn}
        />
        <AttributeSelect
          connectionId={rest.connectionId}
          categoryId={categoryId}
          row={row}
          name={names[row.attributeId]}
          error={rest.faultOf(at)}
          onPick={(id, name) => {
            onName(id, name);
            set({ attributeId: id });
          }}
        />
      </InlineGrid>
      <Checkbox
        label="In every category that has it"
        checked={row.categoryId === null}
        onChange={(isForAll) => {
          if (row.categoryId) onLookIn(at, row.categoryId);
          set({ categoryId: isForAll ? null : categoryId });
        }}
      />
      <AttributeSourceFields source={row.source} onChange={(source) => set({ source })} />
    </BlockStack>
  );
}
