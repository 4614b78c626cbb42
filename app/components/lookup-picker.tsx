// A field that finds something at the marketplace while the merchant types: a category, a brand, who
// answers for a product.
import { useFetcher } from "@remix-run/react";
import { Autocomplete, Icon } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useEffect, useState } from "react";

export type Picked = { readonly id: string; readonly label: string };
type Found = {
  readonly found: readonly (Picked & { readonly note: string | null })[];
  readonly hasMore?: boolean;
};

type Props = {
  readonly kind: keyof typeof PLACEHOLDERS;
  readonly connectionId: string;
  readonly label: string;
  /** Null: nothing is chosen yet. */
  readonly chosen: Picked | null;
  readonly error?: string | undefined;
  readonly onPick: (picked: Picked) => void;
};

const NOTHING_FOUND = {
  category: "No category has these words.",
  brand: "No brand has these words.",
  manufacturer: "None found. Register it with the button below.",
  "responsible-person": "None found. Register them with the button below.",
} as const;

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
      options={data ? optionsOf(kind, data) : []}
      selected={chosen ? [chosen.id] : []}
      loading={state !== "idle" && found.length === 0}
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

function optionsOf(kind: Props["kind"], { found, hasMore }: Found) {
  if (found.length === 0) return [untakeable(NOTHING_FOUND[kind])];
  return [
    ...found.map(optionOf),
    ...(hasMore ? [untakeable("There are more: type a part of the name.")] : []),
  ];
}

function optionOf({ id, label, note }: Found["found"][number]) {
  return { value: id, label: note ? `${label} (${note})` : label };
}

// An option like any other, though none to take: a list that holds anything else is no list to a screen reader.
function untakeable(label: string) {
  return { value: "", label, disabled: true };
}
