import { BlockStack, Box, Card, Divider, InlineStack, Link, Text } from "@shopify/polaris";
import { printMoment } from "./moment.tsx";
import { FULFILLMENT_ORDER_STATES, wordsOf } from "./states.ts";
import { StatusBadge } from "./status-badge.tsx";

export type PartView = {
  readonly id: string;
  readonly warehouse: string;
  readonly state: string;
  readonly rejectedReason: string | null;
  readonly lines: readonly {
    readonly id: string;
    readonly title: string;
    readonly quantity: number;
    readonly shipped: number;
  }[];
  readonly shipments: readonly ShipmentView[];
};

type ShipmentView = {
  readonly id: string;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
  readonly shippedAt: string;
  readonly reportTo: string;
  readonly reportedAt: string | null;
  readonly deliveredAt: string | null;
};

// The part of an order one warehouse ships: its lines, its parcels, and whether the other side knows.
export function FulfillmentPart({ part, timeZone }: { readonly part: PartView; readonly timeZone: string }) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">{`Ships from ${part.warehouse}`}</Text>
          <StatusBadge table={FULFILLMENT_ORDER_STATES} state={part.state} />
        </InlineStack>
        <Text as="p" tone="subdued">
          {part.rejectedReason ?? wordsOf(FULFILLMENT_ORDER_STATES, part.state).sentence}
        </Text>
        {part.lines.map((line) => (
          <InlineStack key={line.id} align="space-between" gap="300" wrap={false}>
            <Text as="span" breakWord>
              {line.title}
            </Text>
            <Box minWidth="8rem">
              <Text as="span" alignment="end">{`${line.shipped} of ${line.quantity} shipped`}</Text>
            </Box>
          </InlineStack>
        ))}
        {part.shipments.map((shipment) => (
          <Parcel key={shipment.id} shipment={shipment} timeZone={timeZone} />
        ))}
      </BlockStack>
    </Card>
  );
}

function Parcel({ shipment, timeZone }: { readonly shipment: ShipmentView; readonly timeZone: string }) {
  const side = shipment.reportTo === "store" ? "your store" : "TikTok Shop";
  const label =
    [shipment.carrier, shipment.trackingNumber].filter(Boolean).join(" ") || "No tracking number yet";
  return (
    <BlockStack gap="200">
      <Divider />
      <InlineStack align="space-between" gap="300" wrap>
        <BlockStack gap="050">
          {shipment.trackingUrl ? (
            <Link url={shipment.trackingUrl} target="_blank">
              {label}
            </Link>
          ) : (
            <Text as="span" fontWeight="semibold">
              {label}
            </Text>
          )}
          <Text as="span" variant="bodySm" tone="subdued">
            {shipment.deliveredAt
              ? `Delivered ${printMoment(shipment.deliveredAt, timeZone)}`
              : `Left ${printMoment(shipment.shippedAt, timeZone)}`}
          </Text>
        </BlockStack>
        <Text as="span" tone={shipment.reportedAt ? "success" : "subdued"}>
          {shipment.reportedAt
            ? `${side} was told ${printMoment(shipment.reportedAt, timeZone)}`
            : `${side} is being told`}
        </Text>
      </InlineStack>
    </BlockStack>
  );
}
