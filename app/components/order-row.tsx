// One order in the list, for a wide table and for a phone.
import { BlockStack, Box, IndexTable, InlineStack, Link, Text } from "@shopify/polaris";
import { Moment, printMoment } from "./moment.tsx";
import { ORDER_STATES } from "./states.ts";
import { StatusBadge } from "./status-badge.tsx";

export type OrderView = {
  readonly id: string;
  readonly name: string;
  readonly originOrderId: string;
  readonly origin: string;
  readonly state: string;
  readonly holdDetail: string | null;
  readonly placedAt: string;
  readonly units: number;
  readonly total: string;
  readonly shipsFrom: readonly string[];
  readonly tracking: readonly string[];
  readonly parcels: number;
  readonly reported: number;
};

type RowProps = { readonly row: OrderView; readonly index: number; readonly timeZone: string };

function OrderName({ row }: { readonly row: OrderView }) {
  return (
    <BlockStack gap="050">
      <Link url={`/app/orders/${row.id}`} dataPrimaryLink removeUnderline>
        <Text as="span" fontWeight="semibold">
          {row.name}
        </Text>
      </Link>
      <Text as="span" variant="bodySm" tone="subdued">
        {row.origin === "marketplace" ? `TikTok Shop ${row.originOrderId}` : "Your store"}
      </Text>
    </BlockStack>
  );
}

/** On a phone: everything one under the other. */
export function NarrowOrderRow({ row, index, timeZone }: RowProps) {
  return (
    <IndexTable.Row id={row.id} position={index}>
      <Box padding="300" width="100%">
        <BlockStack gap="150">
          <InlineStack align="space-between" blockAlign="start" wrap={false}>
            <OrderName row={row} />
            <StatusBadge table={ORDER_STATES} state={row.state} />
          </InlineStack>
          {row.holdDetail && (
            <Text as="span" variant="bodySm" tone="critical" breakWord>
              {row.holdDetail}
            </Text>
          )}
          <Text as="span" variant="bodySm" tone="subdued" breakWord>
            {[printMoment(row.placedAt, timeZone), ...row.shipsFrom, row.total].join(" · ")}
          </Text>
          {row.tracking.length > 0 && (
            <Text as="span" variant="bodySm" breakWord>
              {row.tracking.join(", ")}
            </Text>
          )}
        </BlockStack>
      </Box>
    </IndexTable.Row>
  );
}

export function WideOrderRow({ row, index, timeZone }: RowProps) {
  return (
    <IndexTable.Row id={row.id} position={index}>
      <IndexTable.Cell>
        <OrderName row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Moment at={row.placedAt} timeZone={timeZone} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <BlockStack gap="050" inlineAlign="start">
          <StatusBadge table={ORDER_STATES} state={row.state} />
          {row.holdDetail && (
            <Text as="span" variant="bodySm" tone="critical">
              {row.holdDetail}
            </Text>
          )}
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>{row.shipsFrom.join(", ")}</IndexTable.Cell>
      <IndexTable.Cell>{row.tracking.join(", ")}</IndexTable.Cell>
      <IndexTable.Cell>{row.parcels === 0 ? "" : `${row.reported} of ${row.parcels}`}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {row.units}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {row.total}
        </Text>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}
