// Where the values of the marketplace's attributes come from: a field, an option, a metafield, or a fixed value.
import { useFetcher } from "@remix-run/react";
import { BlockStack, Checkbox, InlineGrid, Select, TextField } from "@shopify/polaris";
import { useEffect } from "react";
import type { AttributeRule, AttributeSource } from "../domain/listing-settings.ts";
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
      <SourceFields source={row.source} onChange={(source) => set({ source })} />
    </BlockStack>
  );
}

type SelectProps = {
  readonly connectionId: string;
  readonly categoryId: string;
  readonly row: AttributeRule;
  readonly name: string | undefined;
  readonly error: string | undefined;
  readonly onPick: (id: string, name: string) => void;
};
type Found = { readonly found: readonly (Picked & { readonly note: string | null })[] };

function AttributeSelect({ connectionId, categoryId, row, name, error, onPick }: SelectProps) {
  const { load, data } = useFetcher<Found>();
  useEffect(() => {
    if (categoryId === "") return;
    const ask = new URLSearchParams({ kind: "attribute", connection: connectionId, category: categoryId });
    load(`/app/settings/lookups?${ask}`);
  }, [categoryId, connectionId, load]);
  const found = data?.found ?? [];
  const options = found.map((one) => ({
    value: one.id,
    label: one.note ? `${one.label} (${one.note})` : one.label,
  }));
  const known = found.some((one) => one.id === row.attributeId) || row.attributeId === "";
  return (
    <Select
      label="attribute"
      options={[
        { value: "", label: categoryId === "" ? "Choose a category first" : "Choose" },
        ...(known ? [] : [{ value: row.attributeId, label: name ?? row.attributeId }]),
        ...options,
      ]}
      value={row.attributeId}
      error={error}
      onChange={(id) => onPick(id, found.find((one) => one.id === id)?.label ?? name ?? id)}
    />
  );
}

const KINDS = [
  { value: "fixed", label: "Always the same value" },
  { value: "vendor", label: "Vendor" },
  { value: "product-type", label: "Product type" },
  { value: "title", label: "Title" },
  { value: "barcode", label: "Barcode" },
  { value: "option", label: "A product option" },
  { value: "metafield", label: "A metafield" },
];

function SourceFields(props: {
  readonly source: AttributeSource;
  readonly onChange: (source: AttributeSource) => void;
}) {
  const { source, onChange } = props;
  return (
    <InlineGrid columns={{ xs: 1, sm: 2 }} gap="200">
      <Select
        label="takes its value from"
        options={KINDS}
        value={source.kind === "field" ? source.field : source.kind}
        onChange={(kind) => onChange(sourceOf(kind))}
      />
      <SourceText source={source} onChange={onChange} />
    </InlineGrid>
  );
}

function sourceOf(kind: string): AttributeSource {
  switch (kind) {
    case "vendor":
    case "product-type":
    case "title":
    case "barcode":
      return { kind: "field", field: kind };
    case "option":
      return { kind: "option", name: "" };
    case "metafield":
      return { kind: "metafield", namespace: "custom", key: "" };
    default:
      return { kind: "fixed", value: "" };
  }
}

function SourceText(props: {
  readonly source: AttributeSource;
  readonly onChange: (source: AttributeSource) => void;
}) {
  const { source, onChange } = props;
  switch (source.kind) {
    case "fixed":
      return (
        <TextField
          label="Value"
          autoComplete="off"
          value={source.value}
          onChange={(value) => onChange({ kind: "fixed", value })}
        />
      );
    case "option":
      return (
        <TextField
          label="Option, as your store names it"
          autoComplete="off"
          value={source.name}
          onChange={(name) => onChange({ kind: "option", name })}
        />
      );
    case "metafield":
      return (
        <TextField
          label="Metafield (namespace.key)"
          autoComplete="off"
          value={`${source.namespace}.${source.key}`}
          onChange={(text) => onChange(metafieldOf(text))}
        />
      );
    case "field":
      return null;
  }
}

function metafieldOf(text: string): AttributeSource {
  const dot = text.indexOf(".");
  if (dot < 0) return { kind: "metafield", namespace: text, key: "" };
  return { kind: "metafield", namespace: text.slice(0, dot), key: text.slice(dot + 1) };
}
