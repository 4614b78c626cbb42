import { Select } from "@shopify/polaris";
import { useAddress } from "./use-address.ts";

type Props = {
  readonly connections: readonly {
    readonly id: string;
    readonly shopName: string;
    readonly region: string;
  }[];
  readonly chosen: string;
};

// Which shop a page is about; shown only where there is a choice.
export function ConnectionChoice({ connections, chosen }: Props) {
  const [, go] = useAddress();
  if (connections.length < 2) return null;
  return (
    <Select
      label="TikTok Shop"
      labelInline
      value={chosen}
      onChange={(connection) => go({ connection })}
      options={connections.map((one) => ({ label: `${one.shopName} (${one.region})`, value: one.id }))}
    />
  );
}
