import { Banner, Text } from "@shopify/polaris";

type StandingProps = {
  readonly connections: readonly { shopName: string; state: string }[];
  readonly importedAt: string | null;
};

// The one thing that stops everything else, if there is one.
export function Standing({ connections, importedAt }: StandingProps) {
  if (connections.length === 0) {
    return (
      <Banner
        title="Connect your TikTok Shop"
        tone="info"
        action={{ content: "Connect", url: "/app/settings/connection" }}
      >
        <Text as="p">Once it is connected, your products are published there and its orders come here.</Text>
      </Banner>
    );
  }
  const paused = connections.find((connection) => connection.state !== "active");
  if (paused) {
    return (
      <Banner
        title={`The connection to ${paused.shopName} is paused`}
        tone="warning"
        action={{ content: "Reconnect", url: "/app/settings/connection" }}
      >
        <Text as="p">
          TikTok Shop refuses our access. Orders and stock wait until you connect again; nothing is lost.
        </Text>
      </Banner>
    );
  }
  if (importedAt === null) {
    return (
      <Banner title="Reading your catalogue" tone="info">
        <Text as="p">This page fills as products come in. You can leave it.</Text>
      </Banner>
    );
  }
  return null;
}
