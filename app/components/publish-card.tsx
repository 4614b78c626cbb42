// How publishing to one shop stands: what is there, what is on its way and until when, and what needs the merchant.
import { Badge, BlockStack, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { countWords, printCount } from "./count.ts";
import { printDay, printMoment } from "./moment.tsx";

type Props = {
  readonly shop: {
    readonly id: string;
    readonly shopName: string;
    readonly region: string;
    readonly isActive: boolean;
    readonly listed: number;
    readonly waiting: number;
    readonly blocked: number;
    readonly percent: number;
    readonly perMinute: number | null;
    readonly finishAt: string;
    readonly msLeft: number;
    readonly limitedBy: string;
  };
  readonly timeZone: string;
};

export function PublishCard({ shop, timeZone }: Props) {
  const title = `${shop.shopName} (${shop.region})`;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          {!shop.isActive && <Badge tone="warning">Paused</Badge>}
        </InlineStack>
        <ProgressBar progress={shop.percent} size="small" ariaLabelledBy={`progress-${shop.id}`} />
        <Text as="p" id={`progress-${shop.id}`}>
          {`${printCount(shop.listed)} of ${printCount(shop.listed + shop.waiting)} that can be listed are in TikTok Shop (${shop.percent} %).`}
        </Text>
        <Text as="p">{standing(shop, timeZone)}</Text>
        <InlineStack gap="300">
          {shop.blocked > 0 && (
            <Button url={`/app/preflight?connection=${encodeURIComponent(shop.id)}`}>
              {`See why ${countWords(shop.blocked, "product")} cannot be listed yet`}
            </Button>
          )}
          <Button variant="plain" url={`/app/listings?connection=${encodeURIComponent(shop.id)}`}>
            View listings
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function standing(shop: Props["shop"], timeZone: string): string {
  if (!shop.isActive) return "Nothing is sent while the connection is paused. Open Connection to mend it.";
  if (shop.waiting === 0) return "Nothing waits to be sent.";
  const rate =
    shop.perMinute === null
      ? "Nothing was sent in the last minutes; at a careful guess"
      : `${printRate(shop.perMinute)} a minute;`;
  const day =
    shop.limitedBy === "daily-quota" ? " TikTok Shop's limit of new listings a day sets the pace." : "";
  return `${countWords(shop.waiting, "listing")} left. ${rate} ${printLeft(shop.msLeft)} more, done ${printFinish(shop, timeZone)}.${day}`;
}

function printRate(perMinute: number): string {
  return perMinute < 10 ? perMinute.toFixed(1) : printCount(Math.round(perMinute));
}

function printLeft(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 120) return countWords(minutes, "minute");
  const hours = Math.round(minutes / 60);
  return hours < 48 ? countWords(hours, "hour") : countWords(Math.round(hours / 24), "day");
}

function printFinish({ finishAt, msLeft }: Props["shop"], timeZone: string): string {
  return msLeft > 48 * 3_600_000 ? printDay(finishAt, timeZone) : printMoment(finishAt, timeZone);
}
