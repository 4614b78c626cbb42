// How several TikTok Shops share one stock: evenly, by shares, in turn, or each offering everything.
import {
  Banner,
  BlockStack,
  Button,
  Card,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { type PoolRule, poolProblem } from "../domain/pool.ts";

type Taker = { readonly id: string; readonly shopName: string; readonly region: string };
type Props = {
  readonly shops: readonly Taker[];
  readonly pool: PoolRule;
  readonly onChange: (pool: PoolRule) => void;
};

const KINDS: { value: PoolRule["kind"]; label: string }[] = [
  { value: "even", label: "Evenly: each unit is offered in one shop only" },
  { value: "shares", label: "By shares that I set" },
  { value: "priority", label: "In turn: the first shop offers all it may, the next what is left" },
  { value: "all", label: "Every shop offers everything" },
];

export function PoolFields({ shops, pool, onChange }: Props) {
  if (shops.length < 2) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Sharing between your shops
        </Text>
        <FormLayout>
          <Select
            label="How your shops share one stock"
            options={KINDS}
            value={pool.kind}
            onChange={(kind) => onChange(startOf(kind as PoolRule["kind"], shops))}
          />
          {pool.kind === "shares" && <Shares shops={shops} pool={pool} onChange={onChange} />}
        </FormLayout>
        {pool.kind === "priority" && <Turns shops={shops} pool={pool} onChange={onChange} />}
        {pool.kind === "all" && (
          <Banner tone="warning">
            <Text as="p">
              The last unit can be sold in two shops before the second hears of it. One of the buyers then
              waits for stock.
            </Text>
          </Banner>
        )}
      </BlockStack>
    </Card>
  );
}

function startOf(kind: PoolRule["kind"], shops: readonly Taker[]): PoolRule {
  if (kind === "priority") return { kind, order: shops.map((shop) => shop.id) };
  if (kind !== "shares") return { kind };
  const each = Math.floor(100 / shops.length);
  const percents = shops.map((shop, at) => [shop.id, at === 0 ? 100 - each * (shops.length - 1) : each]);
  return { kind, percents: Object.fromEntries(percents) as Record<string, number> };
}

type Of<Kind extends PoolRule["kind"]> = Omit<Props, "pool"> & {
  readonly pool: Extract<PoolRule, { kind: Kind }>;
};

function Shares({ shops, pool, onChange }: Of<"shares">) {
  const problem = poolProblem(pool);
  return shops.map((shop, at) => (
    <TextField
      key={shop.id}
      label={`${shop.shopName} (${shop.region}), percent`}
      inputMode="numeric"
      autoComplete="off"
      value={String(pool.percents[shop.id] ?? 0)}
      error={at === shops.length - 1 ? problem : undefined}
      onChange={(text) =>
        onChange({
          ...pool,
          percents: {
            ...pool.percents,
            [shop.id]: Math.min(100, Number(text.replaceAll(/\D/g, "").slice(0, 3))),
          },
        })
      }
    />
  ));
}

function Turns({ shops, pool, onChange }: Of<"priority">) {
  const rank = (id: string) => (pool.order.includes(id) ? pool.order.indexOf(id) : shops.length);
  const inTurn = [...shops].sort((a, b) => rank(a.id) - rank(b.id));
  const raise = (at: number) => {
    const order = inTurn.map((shop) => shop.id);
    order.splice(at - 1, 0, ...order.splice(at, 1));
    onChange({ ...pool, order });
  };
  return inTurn.map((shop, at) => (
    <InlineStack key={shop.id} align="space-between" blockAlign="center">
      <Text as="p">{`${at + 1}. ${shop.shopName} (${shop.region})`}</Text>
      <Button disabled={at === 0} onClick={() => raise(at)} accessibilityLabel={`Move ${shop.shopName} up`}>
        Move up
      </Button>
    </InlineStack>
  ));
}
