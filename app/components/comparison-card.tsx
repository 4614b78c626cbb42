// What the last comparison of both sides came to, and the button that asks for another.
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { countWords } from "./count.ts";
import { printMoment } from "./moment.tsx";

type Last = {
  readonly endedAt: string;
  readonly seconds: number;
  readonly isNightly: boolean;
  readonly products: number;
  readonly listings: number;
  readonly differing: number;
  readonly repaired: number;
  readonly yours: number;
};

type Props = {
  readonly comparison: { readonly isRunning: boolean; readonly last: Last | null };
  readonly timeZone: string;
  readonly isAsking: boolean;
  readonly onCompare: () => void;
};

export function ComparisonCard({ comparison, timeZone, isAsking, onCompare }: Props) {
  const { isRunning, last } = comparison;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Last comparison
          </Text>
          <Button onClick={onCompare} loading={isAsking} disabled={isRunning}>
            Compare everything now
          </Button>
        </InlineStack>
        {last && <Text as="p">{whenWords(last, timeZone)}</Text>}
        <Text as="p" tone={last && last.differing > last.repaired ? "caution" : "subdued"}>
          {last ? foundWords(last) : NEVER}
        </Text>
        {isRunning && (
          <div role="status">
            <Text as="p">Both sides are being compared now. What differs is put right as it is found.</Text>
          </div>
        )}
      </BlockStack>
    </Card>
  );
}

const NEVER =
  "Your store and TikTok Shop have not been compared as a whole yet. It happens every night, and now if you like.";

function whenWords({ endedAt, seconds, isNightly, products, listings }: Last, timeZone: string): string {
  const why = isNightly ? "every night" : "because you asked";
  const looked = `${countWords(products, "product")} in your store and ${countWords(listings, "listing")} in TikTok Shop`;
  return `${printMoment(endedAt, timeZone)}, ${why}: ${looked}, in ${durationWords(seconds)}.`;
}

function durationWords(seconds: number): string {
  return seconds < 90 ? countWords(seconds, "second") : countWords(Math.round(seconds / 60), "minute");
}

function foundWords({ differing, repaired, yours }: Last): string {
  if (differing === 0) return "Nothing differed: both sides agree.";
  const open = differing - repaired - yours;
  return [
    `${countWords(differing, "difference")} found,`,
    `${repaired === differing ? "all" : repaired} put right.`,
    ...(yours > 0
      ? [
          `${yours} left to you: what is named above, and listings that were taken off sale in TikTok Shop itself.`,
        ]
      : []),
    ...(open > 0 ? [`${open} could not be put right yet and ${open === 1 ? "is" : "are"} tried again.`] : []),
  ].join(" ");
}
