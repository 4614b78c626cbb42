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
    /** Since when the merchant wants no new listings. */
    readonly pausedAt: string | null;
    readonly listed: number;
    readonly waiting: number;
    readonly blocked: number;
    readonly percent: number;
    readonly perMinute: number | null;
    readonly finishAt: string;
    readonly msLeft: number;
    /** Set where the end is a guess: it may be this soon. */
    readonly msAtLeast: number | null;
    readonly limitedBy: string;
  };
  readonly timeZone: string;
  readonly isBusy: boolean;
  readonly onWish: (wish: "pause" | "resume") => void;
};

export function PublishCard({ shop, timeZone, isBusy, onWish }: Props) {
  const title = `${shop.shopName} (${shop.region})`;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          {!shop.isActive && <Badge tone="warning">Paused</Badge>}
          {shop.isActive && shop.pausedAt && <Badge tone="attention">Paused by you</Badge>}
        </InlineStack>
        <ProgressBar
          progress={shop.percent}
          size="small"
          // Growing from nothing it would contradict the words beside it for half a second.
          animated={false}
          ariaLabelledBy={`progress-${shop.id}`}
        />
        <Text as="p" id={`progress-${shop.id}`}>
          {`${printCount(shop.listed)} of ${printCount(shop.listed + shop.waiting)} that can be listed are in TikTok Shop (${shop.percent} %).`}
        </Text>
        <Text as="p">{standing(shop, timeZone)}</Text>
        <InlineStack gap="300">
          <PauseButton shop={shop} isBusy={isBusy} onWish={onWish} />
          {shop.blocked > 0 && (
            <Button url={`/app/publish/preflight?connection=${encodeURIComponent(shop.id)}`}>
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

// New products are listed as they come: there is something to stop even while nothing waits.
function PauseButton({ shop, isBusy, onWish }: Omit<Props, "timeZone">) {
  if (!shop.isActive) return null;
  const [wish, words] =
    shop.pausedAt === null
      ? (["pause", "Pause publishing"] as const)
      : (["resume", "Go on publishing"] as const);
  return (
    <Button
      loading={isBusy}
      accessibilityLabel={`${words} to ${shop.shopName} (${shop.region})`}
      onClick={() => onWish(wish)}
    >
      {words}
    </Button>
  );
}

function standing(shop: Props["shop"], timeZone: string): string {
  if (!shop.isActive) return "Nothing is sent while the connection is paused. Open Connection to mend it.";
  if (shop.pausedAt !== null)
    return `You paused publishing ${printMoment(shop.pausedAt, timeZone)}: ${waits(shop.waiting)} What is in TikTok Shop already is kept up to date.`;
  if (shop.waiting === 0) return "Nothing waits to be sent.";
  const day =
    shop.limitedBy === "daily-quota" ? " TikTok Shop's limit of new listings a day sets the pace." : "";
  return `${countWords(shop.waiting, "listing")} left. ${whenDone(shop, timeZone)}${day}`;
}

function whenDone(shop: Props["shop"], timeZone: string): string {
  const finish = printFinish(shop, timeZone);
  if (shop.perMinute !== null)
    return `${printRate(shop.perMinute)} a minute; ${printLeft(shop.msLeft)} more, done ${finish}.`;
  if (shop.msAtLeast === null)
    return shop.limitedBy === "daily-quota"
      ? `About ${printLeft(shop.msLeft)}, done ${finish}.`
      : `About ${printLeft(shop.msLeft)} at the pace TikTok Shop took last time, done about ${finish}.`;
  return `A guess: ${printRange(shop.msAtLeast, shop.msLeft)}, probably done by ${finish}. It is known better once the first listings are sent.`;
}

function waits(count: number): string {
  if (count === 0) return "nothing waits to be sent.";
  return `${countWords(count, "listing")} ${count === 1 ? "waits" : "wait"} until you go on, and none is lost.`;
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

function printRange(leastMs: number, mostMs: number): string {
  const [least, most] = [printLeft(leastMs), printLeft(mostMs)];
  return least === most ? `about ${most}` : `${least} to ${most}`;
}

function printFinish({ finishAt, msLeft }: Props["shop"], timeZone: string): string {
  return msLeft > 48 * 3_600_000 ? printDay(finishAt, timeZone) : printMoment(finishAt, timeZone);
}
