// Which brand of the marketplace each of the store's vendors stands for.
import { InlineGrid, Select } from "@shopify/polaris";
import { vendorKey } from "../domain/brand-choice.ts";
import { LookupPicker } from "./lookup-picker.tsx";
import { SettingsRows } from "./settings-rows.tsx";

type Brands = Readonly<Record<string, string>>;

type Props = {
  readonly connectionId: string;
  readonly brands: Brands;
  readonly vendors: readonly string[];
  readonly names: Brands;
  readonly onName: (id: string, name: string) => void;
  readonly onChange: (brands: Brands) => void;
  readonly faultOf: (at: number) => string | undefined;
};

export function BrandRules({ connectionId, brands, vendors, names, onName, onChange, faultOf }: Props) {
  const rows = Object.entries(brands);
  const save = (next: readonly (readonly [string, string])[]) => onChange(Object.fromEntries(next));
  const put = (at: number, row: readonly [string, string]) =>
    save(rows.map((one, other) => (other === at ? row : one)));
  const free = vendors.filter((vendor) => !(vendorKey(vendor) in brands));
  return (
    <SettingsRows
      id="brands"
      title="Brand"
      explains="Products of a vendor carry this TikTok Shop brand. A vendor without a row is listed without a brand."
      thing="brand"
      rows={rows}
      onChange={save}
      addLabel="Add brand"
      onAdd={() => save([...rows, [vendorKey(free[0] ?? ""), ""]])}
    >
      {([vendor, brandId], at) => (
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="200">
          <Select
            label={`Brand ${at + 1}: vendor`}
            options={[vendor, ...free.filter((one) => vendorKey(one) !== vendor)].map((one) => ({
              value: vendorKey(one),
              label: vendors.find((known) => vendorKey(known) === one) ?? one,
            }))}
            value={vendor}
            onChange={(key) => put(at, [key, brandId])}
          />
          <LookupPicker
            kind="brand"
            connectionId={connectionId}
            label="is the brand"
            chosen={brandId ? { id: brandId, label: names[brandId] ?? brandId } : null}
            error={faultOf(at)}
            onPick={({ id, label }) => {
              onName(id, label);
              put(at, [vendor, id]);
            }}
          />
        </InlineGrid>
      )}
    </SettingsRows>
  );
}
