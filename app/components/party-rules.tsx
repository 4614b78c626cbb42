// Who answers for which products in the European Union: the first rule that fits decides, else the one for every product.
import { BlockStack, InlineGrid, Select } from "@shopify/polaris";
import type { PartyKind, PartyRule } from "../domain/party.ts";
import { LookupPicker, type Picked } from "./lookup-picker.tsx";
import { RegisterParty } from "./register-party.tsx";
import { RULE_FIELDS, RuleMatch, type RuleSuggestions } from "./rule-match.tsx";
import type { SettingsDraft } from "./settings-draft.ts";
import type { PreviewView } from "./settings-preview.tsx";
import { SettingsRows, withRow } from "./settings-rows.tsx";

type Props = {
  readonly connectionId: string;
  readonly draft: Pick<SettingsDraft<PreviewView>, "settings" | "change" | "faultOf">;
  readonly suggestions: RuleSuggestions;
  /** Listings of this market name them. */
  readonly isOffered: boolean;
};

const KINDS = [
  { value: "manufacturer", label: "Manufacturer" },
  { value: "responsible-person", label: "Responsible person" },
];
const ANYBODY = { kind: "manufacturer", field: "every", value: "", partyId: "", name: "" } as const;
const PERSON = { ...ANYBODY, kind: "responsible-person" } as const;

// Where it is the only one of its kind there are no others.
function fieldsOf({ kind }: PartyRule, rows: readonly PartyRule[]) {
  const isAlone = rows.filter((row) => row.kind === kind).length === 1;
  return [
    { value: "every", label: isAlone ? "All products" : "All other products" },
    ...RULE_FIELDS,
  ] as const;
}

export function PartyRules({ connectionId, draft, suggestions, isOffered }: Props) {
  const rows = draft.settings.parties;
  const onChange = (parties: readonly PartyRule[]) => draft.change({ parties });
  const pick = (at: number) => (party: Picked) =>
    onChange(withRow(rows, at, { partyId: party.id, name: party.label }));
  const isNew = rows.every((row) => row.kind !== "manufacturer");
  const hasPerson = rows.some((row) => row.kind === "responsible-person");
  const next: PartyRule = isNew ? ANYBODY : hasPerson ? { ...ANYBODY, field: "vendor" } : PERSON;
  if (!isOffered && rows.length === 0) return null;
  return (
    <SettingsRows
      id="parties"
      title="Manufacturer and responsible person"
      explains="Some categories demand both in the European Union. Choose one that is registered in TikTok Shop, or register it here; the first rule that fits decides."
      thing="manufacturer or person"
      isOrdered
      rows={rows}
      onChange={onChange}
      addLabel="Add manufacturer or person"
      onAdd={() => onChange([...rows, next])}
    >
      {(row, at) => (
        <BlockStack gap="200">
          <InlineGrid columns={{ xs: 1, sm: row.field === "every" ? 2 : 3 }} gap="200">
            <Select
              label={`Rule ${at + 1}: who`}
              options={KINDS}
              value={row.kind}
              onChange={(kind) =>
                onChange(withRow(rows, at, { kind: kind as PartyKind, partyId: "", name: "" }))
              }
            />
            <RuleMatch
              label="for"
              match={row}
              fields={fieldsOf(row, rows)}
              suggestions={suggestions}
              onChange={(change) => onChange(withRow(rows, at, change))}
            />
          </InlineGrid>
          <LookupPicker
            kind={row.kind}
            connectionId={connectionId}
            label="registered as"
            chosen={row.partyId ? { id: row.partyId, label: row.name } : null}
            error={draft.faultOf(`parties.${at}`)}
            onPick={pick(at)}
          />
          <RegisterParty kind={row.kind} connectionId={connectionId} onRegistered={pick(at)} />
        </BlockStack>
      )}
    </SettingsRows>
  );
}
