// What a parcel weighs and measures where the store does not say: for all categories, or for one.
import { BlockStack, Checkbox, InlineGrid, TextField } from "@shopify/polaris";
import type { PackageDefault } from "../domain/listing-settings.ts";
import type { RuleSectionProps } from "./category-rules.tsx";
import { LookupPicker } from "./lookup-picker.tsx";
import { SettingsRows, withRow } from "./settings-rows.tsx";

const NO_SIZE = { length: 0, width: 0, height: 0 };

export function PackageDefaults(props: RuleSectionProps<PackageDefault>) {
  const { rows, onChange } = props;
  return (
    <SettingsRows
      id="packages"
      title="Parcel"
      explains="The store's own weight always stands. A row for one category beats the row for all."
      thing="parcel"
      rows={rows}
      onChange={onChange}
      addLabel="Add parcel default"
      onAdd={() => onChange([...rows, { categoryId: null, weightGrams: null, size: null }])}
    >
      {(row, at) => <ParcelRow {...props} row={row} at={at} />}
    </SettingsRows>
  );
}

type RowProps = RuleSectionProps<PackageDefault> & { readonly row: PackageDefault; readonly at: number };

function ParcelRow({ row, at, rows, onChange, names, onName, connectionId, faultOf }: RowProps) {
  const { weightGrams, size } = row;
  const set = (change: Partial<PackageDefault>) => onChange(withRow(rows, at, change));
  const setSide = (side: keyof typeof NO_SIZE, text: string) => {
    const next = { ...(size ?? NO_SIZE), [side]: numberOf(text) ?? 0 };
    set({ size: next.length + next.width + next.height === 0 ? null : next });
  };
  return (
    <BlockStack gap="200">
      <Checkbox
        label={`Parcel ${at + 1}: in every category`}
        checked={row.categoryId === null}
        onChange={(isForAll) => set({ categoryId: isForAll ? null : "" })}
      />
      {row.categoryId !== null && (
        <LookupPicker
          kind="category"
          connectionId={connectionId}
          label="Category"
          chosen={
            row.categoryId ? { id: row.categoryId, label: names[row.categoryId] ?? row.categoryId } : null
          }
          onPick={({ id, label }) => {
            onName(id, label);
            set({ categoryId: id });
          }}
        />
      )}
      <InlineGrid columns={{ xs: 2, sm: 4 }} gap="200">
        <NumberField
          label="Weight (g)"
          value={weightGrams}
          error={faultOf(at)}
          onChange={(text) => {
            const grams = numberOf(text);
            set({ weightGrams: grams === null ? null : Math.round(grams) });
          }}
        />
        <NumberField label="Length (cm)" value={size?.length} onChange={(text) => setSide("length", text)} />
        <NumberField label="Width (cm)" value={size?.width} onChange={(text) => setSide("width", text)} />
        <NumberField label="Height (cm)" value={size?.height} onChange={(text) => setSide("height", text)} />
      </InlineGrid>
    </BlockStack>
  );
}

function NumberField(props: {
  readonly label: string;
  readonly value: number | null | undefined;
  readonly error?: string | undefined;
  readonly onChange: (text: string) => void;
}) {
  return (
    <TextField
      label={props.label}
      type="number"
      min={0}
      autoComplete="off"
      value={props.value ? String(props.value) : ""}
      error={props.error}
      onChange={props.onChange}
    />
  );
}

function numberOf(text: string): number | null {
  const number = Number.parseFloat(text);
  return Number.isFinite(number) && number >= 0 ? number : null;
}
