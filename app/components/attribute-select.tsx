// Chooses one of the attributes that a category has, required ones named as such.
import { useFetcher } from "@remix-run/react";
import { Select } from "@shopify/polaris";
import { useEffect } from "react";
import type { AttributeRule } from "../domain/listing-settings.ts";
import type { Picked } from "./lookup-picker.tsx";

type SelectProps = {
  readonly connectionId: string;
  readonly categoryId: string;
  readonly row: AttributeRule;
  readonly name: string | undefined;
  readonly error: string | undefined;
  readonly onPick: (id: string, name: string) => void;
};
type Found = { readonly found: readonly (Picked & { readonly note: string | null })[] };

export function AttributeSelect({ connectionId, categoryId, row, name, error, onPick }: SelectProps) {
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
