// The connection to one marketplace shop: the first of all, or one that stands.
import { Badge, Banner, BlockStack, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import { printDay, printMoment } from "./moment.tsx";

type FirstProps = { readonly isWaiting: boolean; readonly onStart: () => void; readonly currency: string };

export function FirstConnection({ isWaiting, onStart, currency }: FirstProps) {
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="h2" variant="headingMd">
          Connect your TikTok Shop
        </Text>
        <Text as="p">
          TikTok opens in a new tab and asks you to agree. Afterwards, without anything more from you:
        </Text>
        <List>
          <List.Item>
            every active product is checked and published, and its price and stock are kept true
          </List.Item>
          <List.Item>orders come into Shopify once, with the warehouse that ships them</List.Item>
          <List.Item>shipments are reported to both sides</List.Item>
        </List>
        <Text
          as="p"
          tone="subdued"
        >{`A shop that sells in another currency than ${currency} needs an exchange rate of yours before anything is listed there.`}</Text>
        <Button variant="primary" onClick={onStart}>
          Connect TikTok Shop
        </Button>
        {isWaiting && (
          <Banner tone="info">
            <Text as="p">Waiting for you to agree in the other tab. This page continues by itself.</Text>
          </Banner>
        )}
      </BlockStack>
    </Card>
  );
}

type ConnectionProps = {
  readonly connection: {
    readonly shopName: string;
    readonly region: string;
    readonly currency: string;
    readonly state: string;
    readonly pausedReason: string | null;
    readonly connectedAt: string;
    readonly authorizedUntil: string;
  };
  readonly timeZone: string;
  readonly onReconnect: () => void;
};

export function ConnectionCard({ connection, timeZone, onReconnect }: ConnectionProps) {
  const isActive = connection.state === "active";
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {connection.shopName}
          </Text>
          <Badge tone={isActive ? "success" : "warning"}>{isActive ? "Connected" : "Paused"}</Badge>
        </InlineStack>
        <Text as="p">{`Market ${connection.region}, sells in ${connection.currency}. Connected ${printMoment(connection.connectedAt, timeZone)}, authorized until ${printDay(connection.authorizedUntil, timeZone)}.`}</Text>
        {!isActive && (
          <>
            <Text as="p">{connection.pausedReason ?? "TikTok Shop refuses our access."}</Text>
            <Button variant="primary" onClick={onReconnect}>
              Reconnect
            </Button>
          </>
        )}
      </BlockStack>
    </Card>
  );
}
