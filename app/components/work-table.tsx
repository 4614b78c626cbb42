import { Badge, BlockStack, Card, DataTable, Text } from "@shopify/polaris";
import { printMoment } from "./moment.tsx";
import { OWNERS, VERB_WORDS } from "./verb-words.ts";

export type WaitingWork = {
  readonly verb: string;
  readonly count: number;
  readonly failing: number;
  readonly reason: string | null;
  readonly owner: string | null;
  readonly nextAttemptAt: string | null;
};

type Props = { readonly work: readonly WaitingWork[]; readonly timeZone: string };

// What is not in agreement yet: what we are about to do, whose turn it is, and when the next attempt comes.
export function WorkTable({ work, timeZone }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          On its way
        </Text>
        {work.length === 0 ? (
          <Text as="p" tone="subdued">
            Nothing waits: everything we know of has been carried out.
          </Text>
        ) : (
          <DataTable
            columnContentTypes={["text", "numeric", "text", "text"]}
            headings={["What", "How many", "Whose turn", "Next attempt"]}
            rows={work.map((row) => [
              <BlockStack key="what" gap="050">
                <Text as="span">{VERB_WORDS[row.verb as keyof typeof VERB_WORDS] ?? row.verb}</Text>
                {row.reason && (
                  <Text as="span" variant="bodySm" tone="subdued">
                    {row.reason}
                  </Text>
                )}
              </BlockStack>,
              row.count,
              row.owner ? (
                <Badge key="owner" tone={row.owner === "merchant" ? "warning" : "info"}>
                  {OWNERS[row.owner] ?? row.owner}
                </Badge>
              ) : (
                "Ours"
              ),
              row.nextAttemptAt ? printMoment(row.nextAttemptAt, timeZone) : "waits for you",
            ])}
          />
        )}
      </BlockStack>
    </Card>
  );
}
