// The mapping of one connection: words, category, attributes, brand and parcel, with their live preview.
import { Banner, BlockStack, Layout, List, Text } from "@shopify/polaris";
import { type ComponentProps, useState } from "react";
import type { ListingSettings } from "../domain/listing-settings.ts";
import type { SettingsFault } from "../domain/settings-faults.ts";
import { AttributeRules } from "./attribute-rules.tsx";
import { BrandRules } from "./brand-rules.tsx";
import { CategoryGuesses } from "./category-guesses.tsx";
import { CategoryRules } from "./category-rules.tsx";
import { PackageDefaults } from "./package-defaults.tsx";
import { PartyRules } from "./party-rules.tsx";
import type { RuleSuggestions } from "./rule-match.tsx";
import type { SettingsDraft } from "./settings-draft.ts";
import { type PreviewView, SettingsPreview } from "./settings-preview.tsx";
import { TemplateFields } from "./template-fields.tsx";

export type MappingPreview = PreviewView & { readonly decidedByRule: readonly number[] };

type Props = {
  readonly connectionId: string;
  readonly draft: SettingsDraft<MappingPreview>;
  readonly suggestions: RuleSuggestions;
  /** Names of categories, attributes and brands by id. */
  readonly names: Readonly<Record<string, string>>;
  /** Listings of this market name who answers for the product. */
  readonly namesParties: boolean;
  readonly guesses: ComponentProps<typeof CategoryGuesses>["guesses"];
};

export function MappingForm(props: Props) {
  const { preview, search, setSearch } = props.draft;
  return (
    <Layout>
      <Layout.Section>
        <MappingSections {...props} />
      </Layout.Section>
      <Layout.Section variant="oneThird">
        <SettingsPreview preview={preview} search={search} onSearch={setSearch} />
      </Layout.Section>
    </Layout>
  );
}

function MappingSections({ connectionId, draft, suggestions, names: known, guesses, namesParties }: Props) {
  const [picked, setPicked] = useState<Readonly<Record<string, string>>>({});
  const [lookedIn, setLookedIn] = useState<Readonly<Record<number, string>>>({});
  const { settings, change, faultOf } = draft;
  const section = <Part extends "categories" | "attributes" | "packages">(part: Part) => ({
    connectionId,
    rows: settings[part],
    onChange: (rows: ListingSettings[Part]) => change({ [part]: rows }),
    ...naming,
    faultOf: (at: number) => faultOf(`${part}.${at}`),
  });
  const naming = {
    names: { ...known, ...picked },
    onName: (id: string, name: string) => setPicked((all) => ({ ...all, [id]: name })),
  };
  return (
    <BlockStack gap="400">
      <Faults faults={draft.faults} />
      <TemplateFields templates={settings} onChange={change} faultOf={faultOf} />
      <CategoryRules
        {...section("categories")}
        suggestions={suggestions}
        decided={draft.preview?.decidedByRule}
      />
      <CategoryGuesses
        guesses={guesses}
        rules={settings.categories}
        onRule={(rule, label) => {
          if (rule.categoryId !== "") naming.onName(rule.categoryId, label);
          change({ categories: [...settings.categories, rule] });
        }}
      />
      <AttributeRules
        {...section("attributes")}
        lookedIn={lookedIn}
        onLookIn={(at, categoryId) => setLookedIn((all) => ({ ...all, [at]: categoryId }))}
      />
      <BrandRules
        connectionId={connectionId}
        brands={settings.brands}
        vendors={suggestions.vendor}
        {...naming}
        onChange={(brands) => change({ brands })}
        faultOf={(at) => faultOf(`brands.${at}`)}
      />
      <PackageDefaults {...section("packages")} />
      <PartyRules {...{ connectionId, draft, suggestions }} isOffered={namesParties} />
    </BlockStack>
  );
}

function Faults({ faults }: { readonly faults: readonly SettingsFault[] }) {
  if (faults.length === 0) return null;
  return (
    <Banner tone="critical" title="Nothing was saved">
      <List>
        {faults.map((fault) => (
          <List.Item key={fault.field}>
            <Text as="span">{`${placeOf(fault.field)}: ${fault.sentence}`}</Text>
          </List.Item>
        ))}
      </List>
    </Banner>
  );
}

const PLACES: Readonly<Record<string, string>> = {
  titleTemplate: "Title",
  descriptionTemplate: "Description",
  categories: "Category rule",
  attributes: "Attribute",
  brands: "Brand",
  packages: "Parcel",
  parties: "Manufacturer or person",
};

function placeOf(field: string): string {
  const [part = "", at] = field.split(".");
  const name = PLACES[part] ?? "Settings";
  return at === undefined ? name : `${name} ${Number(at) + 1}`;
}
