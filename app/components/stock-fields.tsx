// The fields of a shop's stock rule, each with what is wrong with it beside it.
import { BlockStack, Card, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import type { StockFaults, StockForm } from "../domain/stock-form.ts";

export type Place = { readonly id: string; readonly name: string };

type Props = {
  readonly form: StockForm;
  readonly onChange: (change: Partial<StockForm>) => void;
  readonly faults: StockFaults;
  readonly locations: readonly Place[];
  readonly warehouses: readonly Place[];
};

const NUMBERS = [
  { field: "sharePercent", label: "Percent of your stock offered here", help: "100 offers all of it." },
  { field: "buffer", label: "Units kept back of every SKU", help: "They are never offered." },
  {
    field: "ceiling",
    label: "The most units offered of a SKU",
    help: "Also what is offered of products that your store sells without stock.",
  },
  { field: "threshold", label: "Offer nothing below this many units", help: "0 offers the last unit, too." },
] as const;

export function StockFields({ form, onChange, faults, locations, warehouses }: Props) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Rule of this shop
        </Text>
        <FormLayout>
          {NUMBERS.map(({ field, label, help }) => (
            <TextField
              key={field}
              label={label}
              helpText={help}
              inputMode="numeric"
              autoComplete="off"
              value={form[field]}
              error={faults[field]}
              onChange={(value) => onChange({ [field]: value })}
            />
          ))}
        </FormLayout>
        <Feeds feeds={form.feeds} onChange={onChange} locations={locations} warehouses={warehouses} />
      </BlockStack>
    </Card>
  );
}

const NOWHERE = "";

function Feeds({
  feeds,
  onChange,
  locations,
  warehouses,
}: Omit<Props, "form" | "faults"> & Pick<StockForm, "feeds">) {
  const [main] = warehouses;
  const isOpen = feeds.length > 0;
  const choose = (mode: string) =>
    onChange({
      feeds:
        mode === "chosen" && main
          ? locations.map((place) => ({ storeLocationId: place.id, marketplaceWarehouseId: main.id }))
          : [],
    });
  const feed = (storeLocationId: string, marketplaceWarehouseId: string) => {
    const others = feeds.filter((one) => one.storeLocationId !== storeLocationId);
    onChange({
      feeds:
        marketplaceWarehouseId === NOWHERE
          ? others
          : [...others, { storeLocationId, marketplaceWarehouseId }],
    });
  };
  return (
    <FormLayout>
      <Select
        label="Which of your locations feed this shop"
        options={[
          { value: "all", label: `All of them${main ? `, at ${main.name}` : ""}` },
          { value: "chosen", label: "Those I choose" },
        ]}
        value={isOpen ? "chosen" : "all"}
        onChange={choose}
      />
      {isOpen &&
        locations.map((place) => (
          <Select
            key={place.id}
            label={place.name}
            options={[
              { value: NOWHERE, label: "Not offered here" },
              ...warehouses.map((one) => ({ value: one.id, label: `Offered at ${one.name}` })),
            ]}
            value={feeds.find((one) => one.storeLocationId === place.id)?.marketplaceWarehouseId ?? NOWHERE}
            onChange={(id) => feed(place.id, id)}
          />
        ))}
    </FormLayout>
  );
}
