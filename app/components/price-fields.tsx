// The fields of a price rule, each with what is wrong with it beside it.
import { BlockStack, Card, Checkbox, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import type { PriceFaults, PriceForm } from "../domain/price-form.ts";

type Props = {
  readonly form: PriceForm;
  readonly onChange: (change: Partial<PriceForm>) => void;
  readonly faults: PriceFaults;
  readonly currency: string;
  readonly storeCurrency: string;
};

const CHANGES = [
  { value: "add percent", label: "Add percent" },
  { value: "take-off percent", label: "Take off percent" },
  { value: "add amount", label: "Add an amount" },
  { value: "take-off amount", label: "Take off an amount" },
];

const ENDINGS: { value: PriceForm["ending"]; label: string }[] = [
  { value: "as-is", label: "As it comes" },
  { value: "99", label: "Up to .99" },
  { value: "95", label: "Up to .95" },
  { value: "whole", label: "Up to a whole number" },
];

export function PriceFields({ form, onChange, faults, currency, storeCurrency }: Props) {
  const changeKind = (value: string) => {
    const [direction, unit] = value.split(" ") as [PriceForm["direction"], PriceForm["unit"]];
    onChange({ direction, unit });
  };
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Rule
        </Text>
        <FormLayout>
          {currency !== storeCurrency && (
            <TextField
              label={`Exchange rate: ${currency} for 1 ${storeCurrency}`}
              helpText="Nothing is listed in this shop before there is one."
              inputMode="decimal"
              autoComplete="off"
              value={form.rate}
              error={faults.rate}
              onChange={(rate) => onChange({ rate })}
            />
          )}
          <Select
            label="Change your store's price"
            options={CHANGES}
            value={`${form.direction} ${form.unit}`}
            onChange={changeKind}
          />
          <TextField
            label={form.unit === "percent" ? "Percent" : `Amount in ${currency}`}
            inputMode="decimal"
            autoComplete="off"
            value={form.by}
            error={faults.by}
            onChange={(by) => onChange({ by })}
          />
          <Select
            label="Round the price"
            options={ENDINGS}
            value={form.ending}
            onChange={(ending) => onChange({ ending: ending as PriceForm["ending"] })}
          />
          <TextField
            label={`Never below, in ${currency}`}
            helpText="Leave it empty for no floor."
            inputMode="decimal"
            autoComplete="off"
            value={form.floor}
            error={faults.floor}
            onChange={(floor) => onChange({ floor })}
          />
          <CompareAt form={form} onChange={onChange} />
        </FormLayout>
      </BlockStack>
    </Card>
  );
}

function CompareAt({ form, onChange }: Pick<Props, "form" | "onChange">) {
  return (
    <Checkbox
      label="Show your store's compare-at price struck through"
      helpText="TikTok Shop shows it in the United States only."
      checked={form.compareAt === "store"}
      onChange={(isShown) => onChange({ compareAt: isShown ? "store" : "none" })}
    />
  );
}
