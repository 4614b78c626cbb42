// The frame that lists of rules share: each row in its place, with what moves or removes it, and one button for more.
import { BlockStack, Box, Button, ButtonGroup, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon, DeleteIcon } from "@shopify/polaris-icons";
import { Fragment, type ReactNode } from "react";
import { Anchor } from "./anchor.tsx";

type Props<Row> = {
  /** By which other pages lead here. */
  readonly id: string;
  readonly title: string;
  readonly explains: string;
  readonly rows: readonly Row[];
  /** What one row is called: "rule 1". */
  readonly thing: string;
  /** The first that fits decides: rows may be moved. */
  readonly isOrdered?: true;
  readonly onChange: (rows: readonly Row[]) => void;
  readonly onAdd: () => void;
  readonly addLabel: string;
  readonly children: (row: Row, at: number) => ReactNode;
};

export function SettingsRows<Row>(props: Props<Row>) {
  const { id, title, explains, rows, onAdd, addLabel, children } = props;
  return (
    <Anchor id={id}>
      <Card>
        <BlockStack gap="400">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
            <Text as="p" tone="subdued">
              {explains}
            </Text>
          </BlockStack>
          {rows.map((row, at) => (
            // Rows have no name of their own, only a place.
            <Fragment key={at}>
              {at > 0 && <Divider />}
              <InlineStack gap="300" align="space-between" blockAlign="end">
                <Box minWidth="14rem" width="min(100%, 46rem)">
                  {children(row, at)}
                </Box>
                <RowActions {...props} at={at} />
              </InlineStack>
            </Fragment>
          ))}
          <InlineStack>
            <Button onClick={onAdd}>{addLabel}</Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </Anchor>
  );
}

function RowActions<Row>({ rows, at, thing, isOrdered, onChange }: Props<Row> & { readonly at: number }) {
  const named = `${thing} ${at + 1}`;
  const move = (by: -1 | 1) => onChange(swapped(rows, at, at + by));
  return (
    <ButtonGroup>
      {isOrdered && (
        <>
          <Button
            icon={ArrowUpIcon}
            accessibilityLabel={`Move ${named} up`}
            disabled={at === 0}
            onClick={() => move(-1)}
          />
          <Button
            icon={ArrowDownIcon}
            accessibilityLabel={`Move ${named} down`}
            disabled={at === rows.length - 1}
            onClick={() => move(1)}
          />
        </>
      )}
      <Button
        icon={DeleteIcon}
        accessibilityLabel={`Remove ${named}`}
        onClick={() => onChange(rows.filter((_, other) => other !== at))}
      />
    </ButtonGroup>
  );
}

function swapped<Row>(rows: readonly Row[], a: number, b: number): readonly Row[] {
  return rows.map((row, at) => (at === a ? (rows[b] ?? row) : at === b ? (rows[a] ?? row) : row));
}

/** The same rows with one of them changed. */
export function withRow<Row>(rows: readonly Row[], at: number, change: Partial<Row>): readonly Row[] {
  return rows.map((row, other) => (other === at ? { ...row, ...change } : row));
}
