// Says where an attribute's value comes from.
import { InlineGrid, Select, TextField } from "@shopify/polaris";
import type { AttributeSource } from "../domain/listing-settings.ts";

const KINDS = [
  { value: "fixed", label: "Always the same value" },
  { value: "vendor", label: "Vendor" },
  { value: "product-type", label: "Product type" },
  { value: "title", label: "Title" },
  { value: "barcode", label: "Barcode" },
  { value: "option", label: "A product option" },
  { value: "metafield", label: "A metafield" },
];

export function AttributeSourceFields(props: {
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
