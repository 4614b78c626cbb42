// The table of listings: rows to choose from, one by one or all that match, and what can be asked of those chosen.
import { IndexTable, useBreakpoints, useIndexResourceState } from "@shopify/polaris";
import { useRef } from "react";
import { printCount } from "./count.ts";
import { type ListingView, NarrowListingRow, WideListingRow } from "./listing-row.tsx";
import { useTrueIndeterminate } from "./use-true-indeterminate.ts";

export type Chosen = { readonly ids: readonly string[] } | "all";

export type ListedRows = {
  readonly rows: readonly ListingView[];
  readonly total: number;
  readonly acts: readonly { readonly act: string; readonly label: string }[];
  readonly onAct: (act: string, chosen: Chosen) => void;
};

type Props = ListedRows & {
  /** Left out where it cannot be offered. */
  readonly onSetCategory?: ((chosen: Chosen) => void) | undefined;
};

const HEADINGS = [
  { title: "Product" },
  { title: "State" },
  { title: "Price" },
  { title: "Stock", alignment: "end" as const },
  { title: "Variants", alignment: "end" as const },
] as const;

// What is asked for every day stands beside the rows, the rest in a menu; where there is no room for both all stand in
// the menu, as one list: Polaris' two lists in one are none to a screen reader.
const PROMOTED = 2;

/** On a phone a row is one cell: Polaris' own narrow table would take the choice of rows away. */
export function ListingsTable({ rows, total, acts, onAct, onSetCategory }: Props) {
  const { smDown, mdDown } = useBreakpoints();
  const table = useRef<HTMLDivElement>(null);
  useTrueIndeterminate(table);
  const chosen = useIndexResourceState(rows.map((row) => ({ id: row.id })));
  const { selectedResources, allResourcesSelected, clearSelection } = chosen;
  const isAll = allResourcesSelected && total > rows.length;
  const meant: Chosen = isAll ? "all" : { ids: selectedResources };
  const act = (name: string) => {
    onAct(name, meant);
    clearSelection();
  };
  const actions = acts.map((one) => ({ content: one.label, onAction: () => act(one.act) }));
  const setCategory = onSetCategory
    ? [{ content: "Set category", onAction: () => onSetCategory(meant) }]
    : [];
  const promoted = mdDown ? 0 : PROMOTED;
  const Row = smDown ? NarrowListingRow : WideListingRow;
  return (
    <div ref={table}>
      <IndexTable
        resourceName={{ singular: "listing", plural: "listings" }}
        itemCount={rows.length}
        selectedItemsCount={allResourcesSelected ? "All" : selectedResources.length}
        onSelectionChange={chosen.handleSelectionChange}
        hasMoreItems={total > rows.length}
        paginatedSelectAllActionText={`Select all ${printCount(total)} that match`}
        promotedBulkActions={actions.slice(0, promoted)}
        bulkActions={[...actions.slice(promoted), ...setCategory]}
        headings={smDown ? [HEADINGS[0]] : [HEADINGS[0], ...HEADINGS.slice(1)]}
      >
        {rows.map((row, index) => (
          <Row key={row.id} row={row} index={index} isSelected={selectedResources.includes(row.id)} />
        ))}
      </IndexTable>
    </div>
  );
}
