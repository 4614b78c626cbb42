// The fields a manufacturer or responsible person is registered with, each with what is wrong with it.
import { FormLayout, Select, TextField } from "@shopify/polaris";
import type { PartyKind } from "../domain/party.ts";
import {
  EU_COUNTRIES,
  type PartyDetails,
  type PartyFault,
  type PartyField,
} from "../domain/party-details.ts";

type Props = {
  readonly kind: PartyKind;
  readonly details: PartyDetails;
  readonly faults: readonly PartyFault[];
  readonly onChange: (field: PartyField, value: string) => void;
};

const LABELS: Readonly<Record<PartyField, string>> = {
  name: "Name",
  tradeName: "Trade name (optional)",
  email: "Email",
  countryCode: "Country code",
  localNumber: "Phone number",
  address: "Postal address",
  street: "Street and number",
  postalCode: "Postal code",
  city: "City",
  country: "Country",
};

const ADDRESS_HELP = "Street, postal code, city and country, as they stand on the product.";

export function PartyFields({ kind, details, faults, onChange }: Props) {
  const field = (name: PartyField) => ({
    label: LABELS[name],
    value: details[name],
    error: faults.find((one) => one.field === name)?.sentence,
    autoComplete: "off",
    onChange: (value: string) => onChange(name, value),
  });
  return (
    <FormLayout>
      <TextField {...field("name")} />
      {kind === "manufacturer" && <TextField {...field("tradeName")} />}
      <TextField {...field("email")} type="email" />
      <FormLayout.Group condensed>
        <TextField {...field("countryCode")} placeholder="+49" />
        <TextField {...field("localNumber")} type="tel" />
      </FormLayout.Group>
      {kind === "manufacturer" ? (
        <TextField {...field("address")} multiline={2} helpText={ADDRESS_HELP} />
      ) : (
        <PersonsAddress field={field} />
      )}
    </FormLayout>
  );
}

type FieldProps = {
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly autoComplete: string;
  readonly onChange: (value: string) => void;
};

function PersonsAddress({ field }: { readonly field: (name: PartyField) => FieldProps }) {
  const { label, value, error, onChange } = field("country");
  return (
    <FormLayout>
      <TextField {...field("street")} />
      <FormLayout.Group condensed>
        <TextField {...field("postalCode")} />
        <TextField {...field("city")} />
      </FormLayout.Group>
      <Select {...{ label, value, error, onChange }} placeholder="Choose a country" options={countries()} />
    </FormLayout>
  );
}

function countries() {
  const names = new Intl.DisplayNames("en", { type: "region" });
  return EU_COUNTRIES.map((value) => ({ value, label: names.of(value) ?? value })).sort((a, b) =>
    a.label.localeCompare(b.label),
  );
}
