// A field that finds something at the marketplace while the merchant types: a category, a brand, who
// answers for a product.
import { useFetcher } from "@remix-run/react";
import { Autocomplete, Icon } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useEffect, useState } from "react";

export type Picked = { readonly id: string; readonly label: string };
type Found = { readonly found: readonly (Picked & { readonly note: string | null })[] };

type Props = {
  readonly kind: keyof typeof PLACEHOLDERS;
  readonly connectionId: string;
  readonly label: string;
  /** Null: nothing is chosen yet. */
  readonly chosen: Picked | null;
  readonly error?: string | undefined;
  readonly onPick: (picked: Picked) => void;
};

const PLACEHOLDERS = {
  category: "Search categories",
  brand: "Search brands",
  manufacturer: "Search manufacturers",
  "responsible-person": "Search responsible persons",
} as const;

const AFTER_TYPING_MS = 200;

export function LookupPicker({ kind, connectionId, label, chosen, error, onPick }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const { load, data, state } = useFetcher<Found>();
  useEffect(() => {
    if (typed === null) return;
    const search = new URLSearchParams({ kind, connection: connectionId, search: typed });
    const timer = setTimeout(() => load(`/app/settings/lookups?${search}`), AFTER_TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, kind, connectionId, load]);
  const found = data?.found ?? [];
  const pick = (id: string | undefined) => {
    const one = found.find((candidate) => candidate.id === id);
    if (one) onPick({ id: one.id, label: one.label });
    setTyped(null);
  };
  return (
    <Autocomplete
      options={found.map((one) => ({
        value: one.id,
        label: one.note ? `${one.label} (${one.note})` : one.label,
      }))}
      selected={chosen ? [chosen.id] : []}
      loading={state !== "idle" && found.length === 0}
      emptyState={<span>Nothing has these words.</span>}
      onSelect={([id]) => pick(id)}
      textField={
        <Autocomplete.TextField
          label={label}
          autoComplete="off"
          prefix={<Icon source={SearchIcon} />}
          placeholder={PLACEHOLDERS[kind]}
          value={typed ?? chosen?.label ?? ""}
          error={error}
          onFocus={() => setTyped(typed ?? "")}
          onBlur={() => setTyped(null)}
          onChange={setTyped}
        />
      }
    />
  );
}
